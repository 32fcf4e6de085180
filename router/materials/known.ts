import { type DocumentNode, parse } from 'graphql'
import { type AccessPlan, coordinateOf, type Rights, sliceOf } from '#platform/access'
import { hubError } from '#platform/errors'
import { grouped } from '#platform/grouped'
import { type Holdings, offeredTo, ofTypes } from '../decision/holdings.ts'
import type { SubjectClass } from '../decision/subjects.ts'
import type { Objections } from '../objections/memory.ts'
import type { Desk } from '../questions.ts'
import type { DecidedMaterials } from './teller.ts'
import type { Giver, HeldLicence, Known, KnownType, NeededEvidence } from './verdicts.ts'

/** A question about materials, with the plan that answers it and the classes that its subjects fall into. */
interface Asking extends DecidedMaterials {
  readonly plan: AccessPlan
  readonly classes: readonly SubjectClass[]
  readonly classOf: ReadonlyMap<string, number>
}

const HOLDING = parse(`query ($subjects: [ID!]!, $types: [ID!]!) { _holding(subjects: $subjects, types: $types) {
  types { code name holderKind } licences { type holder identifier standing state { code name } validTo trustGrade } } }`)
const PERSONS = parse('query ($keys: [_Any!]!) { _entities(representations: $keys) { ... on Person { key } } }')
const ORGANISATIONS = parse('query ($keys: [_Any!]!) { _entities(representations: $keys) { ... on LegalPerson { creditCode } } }')

interface Holding {
  readonly types: readonly KnownType[]
  readonly licences: readonly HeldLicence[]
}

/** Makes a right to know that somebody is there, and to nothing of them. */
const PRESENCE = { Person: new Map([['Person.key', 'VERIFY']]), LegalPerson: new Map([['LegalPerson.creditCode', 'VERIFY']]) } as const satisfies Record<string, Rights>

/** Asks what the caller may know of whoever has to give some evidence: one hop for licences, and one to each library that has to know them. */
export async function knownOf(asking: Asking, givers: readonly Giver[], evidences: readonly NeededEvidence[], desk: Desk): Promise<Known> {
  const types = new Set(evidences.flatMap(({ licenceType }) => licenceType ?? []))
  const offered = offers(asking, new Set(evidences.flatMap(({ items }) => items)), desk)
  const covered = givers.filter(({ subject }) => asking.classOf.has(subject) && !asking.plan.sealed(subject))
  const wanted = evidences.filter(({ items }) => items.length > 0)
  const offering = covered.filter(({ subject }) => wanted.some(({ items }) => items.every((item) => offered(subject).has(item))))
  const [holding, persons, organisations, objections] = await Promise.all([
    types.size === 0 ? { types: [], licences: [] } : heldOf(asking, covered, types, desk),
    presentOf(asking, offering.filter(({ organisation }) => !organisation), 'Person', desk),
    presentOf(asking, offering.filter(({ organisation }) => organisation), 'LegalPerson', desk),
    desk.objections.told(),
  ])
  const present = new Set([...persons, ...organisations])
  const known = new Map(holding.types.map((type) => [type.code, type]))
  const held = grouped(holding.licences, ({ holder, type }) => `${holder} ${type}`)
  return {
    heldBy: (subject, type) => held.get(`${subject} ${type}`) ?? [],
    typeOf: (code) => known.get(code),
    offers: (subject, item) => present.has(subject) && offered(subject).has(item),
    inDoubt: (subject, of) => isInDoubt(objections, subject, 'items' in of
      ? (item) => of.items.includes(item) && offered(subject).has(item)
      : (item) => coordinateOf(item).startsWith('Licence.') && sliceOf(item) === of.licenceType && mayRead(asking, subject, item)),
  }
}

/** The plan under which a library is asked about the subjects of the case: with some rights and those alone. */
function planWith({ plan, classOf }: Asking, rights: Pick<AccessPlan, 'common' | 'classes'>): AccessPlan {
  return { ...plan, ...rights, subjects: classOf, countedTypes: new Set(), router: true }
}

function heldOf(asking: Asking, givers: readonly Giver[], types: ReadonlySet<string>, desk: Desk): Promise<Holding> {
  const { common, classes } = asking.holdings
  const plan = planWith(asking, { common: ofTypes(common, types), classes: asking.classes.map((_class, index) => ofTypes(classes[index] ?? NO_RIGHTS, types)) })
  const subjects = classes.length === 0 ? [] : [...new Set(givers.map(({ subject }) => subject))]
  return ask('licences', plan, { document: HOLDING, variables: { subjects, types: [...types] } }, asking, desk)
    .then((data) => data['_holding'] as Holding)
}

/** Which of some subjects their library knows: data of somebody whom it does not know answer nothing, so that a sealed person reads alike. */
async function presentOf(asking: Asking, givers: readonly Giver[], type: 'Person' | 'LegalPerson', desk: Desk): Promise<string[]> {
  if (givers.length === 0) return []
  const [library, document, key] = type === 'Person' ? ['population', PERSONS, 'key'] as const : ['legal-persons', ORGANISATIONS, 'creditCode'] as const
  const subjects = [...new Set(givers.map(({ subject }) => subject))]
  const plan = planWith(asking, { common: new Map(), classes: asking.classes.map(() => PRESENCE[type]) })
  const data = await ask(library, plan, { document, variables: { keys: subjects.map((subject) => ({ __typename: type, [key]: subject })) } }, asking, desk)
  return (data['_entities'] as ({ readonly [key: string]: string } | null)[]).flatMap((found) => found?.[key] ?? [])
}

async function ask(
  library: string, plan: AccessPlan, hop: { readonly document: DocumentNode; readonly variables: Record<string, unknown> }, { signal }: Asking, { libraries }: Desk,
): Promise<Record<string, unknown>> {
  const { data, errors } = (await libraries.get(library)?.open(plan, signal)(hop)) ?? {}
  if (errors === undefined && data !== null && data !== undefined) return data
  throw hubError('LIBRARY_UNAVAILABLE', `the ${library} library cannot be asked, so nothing can be told of materials`, { library })
}

const NO_RIGHTS: Rights = new Map()
const NOTHING: ReadonlySet<string> = new Set()
const offeredBy = new WeakMap<Holdings, Map<string, readonly ReadonlySet<string>[]>>()

/** Which items each class of subjects offers; worked out once for all who ask with the same rights about the same matter. */
function offers({ holdings, facts, classes, classOf }: Asking, names: ReadonlySet<string>, { items }: Desk): (subject: string) => ReadonlySet<string> {
  const byNames = offeredBy.get(holdings) ?? new Map<string, readonly ReadonlySet<string>[]>()
  offeredBy.set(holdings, byNames)
  const key = [...names].sort().join()
  let each = byNames.get(key)
  if (each === undefined) {
    const common = offeredTo(names, null, facts, items)
    each = classes.map((of) => new Set([...common, ...offeredTo(names, of, facts, items)]))
    byNames.set(key, each)
  }
  const classed = each
  return (subject) => classed[classOf.get(subject) ?? -1] ?? NOTHING
}

function mayRead({ holdings: { common, classes }, classOf }: Asking, subject: string, item: string): boolean {
  return common.has(item) || classes[classOf.get(subject) ?? -1]?.has(item) === true
}

// Doubts are advice: where they cannot be had, nothing is said of them.
function isInDoubt(objections: Objections | null, subject: string, concerns: (item: string) => boolean): boolean {
  return objections?.get(subject)?.some(({ item, state }) => state === 'OPEN' && concerns(item)) === true
}
