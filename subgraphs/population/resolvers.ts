import { named } from '#platform/codes'
import { hubError } from '#platform/errors'
import type { LibraryContext, Resolvers } from '#platform/subgraph'
import * as codes from './domain/codes.ts'
import { ADULT_AGE, ageOn } from './domain/life.ts'
import type { Loaders } from './loaders.ts'
import type { Claim } from './queries.ts'
import type { HouseholdMemberRow, PersonRelationRow, PersonRow, VitalEventRow } from './tables.ts'

type Context = LibraryContext<Loaders>

/** Keys to follow a person's edges by; `null` where the edge is refused. */
type Edges = Readonly<Record<'household' | 'relations' | 'vitalEvents', string | null>>

const PERSONS_MAX = 100

const divisionOf = (code: string | null) => (code === null ? null : { code })

// GB/T 4761 groups relations by their first digit.
function kindOfKin(relation: string, birthDate: string, today: string): string {
  if (relation.startsWith('1')) return 'spouse'
  if (/^[23]/.test(relation)) return ageOn(birthDate, today) < ADULT_AGE ? 'minorChild' : 'child'
  if (relation.startsWith('5')) return 'parent'
  return relation.startsWith('7') ? 'sibling' : 'other'
}

/** Row → type. `keyOf` turns a citizen number into the key that every library shares. */
export const resolvers = (keyOf: (citizenId: string) => string): Resolvers => ({
  Query: {
    person: (_root, { citizenId }: { citizenId: string }, { loaders }: Context) => loaders.person.load(keyOf(citizenId)),
    persons: (_root, { citizenIds }: { citizenIds: string[] }, { loaders }: Context) => {
      if (citizenIds.length > PERSONS_MAX) throw hubError('BAD_USER_INPUT', `citizenIds: more than ${PERSONS_MAX}`)
      return loaders.person.loadMany(citizenIds.map(keyOf))
    },
    verifyPerson: (_root, { claim }: { claim: Claim }, { loaders }: Context) => loaders.verify(keyOf(claim.citizenId), claim),
    _kin: (_root, { subjects }: { subjects: string[] }, { loaders, access }: Context) =>
      loaders.kin(subjects, (relation, birthDate) => kindOfKin(relation, birthDate, access.plan.today)),
    _protectedPersons: (_root, _args, { loaders }: Context) => loaders.protectedPersons(),
  },
  Person: {
    __resolveReference: ({ key }: { key: string }, _args, { loaders }: Context) => loaders.person.load(key),
    key: ({ subject }: PersonRow) => subject,
    id: ({ subject }: PersonRow, _args, { access }: Context) => access.personId(subject),
    sex: ({ sex }: PersonRow) => named(codes.sexes, sex),
    nation: ({ nation }: PersonRow) => named(codes.nations, nation),
    nativeDivision: ({ nativeDivision }: PersonRow) => divisionOf(nativeDivision),
    birthDivision: ({ birthDivision }: PersonRow) => divisionOf(birthDivision),
    marital: ({ marital }: PersonRow) => named(codes.maritalStates, marital),
    education: ({ education }: PersonRow) => named(codes.educations, education),
    status: ({ status }: PersonRow) => named(codes.registrationStates, status),
    registeredDivision: ({ registeredDivision }: PersonRow) => divisionOf(registeredDivision),
    residence: ({ residence }: PersonRow) => (residence === null ? null : { code: residence }),
    residenceDivision: ({ residenceDivision }: PersonRow) => divisionOf(residenceDivision),
    protection: ({ protection }: { protection: string | null }) => named(codes.protectionGrades, protection),
    marriedOn: async ({ subject }: PersonRow, args: { date: string }, { loaders }: Context) =>
      (await loaders.marriage.load(subject))?.marriedOn?.(args) ?? null,
    household: ({ household }: Edges, _args, { loaders }: Context) => household && loaders.household.load(household),
    relations: ({ relations }: Edges, _args, { loaders }: Context) => relations && loaders.relations.load(relations),
    vitalEvents: ({ vitalEvents }: Edges, _args, { loaders }: Context) => vitalEvents && loaders.vitalEvents.load(vitalEvents),
  },
  Household: {
    householdType: ({ householdType }: { householdType: string | null }) => named(codes.householdTypes, householdType),
    village: ({ village }: { village: string | null }) => divisionOf(village),
    members: ({ members }: { members: string | null }, _args, { loaders }: Context) => members && loaders.members.load(members),
  },
  HouseholdMember: {
    relation: ({ relation }: HouseholdMemberRow) => named(codes.familyRelations, relation),
    person: ({ subject }: HouseholdMemberRow, _args, { loaders }: Context) => loaders.person.load(subject),
  },
  PersonRelation: {
    relation: ({ relation }: PersonRelationRow) => named(codes.familyRelations, relation),
    person: ({ related }: PersonRelationRow, _args, { loaders }: Context) => loaders.person.load(related),
  },
  VitalEvent: {
    kind: ({ kind }: VitalEventRow) => named(codes.vitalEvents, kind),
  },
})

