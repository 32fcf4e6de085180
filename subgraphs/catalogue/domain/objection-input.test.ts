import { describe, expect, it } from 'vitest'
import { answerFaults, objectionFaults, type ObjectionInput, subjectOf } from './objection-input.ts'

const DIGEST = 'a'.repeat(64)
const INPUT: ObjectionInput = { item: 'Person.mobile', subject: { citizenId: 'key' }, statement: '号码有误', evidence: [{ kind: 'PHOTO', digest: DIGEST, name: '照片.jpg' }] }
const faultsOf = (more: Partial<ObjectionInput>, subject: string | null = 'key') =>
  objectionFaults({ ...INPUT, ...more }, subject).map(({ argument, check }) => `${argument} ${check}`)
const evidence = (...names: string[]) => names.map((name, at) => ({ kind: 'PHOTO', digest: String(at % 10).repeat(64), name }))

describe('an objection has faults', () => {
  it.each<[string, Partial<ObjectionInput>, string]>([
    ['an item that is none', { item: 'Person' }, 'input.item UNKNOWN_ITEM'],
    ['an item that is kept elsewhere', { item: '101001/000001#xm' }, 'input.item UNKNOWN_ITEM'],
    ['no statement', { statement: '  ' }, 'input.statement EMPTY'],
    ['a statement of more than 500 characters', { statement: '字'.repeat(501) }, 'input.statement TEXT_WRONG'],
    ['a citizen number in full-width digits', { statement: '应为１１０１０１１９９００３０７００１１' }, 'input.statement TEXT_WRONG'],
    ['a telephone', { statement: '电话 138 0000 0000' }, 'input.statement TEXT_WRONG'],
    ['a direction character', { statement: '有误\u202e' }, 'input.statement TEXT_WRONG'],
    ['no evidence', { evidence: [] }, 'input.evidence EMPTY'],
    ['the same file twice', { evidence: [...INPUT.evidence, ...INPUT.evidence] }, 'input.evidence[1] DUPLICATE'],
    ['a digest in upper case', { evidence: [{ kind: 'PHOTO', digest: 'A'.repeat(64), name: 'a' }] }, 'input.evidence[0].digest DIGEST_WRONG'],
    ['a digest that is too short', { evidence: [{ kind: 'PHOTO', digest: 'a'.repeat(63), name: 'a' }] }, 'input.evidence[0].digest DIGEST_WRONG'],
    ['a file called by a telephone', { evidence: evidence('13800000000.jpg') }, 'input.evidence[0].name TEXT_WRONG'],
    ['a file without a name', { evidence: evidence('') }, 'input.evidence[0].name EMPTY'],
  ])('%s', (_what, more, expected) => {
    expect(faultsOf(more)).toEqual([expected])
  })

  it('where it is about nobody, and where there are more than ten files', () => {
    expect(faultsOf({}, null)).toEqual(['input.subject SUBJECT_WRONG'])
    expect(faultsOf({ evidence: Array.from({ length: 11 }, (_, at) => ({ kind: 'PHOTO', digest: at.toString(16).padStart(64, '0'), name: 'a' })) })).toEqual(['input.evidence TOO_MANY'])
  })

  it('and so has an answer, which whoever may read the item reads', () => {
    expect(['', '字'.repeat(501), '请致电13800000000'].map((answer) => answerFaults({ answer }).map(({ check }) => check))).toEqual([['EMPTY'], ['TEXT_WRONG'], ['TEXT_WRONG']])
    expect(answerFaults({ answer: '经核对无误' })).toEqual([])
  })
})

describe('an objection is about', () => {
  it.each<[string, ObjectionInput['subject'], string | null, string | null]>([
    ['the person named', { citizenId: 'key' }, null, 'key'],
    ['the organisation named', { creditCode: 'code' }, null, 'code'],
    ['whoever acts in person', null, 'self', 'self'],
    ['whoever acts in person, where it names nobody', {}, 'self', 'self'],
    ['the person named, whoever acts', { citizenId: 'key' }, 'self', 'key'],
    ['nobody, where an agency names nobody', null, null, null],
    ['nobody, where it names two', { citizenId: 'key', creditCode: 'code' }, 'self', null],
  ])('%s', (_what, subject, represented, expected) => {
    expect(subjectOf({ ...INPUT, subject: subject ?? null }, represented)).toBe(expected)
  })

  it('an item by its whole name', () => {
    expect(faultsOf({ item: 'Licence.face@11100000000000000X001.name' })).toEqual([])
    expect(faultsOf({})).toEqual([])
  })
})
