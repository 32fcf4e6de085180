import { describe, expect, it } from 'vitest'
import type { ContractItem } from '#platform/contract'
import { entryItemOf, entryOf, type ResourceEntry } from './entries.ts'
import { differences } from './entry-differences.ts'
import { edited, type EntryEdit } from './entry-edits.ts'
import { entryFaults } from './entry-faults.ts'
import { proposedEntry } from './proposed.ts'

const item = (field: string, more: Partial<ContractItem> = {}): ContractItem => ({
  coordinate: `Person.${field}`, type: 'Person', field, dataType: 'String', description: null, resource: '101001/000001', title: field, share: 'CONDITIONAL',
  class: 'PERSONAL', personal: true, mask: 'NAME', open: false, restricted: false, sliced: false, derived: false, basis: null, arguments: [], ...more,
})
const CONTRACT = [item('name'), item('sex', { mask: 'NONE', class: 'SENSITIVE' }), item('area', { class: 'PUBLIC', mask: 'NONE', share: 'UNCONDITIONAL', open: true })]
const ENTRY = entryOf({ name: '示例资源', provider: 'A', format: '7', shareClass: 'UNCONDITIONAL', updateCycle: '1', open: false }, CONTRACT.map(entryItemOf))
const COLUMN = { title: '名称', dataType: 'C', share: 'CONDITIONAL', dataClass: 'INTERNAL', mask: 'NONE', open: false } as const
const TABLE = entryOf({ kind: 'TABLE', name: '示例表', provider: 'A', format: '2', shareClass: 'CONDITIONAL', shareCondition: '凭事项', updateCycle: '1', open: false }, [{ item: 'a', ...COLUMN }])

const checks = (entry: ResourceEntry, contract = CONTRACT) => entryFaults(entry, contract).map(({ place, check }) => `${place} ${check}`)
const edit = (change: EntryEdit, entry = ENTRY) => edited(entry, change, CONTRACT)

describe('an entry is faulty', () => {
  it('not as the contract proposes it, besides what only an agency knows', () => {
    expect(checks(ENTRY)).toEqual([])
    expect(checks(TABLE, [])).toEqual([])
    expect(checks(proposedEntry([item('name')]), [item('name')])).toEqual(['shareCondition CONDITION_MISSING'])
  })

  it.each<[string, EntryEdit, string[]]>([
    ['without a name', { name: ' ' }, ['name NAME_MISSING']],
    ['with texts that are too long', { name: '名'.repeat(201), summary: '要'.repeat(2_001) }, ['name TOO_LONG', 'summary TOO_LONG']],
    ['with codes that no list has', { format: '0', updateCycle: 'x', grade: '4' }, ['format UNKNOWN_CODE', 'updateCycle UNKNOWN_CODE', 'grade UNKNOWN_CODE']],
    ['without a way of sharing, or with one twice', { shareMethods: [] }, ['shareMethods UNKNOWN_CODE']],
    ['with a way of sharing twice', { shareMethods: ['3', '3'] }, ['shareMethods UNKNOWN_CODE']],
    ['conditional without a condition', { shareClass: 'CONDITIONAL', items: [{ name: 'Person.name' }] }, ['shareCondition CONDITION_MISSING']],
    ['withheld without a basis', { shareClass: 'WITHHELD', items: [{ name: 'Person.name', shareClass: 'WITHHELD' }] }, ['withheldBasis BASIS_MISSING', 'items[0].withheldBasis BASIS_MISSING']],
    ['with an item that is freer than it', { shareClass: 'CONDITIONAL', shareCondition: '凭办件' }, ['items[2].share FREER_THAN_RESOURCE']],
    ['with less sensitive items than the contract', { items: [{ name: 'Person.sex', dataClass: 'PERSONAL' }] }, ['items[0].dataClass CLASS_WEAKER']],
    ['with a mask that shows more', { items: [{ name: 'Person.name', mask: 'ADDR' }, { name: 'Person.sex', mask: 'NAME' }] }, ['items[0].mask MASK_WEAKER', 'items[1].mask MASK_WEAKER']],
    ['open without an open item', { open: true, items: [{ name: 'Person.area', open: false }] }, ['open NO_OPEN_ITEM']],
    ['with a condition of openness where it is closed', { openCondition: '注明来源' }, ['openCondition NOT_OPEN']],
    ['with an open item that is personal', { items: [{ name: 'Person.name', open: true, shareClass: 'UNCONDITIONAL' }] }, ['items[0].open OPEN_BUT_CLOSED', 'items[0].open NOT_OPEN_IN_CONTRACT']],
    ['with an item twice', { items: [{ name: 'Person.name' }, { name: 'Person.name' }] }, ['items[1].item TWICE']],
    ['with an item of another resource', { items: [{ name: 'Person.mobile', title: '电话' }] }, ['items[0].item UNKNOWN_ITEM']],
    ['without items', { items: [] }, ['items NO_ITEMS']],
  ])('%s', (_what, change, faults) => {
    expect(checks(edit(change))).toEqual(faults)
  })

  it('elsewhere, with a column whose type no list has or which is named like an item of the hub', () => {
    expect(checks(edited(TABLE, { items: [{ name: 'Person.name', title: '姓名', dataType: 'String' }] }, []), [])).toEqual(['items[0].dataType UNKNOWN_CODE', 'items[0].item NAME_RESERVED'])
  })

  it('not where it is stricter than its contract', () => {
    expect(checks(edit({ items: [{ name: 'Person.name', mask: 'DROP', dataClass: 'SENSITIVE' }, { name: 'Person.area', open: false, shareClass: 'CONDITIONAL' }] }))).toEqual([])
  })

  it.each([
    ['中华人民共和国个人信息保护法 第二十八条', true], ['《中华人民共和国数据安全法》', true], ['个人信息保护法第二十八条', true], ['优化营商环境条例', true],
    ['国务院关于示例事项的决定', true], ['国令〔2025〕第809号', true], ['示例市数据管理办法', false], ['内部规定', false], ['法人条件', false], ['领导要求', false],
  ])('by its basis %s: law %s', (basis, law) => {
    const withheld = edit({ shareClass: 'WITHHELD', withheldBasis: basis, items: [{ name: 'Person.name', shareClass: 'WITHHELD', withheldBasis: basis }] })
    expect(checks(withheld)).toEqual(law ? [] : ['withheldBasis BASIS_NOT_LAW', 'items[0].withheldBasis BASIS_NOT_LAW'])
  })
})

