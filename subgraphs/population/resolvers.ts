import { named } from '#platform/codes'
import type { StatisticsAsked } from '#platform/db/statistics'
import { hubError } from '#platform/errors'
import { type KeyOf, RESIDENT_IDENTITY_CARD } from '#platform/keys'
import { codeReference } from '#platform/references'
import type { LibraryContext, Resolvers } from '#platform/subgraph'
import * as codes from './domain/codes.ts'
import { ADULT_AGE, ageOn } from './domain/life.ts'
import type { Loaders } from './loaders.ts'
import type { Claim, ItemsClaim } from './queries.ts'
import type { HouseholdMemberRow, HouseholdRow, OtherDocumentRow, PersonRelationRow, PersonRow, VitalEventRow } from './tables.ts'

type Context = LibraryContext<Loaders>

/** Keys to follow a person's edges by; `null` where the edge is refused. */
type Edges = Readonly<Record<'household' | 'relations' | 'vitalEvents' | 'otherDocuments', string | null>>

interface Document {
  readonly type: string
  readonly number: string
}

const PERSONS_MAX = 100

// GB/T 4761 groups relations by their first digit.
function kindOfKin(relation: string, birthDate: string, today: string): string {
  if (relation.startsWith('1')) return 'spouse'
  if (/^[23]/.test(relation)) return ageOn(birthDate, today) < ADULT_AGE ? 'minorChild' : 'child'
  if (relation.startsWith('5')) return 'parent'
  return relation.startsWith('7') ? 'sibling' : 'other'
}

/** Row → type. `keyOf` turns a document's type and number into the key that every library shares. */
export const resolvers = (keyOf: KeyOf): Resolvers => {
  // A number that was corrected, or a further document, stands for the subject that the plan says.
  const subjectOf = ({ type, number }: Document, { access }: Context) => access.subjectOf(keyOf(type, number))
  const bearer = (citizenId: string, context: Context) => subjectOf({ type: RESIDENT_IDENTITY_CARD, number: citizenId }, context)
  return { Query: rootsOf(bearer, subjectOf), ...TYPES }
}

const rootsOf = (
  bearer: (citizenId: string, context: Context) => string, subjectOf: (document: Document, context: Context) => string,
): Resolvers[string] => ({
  person: (_root, { citizenId }: { citizenId: string }, context: Context) => context.loaders.person.load(bearer(citizenId, context)),
  personByDocument: (_root, { document }: { document: Document }, context: Context) => context.loaders.person.load(subjectOf(document, context)),
  persons: (_root, { citizenIds }: { citizenIds: string[] }, context: Context) => {
    if (citizenIds.length > PERSONS_MAX) throw hubError('BAD_USER_INPUT', `citizenIds: more than ${PERSONS_MAX}`)
    return context.loaders.person.loadMany(citizenIds.map((citizenId) => bearer(citizenId, context)))
  },
  verifyPerson: (_root, { claim }: { claim: Claim }, context: Context) => context.loaders.verify(bearer(claim.citizenId, context), claim),
  _kin: (_root, { subjects }: { subjects: string[] }, { loaders, access }: Context) =>
    loaders.kin(subjects, (relation, birthDate) => kindOfKin(relation, birthDate, access.plan.today)),
  _aliases: (_root, { keys }: { keys: string[] }, { loaders }: Context) => loaders.aliases(keys),
  _protectedPersons: (_root, _args, { loaders }: Context) => loaders.protectedPersons(),
  _statistics: (_root, asked: StatisticsAsked, { loaders }: Context) => loaders.statistics(asked),
})

const TYPES: Resolvers = {
  Person: {
    __resolveReference: ({ key }: { key: string }, _args, { loaders }: Context) => loaders.person.load(key),
    key: ({ subject }: PersonRow) => subject,
    id: ({ subject }: PersonRow, _args, { access }: Context) => access.personId(subject),
    sex: ({ sex }: PersonRow) => named(codes.sexes, sex),
    nation: ({ nation }: PersonRow) => named(codes.nations, nation),
    nativeDivision: ({ nativeDivision }: PersonRow) => codeReference(nativeDivision),
    birthDivision: ({ birthDivision }: PersonRow) => codeReference(birthDivision),
    marital: ({ marital }: PersonRow) => named(codes.maritalStates, marital),
    education: ({ education }: PersonRow) => named(codes.educations, education),
    status: ({ status }: PersonRow) => named(codes.registrationStates, status),
    registeredDivision: ({ registeredDivision }: PersonRow) => codeReference(registeredDivision),
    residence: ({ residence }: PersonRow) => codeReference(residence),
    residenceDivision: ({ residenceDivision }: PersonRow) => codeReference(residenceDivision),
    protection: ({ protection }: { protection: string | null }) => named(codes.protectionGrades, protection),
    marriedOn: async ({ subject }: PersonRow, args: { date: string }, { loaders }: Context) =>
      (await loaders.marriage.load(subject))?.marriedOn?.(args) ?? null,
    household: ({ household }: Edges, _args, { loaders }: Context) => household && loaders.household.load(household),
    relations: ({ relations }: Edges, _args, { loaders }: Context) => relations && loaders.relations.load(relations),
    vitalEvents: ({ vitalEvents }: Edges, _args, { loaders }: Context) => vitalEvents && loaders.vitalEvents.load(vitalEvents),
    otherDocuments: ({ otherDocuments }: Edges, _args, { loaders }: Context) => otherDocuments && loaders.otherDocuments.load(otherDocuments),
    verify: ({ subject }: PersonRow, { claim }: { claim: ItemsClaim }, { loaders }: Context) => loaders.verify(subject, claim),
  },
  Household: {
    householdType: ({ householdType }: HouseholdRow) => named(codes.householdTypes, householdType),
    village: ({ village }: HouseholdRow) => codeReference(village),
    head: ({ head }: HouseholdRow, _args, { loaders }: Context) => head && loaders.person.load(head),
    members: ({ members }: { members: string | null }, _args, { loaders }: Context) => members && loaders.members.load(members),
  },
  HouseholdMember: {
    relation: ({ relation }: HouseholdMemberRow) => named(codes.familyRelations, relation),
    person: ({ subject }: HouseholdMemberRow, _args, { loaders }: Context) => loaders.person.load(subject),
  },
  PersonRelation: {
    relation: ({ relation }: PersonRelationRow) => named(codes.familyRelations, relation),
    guardianship: ({ guardianship }: PersonRelationRow) => named(codes.guardianships, guardianship),
    person: ({ related }: PersonRelationRow, _args, { loaders }: Context) => loaders.person.load(related),
  },
  VitalEvent: {
    kind: ({ kind }: VitalEventRow) => named(codes.vitalEvents, kind),
    deathCancellation: ({ deathCancellation }: VitalEventRow) => named(codes.deathCancellations, deathCancellation),
    husband: ({ husband }: VitalEventRow, _args, { loaders }: Context) => husband && loaders.person.load(husband),
    wife: ({ wife }: VitalEventRow, _args, { loaders }: Context) => wife && loaders.person.load(wife),
  },
  PersonOtherDocument: {
    docType: ({ docType }: OtherDocumentRow) => named(codes.documentTypes, docType),
  },
}
