import fc, { type Arbitrary } from 'fast-check'
import { getNamedType, type GraphQLField, type GraphQLObjectType, isObjectType } from 'graphql'
import { documentOf } from '../../seeds/documents.ts'
import { typeCode } from '../../seeds/licence-types.ts'
import { matterCode } from '../../seeds/matters.ts'
import { CITY_A, DISTRICT, DISTRICT_B, PROVINCE } from '../../seeds/places.ts'
import type { World } from '../../seeds/world.ts'
import { askedOf, type Draft, everyField, itemsOf } from './asked.ts'
import { api, itemAt } from './contract.ts'
import { keyOfExample, ORGANISATIONS, PEOPLE } from './people.ts'
import type { Binding, Caller, Case, Disclosure, Grant, GrantItem, Protection, Situation } from './situation.ts'

/** Stands for the number of a situation's own case, which is known only when it is placed. */
export const OWN_CASE = '@own-case'

/** What no question asks, and why. */
const LEFT_OUT: Readonly<Record<string, string>> = {
  'LegalPerson.verify': 'what is claimed of people in a firm is compared by keys that show in no field',
  'Case.open': 'it depends on who asks',
  'Case.materialsNeeded': 'verdicts follow from rights; the tests of materials hold them to the rights',
  'LegalPerson.changes': 'the people whom a change names show in no field of it',
  'Case.evaluations': 'whoever gave an evaluation shows in no field of it',
  'VitalEvent.declarant': 'whoever declared an event shows in no field of it',
  'AdministrativePermit.legalRep': 'a decision has no key by which the seeds could tell whom it names',
  'AdministrativePermit.legalRepName': 'as above',
  'AdministrativePenalty.legalRep': 'as above',
  'AdministrativePenalty.legalRepName': 'as above',
  'Division.boundary': 'large, and as any other open item',
  'Division.center': 'as above',
}

const MATTERS = [matterCode('residence-permit'), matterCode('old-age-allowance')] as const
/** A matter that is not in use any more, and one of those that are, with the days for which it allows checks after the decision. */
export const RETIRED = matterCode('startup-subsidy')
export const CHECKED_FOR = { [MATTERS[0]]: 30 }

const DATES = ['2026-03-02', '2001-05-20'] as const
const YEARS = [18, 60, 80] as const

// Few people come often, so that who is asked about is mostly somebody whom the case concerns.
const person = fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...PEOPLE.slice(0, 3)) }, { weight: 1, arbitrary: fc.constantFrom(...PEOPLE) })
const organisation = fc.oneof({ weight: 3, arbitrary: fc.constant(ORGANISATIONS[0]) }, { weight: 1, arbitrary: fc.constantFrom(...ORGANISATIONS) })
const matter = fc.constantFrom(...MATTERS)
const numberOf = (example: string) => documentOf(example).number
const always = <T>(value: T): Arbitrary<T> => fc.constant(value)
const often = (times: number) => fc.integer({ min: 0, max: times }).map((thrown) => thrown > 0)

// ——— questions

type Args = Arbitrary<Readonly<Record<string, unknown>>>

/** Arguments of fields below the root; a field with required arguments that is not here cannot be asked. */
const ARGUMENTS: Readonly<Record<string, Args>> = {
  'Person.ageAtLeast': fc.record({ years: fc.constantFrom(...YEARS) }),
  'Person.marriedOn': fc.record({ date: fc.constantFrom(...DATES) }),
  'Licence.validOn': fc.record({ date: fc.constantFrom(...DATES) }),
  'Person.licences': fc.oneof({ weight: 3, arbitrary: fc.constant({}) }, fc.record({ validOn: fc.constantFrom(...DATES) })),
  'Person.verify': fc.record({ claim: fc.constantFrom<object[]>({ name: '张大山' }, { name: '无名氏', sex: '1' }, { sex: '2', birthDate: '1942-03-01' }) }),
  'Person.cases': fc.constant({ first: 100 }),
  'LegalPerson.cases': fc.constant({ first: 100 }),
  'Case.children': fc.constant({ first: 100 }),
  'LegalPerson.inspections': fc.constant({ first: 100 }),
  'BasicMatter.implementations': fc.constant({ first: 5 }),
}

const TOLD_APART = new Set(['Person.ageAtLeast', 'Person.marriedOn', 'Licence.validOn'])
const DEPTH = 4

/** Random questions over the roots that name a record. */
class Questions {
  readonly #below = new Map<string, Arbitrary<readonly Draft[]>>()
  readonly #world: World

  constructor(world: World) {
    this.#world = world
  }

