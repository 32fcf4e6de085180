import { named } from '#platform/codes'
import { type Cursors, page, pageSize, positionAfter } from '#platform/connection'
import type { StatisticsAsked } from '#platform/db/statistics'
import { hubError } from '#platform/errors'
import { codeReference } from '#platform/references'
import type { LibraryContext, Resolvers } from '#platform/subgraph'
import { comparableText, searchWords } from '#platform/text-search'
import * as codes from './domain/codes.ts'
import type { LegalPersonClaim } from './domain/verification.ts'
import type { Loaders } from './loaders.ts'
import type {
  AbnormalListingShown, AddressShown, ChangeShown, LegalPersonShown, PersonShown, PublicInstitutionShown, ShareholderShown,
  SocialOrganisationShown, StaffShown,
} from './queries.ts'

type Context = LibraryContext<Loaders>

const CODES_MAX = 100
const NAME_MAX = 256

const legalPersonOf = (code: string | null, { loaders }: Context) => code && loaders.legalPerson.load(code)

function legalPersons(creditCodes: string[], { loaders }: Context) {
  if (creditCodes.length > CODES_MAX) throw hubError('BAD_USER_INPUT', `creditCodes: more than ${CODES_MAX}`)
  return loaders.legalPerson.loadMany(creditCodes)
}

interface Search {
  readonly name: string
  readonly division?: string | null
  readonly first?: number | null
  readonly after?: string | null
}

async function search({ name, division, first, after }: Search, { loaders }: Context, cursors: Cursors) {
  const words = searchWords(name, 'name')
  const list = `Query.searchLegalPersons ${words.join(' ')} ${division ?? ''}`
  const size = pageSize(first)
  const found = await loaders.search({ words, division: division ?? null, first: size, after: positionAfter(cursors, list, after) })
  const { edges, pageInfo } = page(found, size, ({ sortKey }) => cursors.encode(list, sortKey))
  return { edges: edges.map(({ cursor, node }) => ({ cursor, node: node.row })), pageInfo }
}

function checkName(name: string, { loaders }: Context) {
  const comparable = comparableText(name)
  if (comparable === '' || name.length > NAME_MAX) {
    throw hubError('BAD_USER_INPUT', `name: not 1 to ${NAME_MAX} characters`)
  }
  return loaders.nameCheck.load(comparable)
}

