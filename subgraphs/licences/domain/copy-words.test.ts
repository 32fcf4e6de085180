import { describe, expect, it } from 'vitest'
import { watermarkOf } from '../printing/watermark.ts'
import { wordsOfCopy } from './copy-words.ts'

const AT = Date.parse('2026-03-02T00:30:00+08:00')
const liveCase = {
  caseNo: 'c', kind: 'APPLICATION', agency: { code: 'a', name: '示例区民政局' }, matter: { code: 'm', name: '高龄津贴发放' }, dueOn: null,
} as unknown as Parameters<typeof wordsOfCopy>[0]['liveCase']
const licence = (trustGrade: string | null, issuerName = '示例市公安局') => ({ trustGrade, issuerName })
const words = (...licences: ReturnType<typeof licence>[]) =>
  wordsOfCopy({ licences, liveCase, number: 'N', reason: '核对年龄', expiresAt: '2026-03-12T18:00:00+08:00', at: AT })

describe('a copy', () => {
  it('speaks of originals only where that of every licence was seen', () => {
    expect([words(licence('A')), words(licence('B')), words(licence('A'), licence('B')), words(licence('B'), licence('B'))].map(({ trustGrade }) => trustGrade)).toEqual(['A', 'B', 'A', 'B'])
  })

  it('with a licence that its holder made is worth no more than that one', () => {
    expect(words(licence('A'), licence('D'), licence('B')).trustGrade).toBe('D')
  })

  it('names whoever issued the licences, and the first of them where they are too many to be read', () => {
    expect(words(licence('A'), licence('A'), licence('A', '示例区民政局')).provider).toBe('示例市公安局、示例区民政局')
    expect(words(licence('A', '局'.repeat(40)), licence('A', '厅'.repeat(40))).provider).toBe(`${'局'.repeat(40)}等`)
  })

  it('shortens names that a watermark has no room for', () => {
    const long = { ...liveCase, agency: { code: 'a', name: '局'.repeat(61) }, matter: { code: 'm', name: '事'.repeat(200) } }
    const told = wordsOfCopy({ licences: [licence('A', '厅'.repeat(61))], liveCase: long, number: 'N', reason: '核对年龄', expiresAt: '2026-03-12T18:00:00+08:00', at: AT })
    expect(told).toMatchObject({ provider: `${'厅'.repeat(58)}…等`, agency: `${'局'.repeat(59)}…`, matter: `${'事'.repeat(99)}…` })
    expect(() => watermarkOf(told)).not.toThrow()
  })

  it('tells its days as they are in Beijing', () => {
    expect(words(licence('A'))).toMatchObject({ madeOn: '2026-03-02', validUntil: '2026-03-12', agency: '示例区民政局', matter: '高龄津贴发放' })
  })
})
