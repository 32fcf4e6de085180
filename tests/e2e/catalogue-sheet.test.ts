import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readWorkbook, writeWorkbook } from '#platform/spreadsheet'
import { codeOf } from '../../seeds/agencies.ts'
import { openTestHub, type TestHub } from '../harness/hub.ts'

const STEWARD = 'steward-market-regulation'
const AUTHORITY = 'sharing-authority'
const OWN = codeOf('market-regulation')
const NAMES = '102001/000007'
const SHEET = '政务信息资源目录'
const BOUNDS = { bytes: 64_000_000, rows: 20_001, columns: 80 }

type Row = (string | null)[]
interface Fault {
  readonly line: number
  readonly column: string | null
  readonly check: string
}
interface Imported {
  readonly resources: readonly { readonly code: string; readonly state: { readonly code: string } }[]
  readonly unchanged: number
  readonly faults: readonly Fault[]
  readonly faultsLeftOut: number
}

let hub: TestHub
beforeAll(async () => {
  hub = await openTestHub()
})
afterAll(() => hub?.close())

const IMPORT = `mutation ($input: ImportCatalogueInput!) { importCatalogue(input: $input) {
  resources { code state { code } } unchanged faults { line column check } faultsLeftOut } }`

const pieces = (bytes: Buffer) => bytes.toString('base64').match(/.{1,10000}/g) ?? []

const send = (persona: string, bytes: Buffer, more: object = {}) => hub.ask({ persona, query: IMPORT, variables: { input: { content: pieces(bytes), ...more } } })

async function imported(rows: readonly Row[], persona = STEWARD): Promise<Imported> {
  const { data, text } = await send(persona, writeWorkbook(SHEET, rows))
  expect(data, text).not.toBeNull()
  return (data as { importCatalogue: Imported }).importCatalogue
}

async function exported(persona = 'outsider', provider: string | null = OWN): Promise<Row[]> {
  const { data, text } = await hub.ask({ persona, query: 'query ($provider: CreditCode) { catalogueExport(filter: { provider: $provider }) { content rows } }', variables: { provider } })
  const { catalogueExport } = data as { catalogueExport: { content: string; rows: number } | null }
  expect(catalogueExport, text.slice(0, 300)).not.toBeNull()
  const rows = readWorkbook(Buffer.from(catalogueExport?.content ?? '', 'base64'), SHEET, BOUNDS).map(({ cells }) => cells as Row)
  expect(rows).toHaveLength((catalogueExport?.rows ?? 0) + 1)
  const width = rows[0]?.length ?? 0
  return rows.map((row) => [...row, ...Array.from({ length: width - row.length }, () => null)])
}

/** Rows with one cell of a line changed. */
function put(rows: readonly Row[], line: number, title: string, value: string | null): Row[] {
  const at = rows[0]?.indexOf(title) ?? -1
  expect(at).not.toBe(-1)
  return rows.map((row, index) => (index === line - 1 ? row.map((cell, column) => (column === at ? value : cell)) : [...row]))
}

/** The same in every line of a resource. */
const putAll = (rows: readonly Row[], code: string, title: string, value: string) =>
  rows.reduce<Row[]>((sum, row, index) => (row.includes(code) ? put(sum, index + 1, title, value) : sum), [...rows.map((row) => [...row])])

const lineOf = (rows: readonly Row[], code: string) => rows.findIndex((row) => row.includes(code)) + 1

describe('a spreadsheet is not taken', () => {
  it('from whoever is no steward', async () => {
    const bytes = writeWorkbook(SHEET, await exported())
    for (const persona of ['market-regulation', 'approver-market-regulation', AUTHORITY]) expect((await send(persona, bytes)).refused, persona).toMatchObject([{ code: 'FORBIDDEN' }])
  })

  it.each([
    ['that is none', () => Buffer.from('姓名,住址'), 'NOT_A_WORKBOOK'],
    ['of another shape', () => writeWorkbook(SHEET, [['信息资源代码', '信息资源名称'], ['1', '2']]), 'COLUMN_MISSING'],
    ['with more rows than may be', () => writeWorkbook(SHEET, Array.from({ length: 20_002 }, () => ['甲'])), 'TOO_MANY_ROWS'],
    ['that unpacks to more than may be', () => writeWorkbook(SHEET, [['x'.repeat(65_000_000)]]), 'TOO_LARGE'],
  ])('%s', async (_what, bytes, check) => {
    expect((await send(STEWARD, bytes())).refused).toMatchObject([{ code: 'BAD_USER_INPUT', faults: [{ argument: 'input.content', check }] }])
  })

  it('in what is no base64, or in pieces that are too long', async () => {
    const ask = (content: string[]) => hub.ask({ persona: STEWARD, query: IMPORT, variables: { input: { content } } })
    expect((await ask(['!!'])).refused).toMatchObject([{ faults: [{ check: 'BASE64' }] }])
    expect((await ask(['A'.repeat(10_001)])).refused).toMatchObject([{ code: 'OPERATION_TOO_COMPLEX' }])
  })
})

