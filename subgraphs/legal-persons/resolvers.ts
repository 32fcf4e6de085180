import { named } from '#platform/codes'
import { type Cursors, page, pageSize, positionAfter } from '#platform/connection'
import type { StatisticsAsked } from '#platform/db/statistics'
import { hubError } from '#platform/errors'
import type { LibraryContext, Resolvers } from '#platform/subgraph'
import { comparableText, searchWords } from '#platform/text-search'
import * as codes from './domain/codes.ts'
import type { LegalPersonClaim } from './domain/verification.ts'
import type { Loaders } from './loaders.ts'
import type {
  AbnormalListingShown, AddressShown, ChangeShown, FirmShown, PersonShown, PublicInstitutionShown, ShareholderShown,
  SocialOrganisationShown, StaffShown,
} from './queries.ts'

type Context = LibraryContext<Loaders>

const CODES_MAX = 100
const NAME_MAX = 256

const codeOf = (code: string | null) => (code === null ? null : { code })

// Follows an edge; a refused or empty one is null.
function follow<Value>(key: string | null, load: (key: string) => Value): Value | null {
  return key === null ? null : load(key)
}

const firmOf = (code: string | null, { loaders }: Context) => follow(code, (key) => loaders.legalPerson.load(key))

function firms(creditCodes: string[], { loaders }: Context) {
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
    legalPerson: (_root, { creditCode }: { creditCode: string }, context: Context) => firmOf(creditCode, context),
    legalPersons: (_root, { creditCodes }: { creditCodes: string[] }, context: Context) => firms(creditCodes, context),
    searchLegalPersons: (_root, asked: Search, context: Context) => search(asked, context, cursors),
    verifyLegalPerson: (_root, { claim }: { claim: LegalPersonClaim }, { loaders }: Context) => loaders.verify(claim),
    checkName: (_root, { name }: { name: string }, context: Context) => checkName(name, context),
    _statistics: (_root, asked: StatisticsAsked, { loaders }: Context) => loaders.statistics(asked),
  },
  LegalPerson: {
    __resolveReference: ({ creditCode }: { creditCode: string }, _args, context: Context) => firmOf(creditCode, context),
    creditCode: ({ subject }: FirmShown) => subject,
    entityKind: ({ entityKind }: FirmShown) => named(codes.entityKinds, entityKind),
    category: ({ category }: FirmShown) => named(codes.categories, category),
    status: ({ status }: FirmShown) => named(codes.registrationStates, status),
    address: ({ address }: FirmShown, _args, { loaders }: Context) => follow(address, loaders.address),
    division: ({ division }: FirmShown) => codeOf(division),
    registrar: ({ registrar }: FirmShown, _args, context: Context) => firmOf(registrar, context),
    currency: ({ currency }: FirmShown) => named(codes.currencies, currency),
    industry: ({ industry }: FirmShown) => named(codes.industries, industry),
    legalRepresentative: ({ legalRepresentative }: FirmShown, _args, { loaders }: Context) =>
      follow(legalRepresentative, loaders.person),
    staff: ({ staff }: FirmShown, _args, { loaders }: Context) => follow(staff, (code) => loaders.staff.load(code)),
    shareholders: ({ shareholders }: FirmShown, _args, { loaders }: Context) =>
      follow(shareholders, (code) => loaders.shareholders.load(code)),
    changes: ({ changes }: FirmShown, _args, { loaders }: Context) =>
      follow(changes, (code) => loaders.changes.load(code)),
    abnormalListings: ({ abnormalListings }: FirmShown, _args, { loaders }: Context) =>
      follow(abnormalListings, (code) => loaders.abnormalListings.load(code)),
    publicInstitution: ({ publicInstitution }: FirmShown, _args, { loaders }: Context) =>
      follow(publicInstitution, (code) => loaders.publicInstitution.load(code)),
    socialOrganisation: ({ socialOrganisation }: FirmShown, _args, { loaders }: Context) =>
      follow(socialOrganisation, (code) => loaders.socialOrganisation.load(code)),
    verify: ({ subject }: FirmShown, { claim }: { claim: Omit<LegalPersonClaim, 'creditCode'> }, { loaders }: Context) =>
      loaders.verify({ ...claim, creditCode: subject }),
  },
  LegalPersonStaff: {
    person: ({ person }: StaffShown, _args, { loaders }: Context) => follow(person, loaders.person),
  },
  Shareholder: {
    person: ({ person }: ShareholderShown, _args, { loaders }: Context) => follow(person, loaders.person),
    legalPerson: ({ legalPerson }: ShareholderShown, _args, context: Context) => firmOf(legalPerson, context),
  },
  LegalPersonChange: {
    authority: ({ authority }: ChangeShown, _args, context: Context) => firmOf(authority, context),
  },
  AbnormalListing: {
    authority: ({ authority }: AbnormalListingShown, _args, context: Context) => firmOf(authority, context),
    removalAuthority: ({ removalAuthority }: AbnormalListingShown, _args, context: Context) => firmOf(removalAuthority, context),
  },
  PublicInstitution: {
    organizer: ({ organizer }: PublicInstitutionShown, _args, context: Context) => firmOf(organizer, context),
    fundSource: ({ fundSource }: PublicInstitutionShown) => named(codes.fundSources, fundSource),
  },
  SocialOrganisation: {
    supervisor: ({ supervisor }: SocialOrganisationShown, _args, context: Context) => firmOf(supervisor, context),
    kind: ({ kind }: SocialOrganisationShown) => named(codes.socialOrganisationKinds, kind),
    foundationKind: ({ foundationKind }: SocialOrganisationShown) => named(codes.foundationKinds, foundationKind),
  },
  Person: {
    __resolveReference: ({ key }: { key: string }, _args, { loaders }: Context) => loaders.person(key),
    id: ({ key }: PersonShown, _args, { access }: Context) => access.personId(key),
    legalRepresentativeOf: ({ legalRepresentativeOf }: PersonShown, _args, { loaders }: Context) =>
      follow(legalRepresentativeOf, (key) => loaders.representedBy.load(key)),
    responsibleForRevocation: async ({ key }: PersonShown, _args, { loaders }: Context) =>
      (await loaders.responsibility.load(key))?.responsible ?? null,
  },
  Address: {
    __resolveReference: ({ code }: { code: string }, _args, { loaders }: Context) => loaders.address(code),
    legalPersons: ({ legalPersons }: AddressShown, _args, { loaders }: Context) =>
      follow(legalPersons, (code) => loaders.registeredAt.load(code)),
  },
})