  questions(): Arbitrary<readonly Draft[]> {
    return fc.uniqueArray(this.#root(), { minLength: 1, maxLength: 3, selector: (draft) => draft.alias ?? draft.name, size: 'max' })
  }

  #root(): Arbitrary<Draft> {
    const { licences, geo, supervision } = this.#world
    const some = <T>(list: readonly T[], count: number) => fc.constantFrom(...list.slice(0, count))
    const keys = new Set([...PEOPLE, ...ORGANISATIONS].map(keyOfExample))
    const theirs = licences.licences.filter(({ holders }) => holders.some(({ subject }) => keys.has(subject))).map(({ identifier }) => identifier)
    const inspected = supervision.inspections.filter(({ subject }) => keys.has(subject)).map(({ inspectionNo }) => inspectionNo)
    const units = geo.rightHolders.filter(({ subject }) => keys.has(subject)).map(({ unitCode }) => unitCode)
    const root = (name: string, args: Args, weight = 1) => ({ weight, arbitrary: this.#field('Query', name, args, DEPTH) })
    return fc.oneof(
      root('person', fc.record({ citizenId: person.map(numberOf) }), 6),
      root('persons', fc.record({ citizenIds: fc.array(person.map(numberOf), { minLength: 1, maxLength: 4 }) }), 4),
      root('verifyPerson', fc.record({ claim: this.#claim() }), 2),
      root('legalPerson', fc.record({ creditCode: organisation.map(numberOf) }), 3),
      root('legalPersons', fc.record({ creditCodes: fc.array(organisation.map(numberOf), { minLength: 1, maxLength: 3 }) })),
      root('case', fc.record({ caseNo: fc.constant(OWN_CASE) }), 2),
      root('licence', fc.record({ identifier: some(theirs, 30) }), 2),
      root('realEstateUnit', fc.record({ code: some(units, 10) })),
      root('inspection', fc.record({ inspectionNo: some(inspected, 10) })),
      root('matter', fc.record({ code: matter })),
      root('division', fc.record({ code: fc.constantFrom(DISTRICT.code, '990101001000') })),
      root('resource', fc.record({ code: fc.constantFrom('101001/000001', '103001/000001') })),
    )
  }

  #claim(): Arbitrary<Record<string, unknown>> {
    return person.chain((who) => {
      const held = this.#world.population.persons.find(({ subject }) => subject === keyOfExample(who))
      return fc.record(
        { citizenId: fc.constant(numberOf(who)), name: fc.constantFrom(held?.name, '无名氏'), sex: fc.constantFrom('1', '2'), birthDate: fc.constant(held?.birthDate) },
        { requiredKeys: ['citizenId'] },
      )
    }).map((claim) => ({ ...claim }))
  }

  #field(type: string, name: string, args: Args, depth: number): Arbitrary<Draft> {
    const coordinate = `${type}.${name}`
    const field = (api.getType(type) as GraphQLObjectType).getFields()[name] as GraphQLField<unknown, unknown>
    const named = getNamedType(field.type)
    const alias = TOLD_APART.has(coordinate) ? fc.constantFrom(null, 'a', 'b') : type === 'Query' ? fc.constantFrom(null, 'q') : fc.constant(null)
    return fc.record({
      name: fc.constant(name), alias, args,
      children: isObjectType(named) ? this.#selections(named, depth - 1) : fc.constant([]),
    })
  }

  #selections(type: GraphQLObjectType, depth: number): Arbitrary<readonly Draft[]> {
    const key = `${type.name} ${depth}`
    let made = this.#below.get(key)
    if (made === undefined) {
      made = this.#made(type, depth)
      this.#below.set(key, made)
    }
    return made
  }

  #made(type: GraphQLObjectType, depth: number): Arbitrary<readonly Draft[]> {
    const plain = (name: string): Draft => ({ name, alias: null, args: {}, children: [] })
    const wrapped = (name: string) => this.#field(type.name, name, fc.constant({}), depth + 1).map((draft) => [draft])
    if (type.name.endsWith('Connection')) return wrapped('edges')
    if (type.name.endsWith('Edge')) return wrapped('node')
    if (type.name === 'Code') return fc.constant([plain('code')])
    if (type.name === 'Provenance') return fc.constant([plain('sourceAgency'), plain('version')])
    const fields = Object.values(type.getFields()).filter(({ name }) => LEFT_OUT[`${type.name}.${name}`] === undefined)
    const of = (field: GraphQLField<unknown, unknown>) => this.#field(type.name, field.name, ARGUMENTS[`${type.name}.${field.name}`] ?? fc.constant({}), depth)
    const isEdge = ({ type: returned }: GraphQLField<unknown, unknown>) => {
      const named = getNamedType(returned)
      return isObjectType(named) && named.name !== 'Code'
    }
    // What may be asked in several ways comes often, so that it is asked in two of them at once.
    const leaves = fields.filter((field) => !isEdge(field)).flatMap((field) => (TOLD_APART.has(`${type.name}.${field.name}`) ? [of(field), of(field), of(field), of(field)] : [of(field)]))
    const edges = depth <= 0 ? [] : fields.filter(isEdge).map(of)
    const either = [
      ...(leaves.length === 0 ? [] : [{ weight: 3, arbitrary: fc.oneof(...leaves) }]),
      ...(edges.length === 0 ? [] : [{ weight: 2, arbitrary: fc.oneof(...edges) }]),
    ]
    if (either.length === 0) return fc.constant([plain('__typename')])
    return fc.uniqueArray(fc.oneof(...either), { minLength: 1, maxLength: depth > 1 ? 4 : 3, size: 'max', selector: (draft) => draft.alias ?? draft.name })
  }
}

// ——— situations

const role = fc.constantFrom('APPLICANT', 'AGENT', 'GUARDIAN', 'COUNTERPARTY')
const agencyRole = fc.constantFrom('DECIDING', 'RECEIVING', 'JOINT')

const caller: Arbitrary<Caller> = fc.record({
  kind: fc.oneof(
    { weight: 24, arbitrary: fc.constant('DEPARTMENT' as const) },
    { weight: 5, arbitrary: fc.constant('SELF' as const) },
    { weight: 2, arbitrary: fc.constant('MANDATE' as const) },
    { weight: 1, arbitrary: fc.constant('ANONYMOUS' as const) },
  ),
  registration: often(40).chain((active) => (active ? fc.constant('ACTIVE' as const) : fc.constantFrom('SUSPENDED' as const, 'UNKNOWN' as const, 'OTHER_AGENCY' as const))),
  zone: often(25).map((inside) => (inside ? 'GOVERNMENT' as const : 'INTERNET' as const)),
  assurance: often(30).chain((known) => (known ? fc.constantFrom('HIGH' as const, 'MEDIUM' as const) : fc.constantFrom('LOW' as const, 'NONE' as const))),
  operator: fc.oneof({ weight: 9, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: person }),
  represents: fc.oneof({ weight: 4, arbitrary: person }, { weight: 1, arbitrary: organisation }),
  mandate: fc.uniqueArray(matter, { minLength: 1, maxLength: 2 }),
})

const party = fc.record({ who: fc.oneof({ weight: 4, arbitrary: person }, { weight: 1, arbitrary: organisation }), role })

const ownCase: Arbitrary<Case> = fc.record({
  kind: often(4).chain((ordinary) => (ordinary ? fc.constant('APPLICATION') : fc.constantFrom('ROSTER', 'ENROLMENT', 'DRAFT', 'EX_OFFICIO', 'EMERGENCY', 'INSTRUMENT'))),
  state: often(12).chain((open) => (open ? fc.constantFrom('30', '10', '11', '20', '31', '40', '41') : fc.constantFrom('21', '50', '51', '50', '90', '91', '92'))),
  handedOverBy: fc.constantFrom('them' as const, 'us' as const),
  matter: often(25).map((first) => (first ? MATTERS[0] : MATTERS[1])),
  roles: often(20).chain((ours) => (ours ? fc.uniqueArray(agencyRole, { minLength: 1, maxLength: 2 }) : always<('DECIDING' | 'RECEIVING' | 'JOINT')[]>([]))),
  division: fc.constantFrom(DISTRICT.code, DISTRICT.code, '990101001000', DISTRICT_B.code),
  proven: often(6),
  step: often(2),
  decidedOn: fc.constantFrom(null, '2026-02-20', '2026-01-31', '2026-01-30', '2025-06-01'),
  confirmed: often(3),
  expires: often(8).chain((not) => (not ? always<'OVER' | 'LATER' | null>(null) : fc.constantFrom<('OVER' | 'LATER' | null)[]>('LATER', 'OVER'))),
  parties: fc.uniqueArray(party, { minLength: 1, maxLength: 4, size: 'max', selector: ({ who, role: as }) => `${who} ${as}` }),
})

const binding: Arbitrary<Binding> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('CASE_PARTY' as const), roles: often(1).chain((all) => (all ? always(['APPLICANT', 'AGENT', 'GUARDIAN', 'COUNTERPARTY']) : fc.uniqueArray(role.map(String), { minLength: 1, maxLength: 3, size: "max" }))) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('KIN' as const), of: role, kin: fc.constantFrom('spouse' as const, 'minorChild' as const, 'household' as const) }) },
  { weight: 2, arbitrary: fc.constant({ kind: 'SELF' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'ANY' as const }) },
)

