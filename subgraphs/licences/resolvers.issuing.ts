import { instant } from '#platform/clock'
import { named } from '#platform/codes'
import type { InputFault } from '#platform/errors'
import { legalPersonReference } from '#platform/references'
import type { LibraryContext, Resolvers } from '#platform/subgraph'
import type { ChangeInput } from './commands.changing.ts'
import type { Checked, CheckInput } from './commands.checking.ts'
import type { IssueInput } from './commands.issuing.ts'
import type { WithdrawnUpload, WithdrawUploadInput } from './commands.revoking.ts'
import type { Uploaded, UploadInput } from './commands.uploading.ts'
import type { EntryResult } from './domain/batches.ts'
import * as codes from './domain/codes.ts'
import { operationNames } from './domain/operations.ts'
import type { Loaders } from './loaders.ts'
import type { EventShown } from './queries.events.ts'
import type { ChangeShown } from './queries.history.ts'

type Context = LibraryContext<Loaders>

/** What issuers do. */
export const issuingMutations: Resolvers[string] = {
  issueLicences: async (_root, { input }: { input: IssueInput }, { loaders }: Context) => ({ results: await loaders.acts.issueLicences(input) }),
  changeLicences: async (_root, { input }: { input: ChangeInput }, { loaders }: Context) => ({ results: await loaders.acts.changeLicences(input) }),
  checkLicenceOriginal: (_root, { input }: { input: CheckInput }, { loaders }: Context) => loaders.acts.checkLicenceOriginal(input),
  uploadLicence: (_root, { input }: { input: UploadInput }, { loaders }: Context) => loaders.acts.uploadLicence(input),
  withdrawLicenceUpload: (_root, { input }: { input: WithdrawUploadInput }, { loaders }: Context) => loaders.acts.withdrawLicenceUpload(input),
}

/** What came of it, and what others are told of it. */
export const issuingTypes: Resolvers = {
  LicenceOriginalCheck: { trustGrade: ({ trustGrade }: Checked) => named(codes.trustGrades, trustGrade) },
  LicenceUploadWithdrawal: { state: ({ state }: WithdrawnUpload) => named(codes.licenceStates, state) },
  LicenceUpload: { trustGrade: ({ trustGrade }: Uploaded) => named(codes.trustGrades, trustGrade) },
  LicenceBatchResult: { state: ({ state }: EntryResult) => named(codes.licenceStates, state) },
  LicenceFault: { message: ({ en }: InputFault) => en, messageZh: ({ zh }: InputFault) => zh },
  LicenceEvent: {
    type: ({ type }: EventShown, _args, { loaders }: Context) => type && loaders.licenceType.load(type),
    operation: ({ operation }: EventShown) => named(operationNames, operation),
    stateBefore: ({ stateBefore }: EventShown) => named(codes.licenceStates, stateBefore),
    stateAfter: ({ stateAfter }: EventShown) => named(codes.licenceStates, stateAfter),
    at: ({ at }: EventShown) => instant(at),
  },
  LicenceChange: {
    operation: ({ operation }: ChangeShown) => named(operationNames, operation),
    stateBefore: ({ stateBefore }: ChangeShown) => named(codes.licenceStates, stateBefore),
    stateAfter: ({ stateAfter }: ChangeShown) => named(codes.licenceStates, stateAfter),
    agency: ({ agency }: ChangeShown) => legalPersonReference(agency),
    at: ({ at }: ChangeShown) => instant(at),
  },
}