describe('an edit', () => {
  it('leaves what is left out, and empties what is given as an empty text', () => {
    expect(edit({})).toEqual(ENTRY)
    expect(edit({ name: null, summary: '说明' })).toEqual({ ...ENTRY, summary: '说明' })
    expect(edit({ summary: '' }, { ...ENTRY, summary: '说明' }).summary).toBeNull()
  })

  it('takes items anew, in their order, each as it was or as the contract proposes it', () => {
    const before = edit({ items: [{ name: 'Person.name', title: '姓名' }] })
    const after = edit({ items: [{ name: 'Person.sex' }, { name: 'Person.name' }] }, before)
    expect(after.items.map(({ item: name, title }) => [name, title])).toEqual([['Person.sex', 'sex'], ['Person.name', '姓名']])
  })

  it('cannot give an item of a contract another type', () => {
    expect(edit({ items: [{ name: 'Person.name', dataType: 'Int', description: '别的' }] }).items[0]).toMatchObject({ dataType: 'String', description: null })
  })

  it('of an entry that was to be withdrawn makes one that is not', () => {
    expect(edit({}, { ...ENTRY, withdrawn: true })).toEqual(ENTRY)
  })
})

describe('the differences of two versions', () => {
  it('are none between equal ones, whatever the order of their members', () => {
    expect(differences(ENTRY, edit({}))).toEqual([])
  })

  it('are told member by member and item by item, by names', () => {
    const after = edit({
      shareClass: 'CONDITIONAL', shareCondition: '凭办件', shareMethods: ['3', '4'], matters: ['M1'],
      items: [{ name: 'Person.name', title: '姓名', mask: 'DROP' }, { name: 'Person.area', shareClass: 'CONDITIONAL', open: false }],
    })
    expect(differences(ENTRY, after)).toEqual([
      '共享类型：无条件共享 → 有条件共享', '共享条件：（空） → 凭办件', '共享方式：服务接口 → 服务接口、核验', '数源事项：（空） → M1',
      '信息项 Person.name 的名称：name → 姓名', '信息项 Person.name 的掩码规则：姓名 → 不显示', '信息项 Person.area 的共享类型：无条件共享 → 有条件共享',
      '信息项 Person.area 的向社会开放：是 → 否', '删除信息项：sex（Person.sex）',
    ])
    expect(differences(after, ENTRY)).toContain('新增信息项：sex（Person.sex）')
  })

  it('are also an order of items, and a withdrawal', () => {
    const turned = edit({ items: [...CONTRACT].reverse().map(({ coordinate }) => ({ name: coordinate })) })
    expect([differences(ENTRY, turned), differences(ENTRY, { ...ENTRY, withdrawn: true })]).toEqual([['信息项顺序调整'], ['停用']])
  })
})
