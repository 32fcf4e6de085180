import { instant } from '#platform/clock'
import { named } from '#platform/codes'
import { codeReference, legalPersonReference } from '#platform/references'
import type { LibraryContext, Resolvers } from '#platform/subgraph'
import { authorisationStates, copyBases, copyStates } from './domain/copy-state.ts'
import type { Loaders } from './loaders.ts'
import type { AuthorisationShown, CopyShown, OwnListing } from './queries.copies.ts'

type Context = LibraryContext<Loaders>

type Act =
  | 'createLicenceCopy' | 'previewLicenceCopy' | 'addressLicenceCopy' | 'withdrawLicenceCopy'
  | 'authoriseLicenceUse' | 'withdrawLicenceAuthorisation' | 'showLicences'

const act = <Name extends Act>(name: Name) => (_root: unknown, { input }: { input: Parameters<Loaders[Name]>[0] }, { loaders }: Context) =>
  (loaders[name] as (given: typeof input) => unknown)(input)

const agencyOf = ({ agency }: { agency: string | null }) => legalPersonReference(agency)
const matterOf = ({ matter }: { matter: string | null }) => codeReference(matter)
const typesOf = ({ types }: { types: readonly string[] | null }, _args: unknown, { loaders }: Context) => types && loaders.licenceType.loadMany(types)

/** Copies and leave → their types. */
export const copyResolvers = {
  Query: {
    licenceCopy: (_root, { number }: { number: string }, { loaders }: Context) => loaders.copy(number),
    myLicenceCopies: (_root, asked: OwnListing, { loaders }: Context) => loaders.myCopies(asked),
    myLicenceAuthorisations: (_root, asked: OwnListing, { loaders }: Context) => loaders.myAuthorisations(asked),
    _copyState: (_root, { number }: { number: string }, { loaders }: Context) => loaders.copyState(number),
    _copyStateOfFile: (_root, { sm3 }: { sm3: string }, { loaders }: Context) => loaders.copyStateOfFile(sm3),
  },
  Mutation: {
    createLicenceCopy: act('createLicenceCopy'),
    previewLicenceCopy: act('previewLicenceCopy'),
    addressLicenceCopy: act('addressLicenceCopy'),
    withdrawLicenceCopy: act('withdrawLicenceCopy'),
    authoriseLicenceUse: act('authoriseLicenceUse'),
    withdrawLicenceAuthorisation: act('withdrawLicenceAuthorisation'),
    showLicences: act('showLicences'),
    _takeCopyFile: (_root, { token }: { token: string }, { loaders }: Context) => loaders.takeCopyFile(token),
  },
  LicenceCopy: {
    state: ({ state }: CopyShown) => named(copyStates, state),
    basis: ({ basis }: CopyShown) => named(copyBases, basis),
    agency: agencyOf,
    matter: matterOf,
    types: typesOf,
    createdAt: ({ createdAt }: CopyShown) => instant(createdAt),
    expiresAt: ({ expiresAt }: CopyShown) => instant(expiresAt),
    withdrawnAt: ({ withdrawnAt }: CopyShown) => instant(withdrawnAt),
    addressExpiresAt: ({ addressExpiresAt }: CopyShown) => instant(addressExpiresAt),
  },
  LicenceCopyPreview: { addressExpiresAt: ({ addressExpiresAt }: { addressExpiresAt: Date | null }) => instant(addressExpiresAt) },
  LicenceAuthorisation: {
    agency: agencyOf,
    matter: matterOf,
    types: typesOf,
    state: ({ state }: AuthorisationShown) => named(authorisationStates, state),
    createdAt: ({ createdAt }: AuthorisationShown) => instant(createdAt),
    expiresAt: ({ expiresAt }: AuthorisationShown) => instant(expiresAt),
    withdrawnAt: ({ withdrawnAt }: AuthorisationShown) => instant(withdrawnAt),
  },
  ShownLicences: { expiresAt: ({ expiresAt }: { expiresAt: Date | null }) => instant(expiresAt) },
} satisfies Resolvers
