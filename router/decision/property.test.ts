import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PROPERTY_SEED } from '../../platform/identifiers/testing.ts'
import { type Basis, type Circumstances, circumstancesOf } from './basis.ts'
import { type Decision, decide } from './decide.ts'
import type { Binding, Facts, Grant } from './facts.ts'
import { openDecider } from './known.ts'
import { replay } from './replay.ts'
import { decideOn, factsOf, grantOf, MATTER, tools, usesIn } from './testing.ts'
import { everyUse, type Use } from './uses.ts'

const OTHER_MATTER = '990500000200'
const QUESTION = `{
  applicant: person(citizenId: "p1") { name mobile ageAtLeast(years: 80) relations { relation { code } person { mobile } } }
  persons(citizenIds: ["p2", "p3", "stranger"]) { name sex { code } protection residence }
  byMobile(mobile: "1") { name firm { phone secret } }
  verifyPerson(claim: { citizenId: "p1", name: "a" }) { name mobile }
  legalPerson(creditCode: "F") { name phone secret representative { name } }
  licence(identifier: "L") { number } }`

const SLICED = 'Licence.number@A'
const GRANTABLE = [
  'Person.citizenId', 'Person.name', 'Person.mobile', 'Person.sex', 'Person.residence', 'Person.relations', 'Person.firm',
  'Person.protection', 'Person.ageAtLeast', 'Relation.relation', 'LegalPerson.phone', 'LegalPerson.secret',
  'LegalPerson.representative', SLICED,
]
const FREE = new Set(['LegalPerson.name'])

const subject = fc.constantFrom('p1', 'p2', 'p3')
const role = fc.constantFrom('APPLICANT', 'AGENT', 'GUARDIAN')
const often = fc.integer({ min: 1, max: 12 }).map((throwOf) => throwOf > 1)
const disclosure = fc.constantFrom('CLEAR' as const, 'MASKED' as const, 'VERIFY' as const)

const binding: fc.Arbitrary<Binding> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('CASE_PARTY' as const), roles: fc.uniqueArray(role, { minLength: 1, maxLength: 3 }) }) },
  fc.record({ kind: fc.constant('KIN' as const), of: role, kin: fc.constantFrom('spouse', 'household') }),
  fc.constant({ kind: 'SELF' as const }),
  fc.constant({ kind: 'ANY' as const }),
)

const grant: fc.Arbitrary<Grant> = fc
  .record({
    items: fc.array(fc.tuple(fc.constantFrom(...GRANTABLE), disclosure), { minLength: 4, maxLength: 14, size: 'max' }),
    binding,
    matters: often.map((right) => [right ? MATTER : OTHER_MATTER]),
    agencyRoles: often.map((right) => [right ? 'DECIDING' : 'RECEIVING']),
    regions: often.map((right) => [right ? '990100' : '990200']),
    validFrom: often.chain((past) => (past ? fc.constantFrom('2026-01-01', '2026-03-02') : fc.constant('2026-03-03'))),
    validTo: often.chain((future) => (future ? fc.constantFrom('2026-12-31', '2026-03-02') : fc.constant('2026-03-01'))),
    revoked: often.map((not) => !not),
  })
  .map(({ items, ...given }) => {
    const argumentsOf = (item: string) => (item === 'Person.ageAtLeast' ? { years: [80] } : null)
    return grantOf(items.map(([item, how]) => ({ item, disclosure: how, arguments: argumentsOf(item) })), given)
  })

const facts: fc.Arbitrary<Facts> = fc
  .record({
    grants: fc.array(grant, { maxLength: 10, size: 'max' }),
    parties: fc.array(fc.record({ subject, role }), { maxLength: 5, size: 'max' }),
    kin: fc.array(fc.record({ subject, related: fc.constantFrom('p2', 'p3', 'p4', 'op'), kind: fc.constantFrom('spouse', 'household') }), { maxLength: 3 }),
    protectedOnes: fc.uniqueArray(fc.record({ subject, grade: fc.constantFrom('SEALED', 'RESTRICTED') }), { maxLength: 2, selector: (each) => each.subject }),
    open: often, proven: fc.boolean(), ours: often, hasCase: often, known: often,
    represented: fc.constantFrom(false, false, false, true),
    kind: often.chain((ordinary) => (ordinary ? fc.constant('APPLICATION') : fc.constantFrom('ROSTER', 'ENROLMENT', 'DRAFT'))),
    operatorKey: fc.option(fc.constantFrom('op', 'p2')),
  })
  .map(({ grants, parties, kin, protectedOnes, open, proven, ours, hasCase, known, represented, kind, operatorKey }) =>
    factsOf({
      grants, kin, protected: protectedOnes,
      caseFacts: hasCase ? { parties, open, proven, kind, agencyRoles: ours ? ['DECIDING'] : [] } : null,
      purpose: { matter: MATTER, caseNo: hasCase ? 'CASE-0001' : null, reason: null },
      caller: { operatorKey, consumer: known ? 'window-1' : '', represented: represented ? { subject: 'p1', mandateMatters: null } : null },
    }),
  )

const READ = ['CLEAR', 'MASKED']
const COMPARE = ['CLEAR', 'VERIFY']