/** Row → type. `cursors` seals where a page ends. */
export const resolvers = (cursors: Cursors): Resolvers => ({
  Query: {
    legalPerson: (_root, { creditCode }: { creditCode: string }, context: Context) => legalPersonOf(creditCode, context),
    legalPersons: (_root, { creditCodes }: { creditCodes: string[] }, context: Context) => legalPersons(creditCodes, context),
    searchLegalPersons: (_root, asked: Search, context: Context) => search(asked, context, cursors),
    verifyLegalPerson: (_root, { claim }: { claim: LegalPersonClaim }, { loaders }: Context) => loaders.verify(claim),
    checkName: (_root, { name }: { name: string }, context: Context) => checkName(name, context),
    _statistics: (_root, asked: StatisticsAsked, { loaders }: Context) => loaders.statistics(asked),
  },
  LegalPerson: {
    __resolveReference: ({ creditCode }: { creditCode: string }, _args, context: Context) => legalPersonOf(creditCode, context),
    creditCode: ({ subject }: LegalPersonShown) => subject,
    entityKind: ({ entityKind }: LegalPersonShown) => named(codes.entityKinds, entityKind),
    category: ({ category }: LegalPersonShown) => named(codes.categories, category),
    status: ({ status }: LegalPersonShown) => named(codes.registrationStates, status),
    address: ({ address }: LegalPersonShown, _args, { loaders }: Context) => address && loaders.address(address),
    division: ({ division }: LegalPersonShown) => codeReference(division),
    registrar: ({ registrar }: LegalPersonShown, _args, context: Context) => legalPersonOf(registrar, context),
    currency: ({ currency }: LegalPersonShown) => named(codes.currencies, currency),
    industry: ({ industry }: LegalPersonShown) => named(codes.industries, industry),
    legalRepresentative: ({ legalRepresentative }: LegalPersonShown, _args, { loaders }: Context) => legalRepresentative && loaders.person(legalRepresentative),
    staff: ({ staff }: LegalPersonShown, _args, { loaders }: Context) => staff && loaders.staff.load(staff),
    shareholders: ({ shareholders }: LegalPersonShown, _args, { loaders }: Context) => shareholders && loaders.shareholders.load(shareholders),
    changes: ({ changes }: LegalPersonShown, _args, { loaders }: Context) => changes && loaders.changes.load(changes),
    abnormalListings: ({ abnormalListings }: LegalPersonShown, _args, { loaders }: Context) => abnormalListings && loaders.abnormalListings.load(abnormalListings),
    publicInstitution: ({ publicInstitution }: LegalPersonShown, _args, { loaders }: Context) => publicInstitution && loaders.publicInstitution.load(publicInstitution),
    socialOrganisation: ({ socialOrganisation }: LegalPersonShown, _args, { loaders }: Context) => socialOrganisation && loaders.socialOrganisation.load(socialOrganisation),
    verify: ({ subject }: LegalPersonShown, { claim }: { claim: Omit<LegalPersonClaim, 'creditCode'> }, { loaders }: Context) =>
      loaders.verify({ ...claim, creditCode: subject }),
  },
  LegalPersonStaff: {
    person: ({ person }: StaffShown, _args, { loaders }: Context) => person && loaders.person(person),
  },
  Shareholder: {
    person: ({ person }: ShareholderShown, _args, { loaders }: Context) => person && loaders.person(person),
    legalPerson: ({ legalPerson }: ShareholderShown, _args, context: Context) => legalPersonOf(legalPerson, context),
  },
  LegalPersonChange: {
    authority: ({ authority }: ChangeShown, _args, context: Context) => legalPersonOf(authority, context),
  },
  AbnormalListing: {
    authority: ({ authority }: AbnormalListingShown, _args, context: Context) => legalPersonOf(authority, context),
    removalAuthority: ({ removalAuthority }: AbnormalListingShown, _args, context: Context) => legalPersonOf(removalAuthority, context),
  },
  PublicInstitution: {
    organizer: ({ organizer }: PublicInstitutionShown, _args, context: Context) => legalPersonOf(organizer, context),
    fundSource: ({ fundSource }: PublicInstitutionShown) => named(codes.fundSources, fundSource),
  },
  SocialOrganisation: {
    supervisor: ({ supervisor }: SocialOrganisationShown, _args, context: Context) => legalPersonOf(supervisor, context),
    kind: ({ kind }: SocialOrganisationShown) => named(codes.socialOrganisationKinds, kind),
    foundationKind: ({ foundationKind }: SocialOrganisationShown) => named(codes.foundationKinds, foundationKind),
  },
  Person: {
    __resolveReference: ({ key }: { key: string }, _args, { loaders }: Context) => loaders.person(key),
    id: ({ key }: PersonShown, _args, { access }: Context) => access.personId(key),
    legalRepresentativeOf: ({ legalRepresentativeOf }: PersonShown, _args, { loaders }: Context) => legalRepresentativeOf && loaders.representedBy.load(legalRepresentativeOf),
    responsibleForRevocation: async ({ key }: PersonShown, _args, { loaders }: Context) =>
      (await loaders.responsibility.load(key))?.responsible ?? null,
  },
  Address: {
    __resolveReference: ({ code }: { code: string }, _args, { loaders }: Context) => loaders.address(code),
    legalPersons: ({ legalPersons }: AddressShown, _args, { loaders }: Context) => legalPersons && loaders.registeredAt.load(legalPersons),
  },
})
