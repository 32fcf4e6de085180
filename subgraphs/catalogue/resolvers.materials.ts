import { named } from '#platform/codes'
import { inputError } from '#platform/errors'
import type { LibraryContext, Resolvers } from '#platform/subgraph'
import { partyRoles } from './domain/codes.ts'
import type { ApplicantInput, MaterialAnswer } from './domain/materials.ts'
import type { Loaders } from './loaders.ts'

type Context = LibraryContext<Loaders>
interface Asked { readonly situation?: readonly string[] | null }
interface AskedFor extends Asked { readonly matter: string; readonly applicant?: ApplicantInput | null }

/** Materials that are there already: told by the router, which alone knows what whoever asks may know. */
export const materialsResolvers = {
  Query: {
    materialsFor: (_root, { matter, situation, applicant }: AskedFor, { loaders }: Context) =>
      loaders.materials({ matter, situation: situation ?? [], applicant: applicantOf(applicant) }),
  },
  Case: {
    __resolveReference: ({ caseNo }: { caseNo: string }, _args, { loaders }: Context) => loaders.caseOfPurpose(caseNo),
    materialsNeeded: (_case, { situation }: Asked, { loaders }: Context) =>
      loaders.materials({ matter: null, situation: situation ?? [], applicant: null }),
  },
  MaterialAnswer: {
    role: ({ role }: MaterialAnswer) => named(partyRoles, role),
  },
} satisfies Resolvers

/** @throws BAD_USER_INPUT where a person and an organisation are named, or neither */
function applicantOf(applicant: ApplicantInput | null | undefined): string | null {
  if (applicant === null || applicant === undefined) return null
  const named = [applicant.citizenId, applicant.creditCode].filter((each) => typeof each === 'string')
  if (named.length === 1) return named[0] as string
  throw inputError([{ argument: 'applicant', check: 'ONE', en: 'name a person or an organisation, and not both', zh: '请填写个人或者单位其中之一' }])
}