/** Whether a grant is in force here and gives an item in one of the ways wanted, to whomever it reaches. */
function gives(grant: Grant, item: string, wanted: readonly string[], { caller, caseFacts, purpose, today }: Facts): boolean {
  const inForce = grant.validFrom <= today && today <= grant.validTo && !grant.revoked && grant.matters.includes(purpose?.matter ?? '')
  const inCase = caseFacts === null || ((caller.represented !== null || grant.agencyRoles.includes('DECIDING')) && grant.regions.includes('990100'))
  return inForce && inCase && grant.items.some((each) => each.item === item && wanted.includes(each.disclosure))
}

/** Whether a grant reaches a person or organisation; the caller who acts in person is reached by SELF and ANY alone. */
function reaches({ binding }: Grant, subject: string, { caller, caseFacts, kin }: Facts): boolean {
  if (binding.kind === 'ANY') return true
  if (caller.represented !== null) return binding.kind === 'SELF' && caller.represented.subject === subject
  const parties = caseFacts?.parties ?? []
  if (binding.kind === 'CASE_PARTY') return parties.some((party) => party.subject === subject && binding.roles.includes(party.role))
  if (binding.kind !== 'KIN') return false
  return kin.some((link) => link.related === subject && link.kind === binding.kin && parties.some((party) => party.subject === link.subject && party.role === binding.of))
}

const everybody = ['p1', 'p2', 'p3', 'p4', 'op', 'F', 'stranger']

/** Whether somebody put it in writing that this caller may have an item of anybody at all. */
const somebodyGranted = (coordinate: string, given: Facts, wanted: readonly string[]): boolean =>
  given.grants.some((grant) => {
    const item = SLICED.startsWith(`${coordinate}@`) ? SLICED : coordinate
    return gives(grant, item, wanted, given) && everybody.some((subject) => reaches(grant, subject, given))
  })

/** Whether any case stands behind a personal item. */
function caseHolds({ caller, caseFacts }: Facts): boolean {
  if (caseFacts === null || !caseFacts.open) return false
  const { represented } = caller
  if (represented !== null) return caseFacts.parties.some((party) => party.subject === represented.subject)
  return caseFacts.agencyRoles.length > 0 && caseFacts.kind !== 'DRAFT'
}

const check = (holds: (given: Facts) => void) => fc.assert(fc.property(fc.noBias(facts), holds), { seed: PROPERTY_SEED, numRuns: 300 })

describe('whatever the grants, the case and the roles, a decision keeps', () => {
  it('no item that nobody granted', () => {
    let kept = 0
    check((given) => {
      for (const use of everyUse(decideOn(QUESTION, given).kept)) {
        const item = use.item ?? use.verdictOf
        if (item === undefined || FREE.has(item.coordinate)) continue
        kept += 1
        expect(somebodyGranted(item.coordinate, given, use.item === undefined ? COMPARE : READ), `${use.coordinate} was kept`).toBe(true)
      }
    })
    // A property that holds of nothing would tell nothing.
    expect(kept).toBeGreaterThan(300)
  })

  it('no personal item without a case of the caller that is open, and nothing of an unknown caller', () => {
    check((given) => {
      const personal = [...everyUse(decideOn(QUESTION, given).kept)].filter(({ item, verdictOf }) => (item ?? verdictOf)?.personal)
      const held = personal.filter(({ coordinate }) => coordinate !== 'Person.protection')
      if (held.length > 0) expect(caseHolds(given)).toBe(true)
      if (given.caller.consumer === '') expect(decideOn(QUESTION, given).kept).toEqual([])
    })
  })

  it('nothing withheld, but for its own subject', () => {
    check((given) => {
      const coordinates = [...everyUse(decideOn(QUESTION, given).kept)].map(({ coordinate }) => coordinate)
      expect(coordinates).not.toContain('LegalPerson.secret')
      if (coordinates.includes('Person.protection')) expect(given.caller.represented?.subject).toBe('p1')
    })
  })

  it('nobody covered who is no party, no kin and not the caller, and never the operator', () => {
    check((given) => {
      const { plan } = decideOn(QUESTION, given)
      const parties = (given.caseFacts?.parties ?? []).map((party) => party.subject)
      const kin = given.kin.filter((link) => parties.includes(link.subject)).map(({ related }) => related)
      const self = given.caller.represented?.subject
      // An enrolment is about whomever something is claimed of.
      const enrolled = given.caseFacts?.kind === 'ENROLMENT' && caseHolds(given) ? ['p1'] : []
      for (const subject of plan.subjects.keys()) {
        expect(self === undefined ? [...parties, ...kin, ...enrolled] : [self]).toContain(subject)
        if (self === undefined) expect(subject).not.toBe(given.caller.operatorKey)
      }
      for (const { subject, grade } of given.protected.values()) expect(plan.sealed(subject)).toBe(grade === 'SEALED' && subject !== self)
    })
  })

  it('no right of anybody that no grant gives of them, and no closed item of a restricted person', () => {
    let rights = 0
    check((given) => {
      const { plan } = decideOn(QUESTION, given)
      for (const [subject, index] of plan.subjects) {
        for (const [item, disclosure] of plan.classes[index] ?? []) {
          if (FREE.has(item)) continue
          rights += 1
          const wanted = disclosure === 'CLEAR' ? ['CLEAR'] : disclosure === 'MASKED' ? READ : COMPARE
          expect(given.grants.some((grant) => gives(grant, item, wanted, given) && reaches(grant, subject, given)), `${item} of ${subject}`).toBe(true)
          const restricted = given.protected.get(subject)?.grade === 'RESTRICTED' && given.caller.represented?.subject !== subject
          if (restricted) expect(['Person.mobile', 'Person.relations']).not.toContain(item)
        }
      }
    })
    expect(rights).toBeGreaterThan(1_000)
  })

  it('nothing without telling what it left out: what is asked is kept or has an error above it or on it', () => {
    check((given) => {
      const { kept, refusals } = decideOn(QUESTION, given)
      const keptKeys = new Set(kept.map(({ key }) => key))
      for (const root of ['applicant', 'persons', 'byMobile', 'verifyPerson', 'legalPerson', 'licence']) {
        if (!keptKeys.has(root)) expect(refusals.some(({ path }) => path[0] === root)).toBe(true)
      }
    })
  })
})