const disclosure: Arbitrary<Disclosure> = fc.oneof(
  { weight: 4, arbitrary: fc.constant('CLEAR' as const) }, { weight: 1, arbitrary: fc.constant('MASKED' as const) }, { weight: 1, arbitrary: fc.constant('VERIFY' as const) },
)

/** What a grant gives before it is known what is asked: everything, or some of what is asked by its place in the question. */
type Parts = Disclosure | readonly { readonly at: number; readonly disclosure: Disclosure; readonly argument: number }[]

const givenParts: Arbitrary<Parts> = fc.oneof(
  { weight: 1, arbitrary: disclosure },
  { weight: 1, arbitrary: fc.array(fc.record({ at: fc.nat(60), disclosure, argument: fc.nat(3) }), { minLength: 1, maxLength: 14, size: 'max' }) },
)

const grantDraft = fc.record({
  parts: givenParts,
  binding,
  matters: often(20).map((right) => [right ? MATTERS[0] : MATTERS[1]]),
  agencyRoles: often(12).chain((right) => (right ? always<('DECIDING' | 'RECEIVING' | 'JOINT')[]>(['DECIDING', 'RECEIVING', 'JOINT']) : fc.uniqueArray(agencyRole, { minLength: 1, maxLength: 2 }))),
  regions: fc.oneof(
    { weight: 6, arbitrary: always<string[]>([]) },
    { weight: 3, arbitrary: fc.uniqueArray(fc.constantFrom<string[]>(DISTRICT.code, DISTRICT_B.code, CITY_A.code, PROVINCE.code, '990101001000'), { minLength: 1, maxLength: 2 }) },
  ),
  validFrom: often(12).chain((past) => (past ? fc.constantFrom('2026-01-01', '2026-03-02') : fc.constant('2026-03-03'))),
  validTo: often(12).chain((future) => (future ? fc.constantFrom('2026-12-31', '2026-03-02') : fc.constant('2026-03-01'))),
  revoked: often(15).map((not) => !not),
  toClass: often(8).chain((not) => (not ? always<string | null>(null) : fc.constantFrom<(string | null)[]>(DISTRICT.code, DISTRICT_B.code, PROVINCE.code))),
  // What a quota has left changes with every answer, so quotas have tests of their own.
  quota: always<'PLENTY' | 'USED_UP' | null>(null),
})

