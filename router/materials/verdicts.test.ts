import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { MaterialVerdict } from '../../subgraphs/catalogue/index.ts'
import { type Giver, type HeldLicence, type Known, needsOf, type NeededEvidence, type NeededMaterial } from './verdicts.ts'

const CARD = 'card'
const CHARTER = 'charter'

const evidence = (more: Partial<NeededEvidence> = {}): NeededEvidence => ({ parties: [], licenceType: null, items: [], grades: [], submit: false, ...more })
const card = (more: Partial<NeededEvidence> = {}) => evidence({ licenceType: CARD, grades: ['A', 'B'], ...more })
const paper = evidence({ submit: true })
const material = (...ways: NeededEvidence[][]): NeededMaterial =>
  ({ code: 'M', name: '材料', required: true, situation: null, alternatives: ways.map((evidences) => ({ title: null, evidences })) })

const person = (subject: string, role = 'APPLICANT'): Giver => ({ subject, role, organisation: false })
const firm = (subject: string, role = 'APPLICANT'): Giver => ({ subject, role, organisation: true })
const held = (holder: string, more: Partial<HeldLicence> = {}): HeldLicence =>
  ({ type: CARD, holder, identifier: `of ${holder}`, standing: 'IN_FORCE', state: null, validTo: null, trustGrade: 'A', ...more })

interface World { readonly licences?: readonly HeldLicence[]; readonly offered?: readonly string[]; readonly doubted?: readonly string[] }
const known = ({ licences = [], offered = [], doubted = [] }: World): Known => ({
  heldBy: (subject, type) => licences.filter((each) => each.holder === subject && each.type === type),
  typeOf: (code) => ({ code, name: code, holderKind: code === CARD ? '1' : code === CHARTER ? '2' : '3' }),
  offers: (subject, item) => offered.includes(`${subject} ${item}`),
  inDoubt: (subject) => doubted.includes(subject),
})
const verdict = (needed: NeededMaterial, givers: readonly Giver[], world: World): MaterialVerdict | undefined => needsOf([needed], givers, known(world))[0]?.verdict

describe('a material has to be submitted', () => {
  it.each<readonly [string, NeededMaterial, readonly Giver[], World]>([
    ['where it is paper', material([paper]), [person('a')], { licences: [held('a')] }],
    ['where nobody holds the licence', material([card()]), [person('a')], {}],
    ['where somebody else holds it', material([card()]), [person('a')], { licences: [held('b')] }],
    ['where one of two parties does not hold it', material([card({ parties: ['MEMBER'] })]), [person('a', 'MEMBER'), person('b', 'MEMBER')], { licences: [held('a')] }],
    ['where nobody has the role', material([card({ parties: ['GUARDIAN'] })]), [person('a')], { licences: [held('a')] }],
    ['where nobody in the role can hold it', material([card()]), [firm('f')], { licences: [held('f')] }],
    ['where one of its evidences is paper', material([[card()][0] as NeededEvidence, paper]), [person('a')], { licences: [held('a')] }],
    ['where it has no alternative', material(), [person('a')], { licences: [held('a')] }],
    ['where an alternative has no evidence', material([]), [person('a')], { licences: [held('a')] }],
    ['where the grade is another', material([card()]), [person('a')], { licences: [held('a', { trustGrade: 'D' })] }],
    ['where the grade may not be read', material([card()]), [person('a')], { licences: [held('a', { trustGrade: null })] }],
    ['where nobody has seen the original of an upload, even if that grade is listed', material([card({ grades: ['C'] })]), [person('a')], { licences: [held('a', { trustGrade: 'C' })] }],
    ['where one of two items is not granted', material([evidence({ items: ['Person.name', 'Person.mobile'] })]), [person('a')], { offered: ['a Person.name'] }],
    ['where the items are those of an organisation', material([evidence({ items: ['LegalPerson.name'] })]), [person('a')], { offered: ['a LegalPerson.name'] }],
  ])('%s', (_why, needed, givers, world) => {
    expect(verdict(needed, givers, world)).toBe('SUBMIT')
  })
})