describe('a catalogue that was exported', () => {
  it('changes nothing when it comes back, whoever exported it', async () => {
    const rows = await exported()
    const resources = new Set(rows.slice(1).map((row) => row[2])).size
    expect(resources).toBeGreaterThan(5)
    expect(await imported(rows)).toEqual({ resources: [], unchanged: resources, faults: [], faultsLeftOut: 0 })
  })

  it('is all of it where no provider is named, and nobody’s drafts', async () => {
    expect(new Set((await exported('outsider', null)).slice(1).map((row) => row[4])).size).toBeGreaterThan(3)
    expect(await exported('outsider', codeOf('weather'))).toHaveLength(1)
  })
})

describe('a line that is different', () => {
  it('of a resource of another agency is refused', async () => {
    const rows = await exported('outsider', codeOf('public-security'))
    const { resources, unchanged, faults } = await imported(rows.slice(0, 2))
    expect({ resources, unchanged, faults }).toEqual({ resources: [], unchanged: 0, faults: [{ line: 2, column: '信息资源提供方代码', check: 'NOT_YOURS' }] })
  })

  it('comes back with its column where it is wrong, and the others go on', async () => {
    const rows = await exported()
    const first = (code: string) => lineOf(rows, code)
    let sheet = putAll(rows, NAMES, '信息资源摘要', '=HYPERLINK("http://example.org")')
    sheet = putAll(sheet, '102001/000001', '信息资源格式', '软盘')
    sheet = put(sheet, first('102001/000002') + 1, '信息资源名称', '改名')
    sheet = put(sheet, first('102001/000003'), '信息项敏感级别', '公开')
    sheet = put(sheet, first('102001/000004'), '信息项英文名', 'Person.mobile')
    sheet = putAll(putAll(sheet, '102001/000005', '版本', '7'), '102001/000005', '信息资源名称', '改名')
    sheet = putAll(sheet, '102001/000006', '数源事项', '不存在')
    const { resources, faults } = await imported(sheet)
    expect(resources).toEqual([{ code: NAMES, state: { code: 'CHANGING' } }])
    const basics = rows.filter((row) => row.includes('102001/000001')).map((_row, at) => ({ line: first('102001/000001') + at, column: '信息资源格式', check: 'UNKNOWN_CODE' }))
    expect(basics.length).toBeGreaterThan(3)
    expect(faults).toEqual([
      ...basics,
      { line: first('102001/000002') + 1, column: '信息资源名称', check: 'DIFFERS' },
      { line: first('102001/000003'), column: '信息项敏感级别', check: 'CLASS_WEAKER' },
      { line: first('102001/000004'), column: '信息项英文名', check: 'UNKNOWN_ITEM' },
      { line: first('102001/000005'), column: '版本', check: 'CONFLICT' },
      { line: first('102001/000006'), column: '数源事项', check: 'MATTERS_BY_EDIT' },
    ])
  })

  it('is in force once it was reviewed, and a formula comes out as a text', async () => {
    const act = (persona: string, mutation: string, type: string, input: object) =>
      hub.ask({ persona, query: `mutation ($input: ${type}!) { ${mutation}(input: $input) { code state { code } } }`, variables: { input } })
    await act(STEWARD, 'submitResource', 'ResourceVersionInput', { code: NAMES, version: 2 })
    expect((await act(AUTHORITY, 'reviewResource', 'ReviewResourceInput', { code: NAMES, version: 2, approve: true })).data).toMatchObject({ reviewResource: { state: { code: 'PUBLISHED' } } })
    const rows = await exported()
    expect(rows.find((row) => row.includes(NAMES))).toContain('=HYPERLINK("http://example.org")')
    expect(await imported(rows)).toMatchObject({ resources: [], faults: [] })
  })

  it('about what is kept elsewhere makes a new resource, once however often it is sent', async () => {
    const [heading = []] = await exported()
    const cells: Record<string, string> = {
      信息资源分类: '306002', 信息资源名称: '特种设备台账', 资源类别: '文件', 信息资源格式: '电子表格', 共享类型: '无条件共享', 共享方式: '文件下载', 更新周期: '每年', 数据分级: '一般数据',
    }
    const row = (title: string, item: string): Row => heading.map((each) => ({ ...cells, 信息项名称: title, 信息项英文名: item, 信息项数据类型: '字符型', 信息项共享类型: '无条件共享' })[each ?? ''] ?? null)
    const bytes = writeWorkbook(SHEET, [heading, row('设备代码', 'device_code'), row('设备名称', 'device_name')])
    const first = await send(STEWARD, bytes, { clientMutationId: 'import-1' })
    expect(first.data).toEqual({ importCatalogue: { resources: [{ code: '306002/000001', state: { code: 'DRAFT' } }], unchanged: 0, faults: [], faultsLeftOut: 0 } })
    expect((await send(STEWARD, bytes, { clientMutationId: 'import-1' })).data).toEqual(first.data)
    const { data } = await hub.ask({ persona: STEWARD, query: '{ resource(code: "306002/000001") { name kind { code } shareMethods { code } items { name title dataType } versions { version } } }' })
    expect(data).toEqual({ resource: {
      name: '特种设备台账', kind: { code: 'FILE' }, shareMethods: [{ code: '2' }], versions: [{ version: 1 }],
      items: [{ name: 'device_code', title: '设备代码', dataType: 'C' }, { name: 'device_name', title: '设备名称', dataType: 'C' }],
    } })
    expect((await send(STEWARD, bytes, { clientMutationId: 'import-2' })).data).toMatchObject({ importCatalogue: { resources: [{ code: '306002/000002' }] } })
  })
})