const protection: Arbitrary<Protection> = fc.record({
  who: person, grade: fc.constantFrom('SEALED' as const, 'RESTRICTED' as const, 'FACT' as const), namesUs: fc.boolean(),
  items: fc.constantFrom(['Person.birthDate', 'Person.formerName'], ['Person.relations', 'Person.name'], ['Person.household']),
})

/** A situation together with a question that is asked in it. */
export interface Run {
  readonly situation: Situation
  readonly question: readonly Draft[]
}

export function runs(world: World): Arbitrary<Run> {
  return fc.record({
    question: new Questions(world).questions(),
    caller,
    purpose: fc.oneof(
      { weight: 24, arbitrary: fc.record({ matter: often(30).map((first) => (first ? MATTERS[0] : MATTERS[1])), case: fc.constant('own' as const) }) },
      { weight: 2, arbitrary: fc.record({ matter: fc.constant(MATTERS[0]), case: fc.constantFrom(null, 'nowhere' as const) }) },
      { weight: 1, arbitrary: fc.constant(null) },
    ),
    case: ownCase,
    implements: fc.boolean(),
    override: often(3).chain((not) => (not ? always<'NOW' | 'OVER' | null>(null) : fc.constantFrom<('NOW' | 'OVER' | null)[]>('NOW', 'NOW', 'OVER'))),
    retired: often(25).map((not) => !not),
    grants: fc.array(grantDraft, { minLength: 1, maxLength: 6, size: 'max' }),
    protections: fc.oneof(
      { weight: 2, arbitrary: fc.constant([]) },
      { weight: 1, arbitrary: fc.uniqueArray(protection, { minLength: 1, maxLength: 3, selector: ({ who }) => who }) },
    ),
    fitting: fc.record({ parties: often(3), grant: often(3), leaves: often(1), roles: fc.array(role, { minLength: 3, maxLength: 3 }) }),
  }).map(({ question, grants, fitting, retired, ...rest }) => {
    const situation = fitted({ ...rest, grants: grants.map((draft) => grantOf(draft, question)) }, question, fitting)
    return { question, situation: retired ? underRetired(situation) : situation }
  })
}