describe('a material is there', () => {
  it.each<readonly [string, NeededMaterial, readonly Giver[], World, MaterialVerdict]>([
    ['with a licence in force', material([card()]), [person('a')], { licences: [held('a')] }, 'HELD'],
    ['with one of any grade where none is listed', material([card({ grades: [] })]), [person('a')], { licences: [held('a', { trustGrade: null })] }, 'HELD'],
    ['with one of each party of each role', material([card({ parties: ['APPLICANT', 'MEMBER'] })]), [person('a'), person('b', 'MEMBER'), firm('f', 'MEMBER')], { licences: [held('a'), held('b')] }, 'HELD'],
    ['with the items of the party', material([evidence({ items: ['Person.name'] })]), [person('a')], { offered: ['a Person.name'] }, 'DATA'],
    ['with items that are about neither', material([evidence({ items: ['Address.fullText'] })]), [firm('f')], { offered: ['f Address.fullText'] }, 'DATA'],
    ['with the best of its ways', material([paper], [evidence({ items: ['Person.name'] })], [card()]), [person('a')], { licences: [held('a')], offered: ['a Person.name'] }, 'HELD'],
    ['in doubt', material([card()]), [person('a')], { licences: [held('a')], doubted: ['a'] }, 'UNDER_OBJECTION'],
    ['expired', material([card()]), [person('a')], { licences: [held('a', { standing: 'EXPIRED' })], doubted: ['a'] }, 'EXPIRED'],
    ['suspended', material([card()], [paper]), [person('a')], { licences: [held('a', { standing: 'SUSPENDED' })] }, 'SUSPENDED'],
    ['restricted', material([card()]), [person('a')], { licences: [held('a', { standing: 'RESTRICTED' })] }, 'RESTRICTED'],
    ['with the better of two licences', material([card()]), [person('a')], { licences: [held('a', { standing: 'EXPIRED' }), held('a')] }, 'HELD'],
  ])('%s', (_how, needed, givers, world, expected) => {
    expect(verdict(needed, givers, world)).toBe(expected)
  })

  it('of two in force the one that is valid longer is told', () => {
    const licences = [held('a', { identifier: 'short', validTo: '2027-01-01' }), held('a', { identifier: 'long', validTo: '2037-01-01' })]
    const [found] = needsOf([material([card()])], [person('a')], known({ licences }))
    expect(found?.alternatives[0]?.evidences[0]?.answers[0]).toMatchObject({ licence: 'long', validTo: '2037-01-01' })
  })

  it('as much as its best way, and a way as much as its worst evidence, whatever is held', () => {
    const standing = fc.constantFrom(null, 'IN_FORCE' as const, 'EXPIRED' as const, 'SUSPENDED' as const, 'RESTRICTED' as const)
    const ways = fc.array(fc.array(standing, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 })
    const order = ['IN_FORCE', 'RESTRICTED', 'SUSPENDED', 'EXPIRED', null]
    const told = { IN_FORCE: 'HELD', RESTRICTED: 'RESTRICTED', SUSPENDED: 'SUSPENDED', EXPIRED: 'EXPIRED' }
    fc.assert(fc.property(ways, (drawn) => {
      const needed = material(...drawn.map((way, at) => way.map((_, place) => evidence({ licenceType: `${at}-${place}` }))))
      const licences = drawn.flatMap((way, at) => way.flatMap((each, place) => (each === null ? [] : [held('a', { type: `${at}-${place}`, standing: each })])))
      const worst = drawn.map((way) => Math.max(...way.map((each) => order.indexOf(each))))
      const best = order[Math.min(...worst)] as keyof typeof told | null
      expect(verdict(needed, [person('a')], { licences })).toBe(best === null ? 'SUBMIT' : told[best])
    }), { seed: 20_260_302, numRuns: 300 })
  })
})