describe('whatever the grants, the case and the roles, a decision that is remembered', () => {
  const OTHERS = ['{ person(citizenId: "p1") { name licences { edges { node { number } } } } }', '{ person(citizenId: "p2") { ageAtLeast(years: 80) sex { code } } }']
  const askedOnes = [QUESTION, ...OTHERS].map((text, id) => ({ id, uses: usesIn(text) }))
  const bare = (use: Use): Use => ({ ...use, args: {}, children: use.children.map(bare) })
  const told = ({ plan: { sealed, sealedSubjects, idKey: _key, ...plan }, kept, basis: _basis, ...rest }: Decision) =>
    ({ ...rest, plan, kept: kept.map(bare), sealed: [['p1', 'p2', 'p3', 'p4'].filter(sealed), sealedSubjects()] })

  it('is the one that would be taken anew, of whoever it was remembered', () => {
    const decider = openDecider()
    check((given) => {
      for (const asked of askedOnes) expect(told(decider.decide(asked, given, tools))).toEqual(told(decide(asked.uses, given, tools)))
    })
  })

  it('serves callers of the same grants alike, each with subjects of its own', () => {
    const decider = openDecider()
    const grants = [grantOf({ 'Person.citizenId': 'VERIFY', 'Person.name': 'CLEAR', 'Person.mobile': 'MASKED' }), grantOf([{ item: 'Person.ageAtLeast', disclosure: 'CLEAR', arguments: { years: [80] } }]), grantOf({ 'Person.sex': 'CLEAR' }, { binding: { kind: 'CASE_PARTY', roles: ['AGENT'] } })]
    const { published, classGrants } = factsOf()
    let asked = 0
    // One operation, asked about one and another by its variables.
    const about = (who: string, years: number) => ({
      id: 9, uses: usesIn('query ($who: CitizenId!, $years: Int!) { person(citizenId: $who) { name mobile sex { code } ageAtLeast(years: $years) } persons(citizenIds: [$who, "p2"]) { name } }', { who, years }),
    })
    fc.assert(fc.property(fc.noBias(facts), fc.constantFrom('p1', 'p2', 'p3', 'stranger'), fc.constantFrom(79, 80), (given, who, years) => {
      const one = about(who, years)
      const same = { ...given, grants, classGrants, published }
      asked += 1
      expect(told(decider.decide(one, same, tools))).toEqual(told(decide(one.uses, same, tools)))
    }), { seed: PROPERTY_SEED, numRuns: 2_000 })
    expect(decider.use.hits).toBeGreaterThan(asked / 4)
  })

  it('is the one that is taken again out of what is kept of it, without a name or a value that a caller chose', () => {
    const decider = openDecider()
    const words = ({ released, searched, grants, refusals, plan: { common, classes, subjects } }: Decision) => ({
      released, searched, grants: [...grants].map(({ id }) => id), refusals: refusals.map(({ coordinate, reason }) => `${coordinate} ${reason}`), common, classes, subjects,
    })
    let released = 0
    check((given) => {
      for (const asked of askedOnes) {
        const decision = decider.decide(asked, given, tools)
        const body = decision.basis ?? ''
        expect(body).not.toMatch(/applicant|"a"|stranger|"p\d"/)
        const { caller, caseFacts, purpose } = given
        const recorded = { ...caller, represented: caller.represented?.subject ?? null, agencyRoles: caseFacts?.agencyRoles ?? [], day: given.today, matter: purpose?.matter ?? null, caseNo: purpose?.caseNo ?? null }
        const circumstances = JSON.parse(JSON.stringify(circumstancesOf(asked.uses, given, tools, { nothing: false, day: '2020-01-01' }))) as Circumstances
        expect(words(replay(recorded, JSON.parse(body) as Basis, circumstances, tools))).toEqual(words(decision))
        released += decision.released.size
      }
    })
    expect(released).toBeGreaterThan(300)
  })
})