/** The same where the matter of it all has been retired. */
const underRetired = (situation: Situation): Situation => JSON.parse(JSON.stringify(situation).replaceAll(MATTERS[0], RETIRED)) as Situation

interface Fitting {
  readonly parties: boolean
  readonly grant: boolean
  /** Whether it gives values too, and not only the ways that lead to them. */
  readonly leaves: boolean
  readonly roles: readonly string[]
}

/** Left to chance, nearly all would be refused at the root: so whoever is asked about is mostly a party, and one grant mostly wide. */
function fitted(situation: Situation, question: readonly Draft[], { parties, grant, leaves, roles }: Fitting): Situation {
  const { caller: { kind, represents }, case: own, grants } = situation
  const self = kind === 'SELF' || kind === 'MANDATE'
  const asked = self ? [represents] : [...PEOPLE, ...ORGANISATIONS].filter((who) => JSON.stringify(question).includes(numberOf(who))).slice(0, 3)
  const added = asked.map((who, at) => ({ who, role: roles[at] ?? 'APPLICANT' })).filter(({ who }) => own.parties.every((each) => each.who !== who))
  const [first, ...others] = grants
  const wide: Binding = self ? { kind: 'SELF' } : { kind: 'CASE_PARTY', roles: ['APPLICANT', 'AGENT', 'GUARDIAN', 'COUNTERPARTY'] }
  return {
    ...situation,
    case: parties ? { ...own, parties: [...added, ...own.parties] } : own,
    grants: grant && first !== undefined ? [{ ...first, binding: wide, toClass: null, items: [...first.items, ...missing(question, first, leaves)] }, ...others] : grants,
  }
}

/** Items of a question that a grant does not give: those that are searched by or lead on, and values if they are wanted. */
function missing(question: readonly Draft[], { items }: Grant, leaves: boolean): GrantItem[] {
  const asked = everyField(question.map((draft) => askedOf(draft, api.getQueryType() as GraphQLObjectType)))
  const leading = new Set(asked.flatMap(({ item, children, searches }) => [...searches, ...(children.length === 0 ? [] : [item])]).map((item) => item?.coordinate))
  return namesIn(question)
    .filter((name) => (leaves || leading.has(name.split('@')[0])) && items.every(({ item }) => item !== name))
    .map((name) => part(name, 'CLEAR', 0))
}

function grantOf({ parts, ...grant }: { parts: Parts } & Omit<Grant, 'items'>, question: readonly Draft[]): Grant {
  const names = namesIn(question)
  const given = typeof parts === 'string'
    ? names.map((item) => part(item, parts, 0))
    : parts.map(({ at, disclosure: how, argument }) => part(names[at % names.length] ?? '', how, argument))
  return { ...grant, items: given.filter((each, at) => each.item !== '' && given.findIndex(({ item }) => item === each.item) === at) }
}

const ALLOWED = [['*'], [18, 60, '2026-03-02'], [80, '2001-05-20'], null] as const
const ARGUMENT: Readonly<Record<string, string>> = { 'Person.ageAtLeast': 'years', 'Person.marriedOn': 'date', 'Licence.validOn': 'date' }

function part(item: string, how: Disclosure, argument: number): GrantItem {
  const name = ARGUMENT[item.split('@')[0] ?? '']
  const allowed = ALLOWED[argument] ?? null
  return { item, disclosure: how, arguments: name === undefined || allowed === null ? null : { [name]: [...allowed] } }
}

const LICENCE_SLICES = ['identity-card', 'household-register', 'marriage-certificate', 'business-licence', 'residence-permit'].map(typeCode)
const CASE_SLICES = [MATTERS[0], MATTERS[1], matterCode('house-transfer')]

/** Every item that a question asks, slice by slice, as grants name them. */
function namesIn(question: readonly Draft[]): string[] {
  const root = api.getQueryType() as GraphQLObjectType
  return itemsOf(question.map((draft) => askedOf(draft, root))).flatMap(({ coordinate }) => {
    if (itemAt(coordinate)?.sliced !== true) return [coordinate]
    if (coordinate === 'Licence.face') return LICENCE_SLICES.flatMap((slice) => ['name', 'address'].map((field) => `${coordinate}@${slice}.${field}`))
    return (itemAt(coordinate)?.resource === '105001/*' ? LICENCE_SLICES : CASE_SLICES).map((slice) => `${coordinate}@${slice}`)
  })
}
