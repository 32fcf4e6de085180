import { named } from '#platform/codes'
import type { StatisticsAsked } from '#platform/db/statistics'
import { codeReference, codeReferences, legalPersonReference, personReference } from '#platform/references'
import type { LibraryContext, Resolvers } from '#platform/subgraph'
import * as codes from './domain/codes.ts'
import { COMMITMENT } from './domain/commitment.ts'
import { checkTypeCode, statusError } from './domain/statuses.ts'
import { checkClaim, type LicenceClaim } from './domain/verification.ts'
import type { Loaders } from './loaders.ts'
import type { EventsAsked } from './loaders.issuing.ts'
import { issuingMutations, issuingTypes } from './resolvers.issuing.ts'
import { copyResolvers } from './resolvers.copies.ts'
import type { LicenceHolderShown, LicenceShown } from './queries.ts'
import type { LicenceTypeRow } from './tables.ts'

type Context = LibraryContext<Loaders>

/** Which of somebody's licences are asked for; what is left out leaves none out. */
interface LicenceFilter {
  readonly types?: readonly string[] | null
  /** State today, a code of `licenceStates`. */
  readonly state?: string | null
  /** A day, `YYYY-MM-DD`, on which it was, is or will be valid. */
  readonly validOn?: string | null
}

// A licence of which validity or state may not be told is left out of a list by it: keeping it would tell.
const passes = ({ types, state, validOn: date }: LicenceFilter) => (licence: LicenceShown) =>
  (types == null || types.includes(licence.slice)) && (state == null || licence.state === state) && (date == null || licence.validOn?.({ date }) === true)

const TYPES_MAX = 50

function checkFilter({ types, state }: LicenceFilter): void {
  for (const type of types ?? []) checkTypeCode(type, 'types')
  if ((types?.length ?? 0) > TYPES_MAX) throw statusError('99', 'types')
  if (state != null && !Object.hasOwn(codes.licenceStates, state)) throw statusError('101', 'state')
}

const licencesOf =
  (edge: 'Person.licences' | 'LegalPerson.licences') =>
  async ({ subject }: { subject: string }, filter: LicenceFilter, { loaders }: Context) => {
    checkFilter(filter)
    return (await loaders.licencesOf(edge, subject))?.filter(passes(filter)) ?? null
  }

/** Row → type. */
export const resolvers: Resolvers = {
  ...issuingTypes,
  ...copyResolvers,
  Mutation: { ...copyResolvers.Mutation, ...issuingMutations },
  Query: {
    licenceEvents: (_root, asked: EventsAsked, { loaders }: Context) => loaders.events(asked),
    licenceHistory: (_root, { identifier }: { identifier: string }, { loaders }: Context) => loaders.history.load(identifier),
    licenceCommitment: () => COMMITMENT,
    licence: (_root, { identifier }: { identifier: string }, { loaders }: Context) => loaders.licence.load(identifier),
    licenceType: (_root, { code }: { code: string }, { loaders }: Context) => loaders.licenceType.load(code),
    verifyLicence: (_root, { claim }: { claim: LicenceClaim }, { loaders }: Context) => {
      checkClaim(claim)
      return loaders.verify(claim)
    },
    _holding: (_root, { subjects, types }: { subjects: readonly string[]; types: readonly string[] }, { loaders }: Context) => loaders.holding(subjects, types),
    _statistics: (_root, asked: StatisticsAsked, { loaders }: Context) => loaders.statistics(asked),
    ...copyResolvers.Query,
  },
  LicenceType: {
    __resolveReference: ({ code }: { code: string }, _args, { loaders }: Context) => loaders.licenceType.load(code),
    definer: ({ definer }: LicenceTypeRow) => legalPersonReference(definer),
    holderKind: ({ holderKind }: LicenceTypeRow) => named(codes.holderKinds, holderKind),
    matters: ({ matters }: { matters: string[] | null }) => codeReferences(matters),
    status: ({ status }: { status: string | null }) => named(codes.licenceTypeStates, status),
  },
  Licence: {
    __resolveReference: ({ identifier }: { identifier: string }, _args, { loaders }: Context) => loaders.licence.load(identifier),
    type: ({ type }: LicenceShown, _args, { loaders }: Context) => (type && loaders.licenceType.load(type)),
    issuer: ({ issuer }: LicenceShown) => legalPersonReference(issuer),
    issuerLevel: ({ issuerLevel }: LicenceShown) => named(codes.authorityLevels, issuerLevel),
    operation: ({ operation }: LicenceShown) => named(codes.operations, operation),
    versions: ({ versions }: LicenceShown, _args, { loaders }: Context) => versions && loaders.versions.load(versions),
    history: ({ history }: LicenceShown, _args, { loaders }: Context) => history && loaders.history.load(history),
    division: ({ division }: { division: string | null }) => codeReference(division),
    relatedMatters: ({ relatedMatters }: { relatedMatters: string[] | null }) => codeReferences(relatedMatters),
    state: ({ state }: LicenceShown) => named(codes.licenceStates, state),
    cancellationReason: ({ cancellationReason }: LicenceShown) => named(codes.cancellationReasons, cancellationReason),
    outcome: ({ outcome }: LicenceShown) => named(codes.outcomes, outcome),
    trustGrade: ({ trustGrade }: LicenceShown) => named(codes.trustGrades, trustGrade),
    supersedes: ({ supersedes }: LicenceShown, _args, { loaders }: Context) => supersedes && loaders.licence.load(supersedes),
    holders: ({ holders }: LicenceShown, _args, { loaders }: Context) => holders && loaders.holders.load(holders),
    signatureValid: async ({ signatureValid }: LicenceShown, _args, { loaders }: Context) =>
      signatureValid && ((await loaders.verification.load(signatureValid))?.signatureValid ?? null),
    verification: async ({ verification }: LicenceShown, _args, { loaders }: Context) => {
      const found = verification && (await loaders.verification.load(verification))?.verification
      return found ? { ok: found.ok, check: named(codes.sealChecks, found.check) } : null
    },
    fileFormat: ({ fileFormat }: LicenceShown) => named(codes.fileFormats, fileFormat),
    face: ({ face }: LicenceShown) => face?.() ?? null,
    validOn: ({ validOn }: LicenceShown, args: { date: string }) => validOn?.(args) ?? null,
  },
  HeldLicence: {
    state: ({ state }: { state: string }) => named(codes.licenceStates, state),
  },
  LicenceHolder: {
    person: ({ subject, organisation }: LicenceHolderShown) => (organisation ? null : personReference(subject)),
    legalPerson: ({ subject, organisation }: LicenceHolderShown) => (organisation ? legalPersonReference(subject) : null),
    documentType: ({ documentType }: { documentType: string | null }) => named(codes.holderDocumentTypes, documentType),
  },
  LicenceVerification: { outcome: ({ outcome }: { outcome: string | null }) => named(codes.outcomes, outcome) },
  Person: {
    __resolveReference: ({ key }: { key: string }) => personReference(key),
    id: ({ subject }: { subject: string }, _args, { access }: Context) => access.personId(subject),
    licences: licencesOf('Person.licences'),
  },
  LegalPerson: {
    __resolveReference: ({ creditCode }: { creditCode: string }) => legalPersonReference(creditCode),
    licences: licencesOf('LegalPerson.licences'),
  },
}
