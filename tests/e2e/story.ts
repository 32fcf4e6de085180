import { RESIDENT_IDENTITY_CARD, subjectKey } from '#platform/keys'
import { deriveSecrets, EMBEDDED_MASTER } from '../../router/secrets.ts'
import { documentOf } from '../../seeds/documents.ts'
import { matterCode } from '../../seeds/matters.ts'
import { DISTRICT } from '../../seeds/places.ts'
import { caseNumbers } from '../../seeds/rows/cases.ts'
import { SCENARIOS } from '../../seeds/scenarios/all.ts'
import { identifierOf, named } from '../../seeds/scenarios/cast.ts'
import type { CasesRows } from '../../subgraphs/cases/commands.ts'
import type { Answer, Question } from '../harness/hub.ts'

const CASES = caseNumbers(SCENARIOS)

/** Number of a scenario's case by example name; throws RangeError where no case bears it. */
export function caseNo(example: string): string {
  const found = CASES.get(example)
  if (found === undefined) throw new RangeError(`no case is called ${example}`)
  return found
}

/** Citizen number of a person, or credit code of an organisation, by example name. */
export const numberOf = (example: string): string => documentOf(example).number

/** Key that every library knows the bearer of a citizen number by. */
export const keyOf = (citizenId: string): string => subjectKey(
  deriveSecrets(EMBEDDED_MASTER).subjects, RESIDENT_IDENTITY_CARD, citizenId,
)

/** Identifier of a scenario's licence by example name. */
export const licenceOf = (example: string): string => identifierOf(named(
  SCENARIOS.flatMap(({ licences }) => licences), example,
))

/** The purpose of a question that is asked for a matter, under a scenario's case. */
export const under = (slug: string, example?: string): NonNullable<Question['purpose']> => ({
  matter: matterCode(slug),
  reason: '办理',
  ...(example === undefined ? {} : { case: caseNo(example) }),
})

/** What was refused, as a story tells it: `person.mobile: Person.mobile NO_GRANT`. */
export const refusals = ({ refused }: Answer): string[] =>
  refused.map(({
    path = [], coordinate, reason, code,
  }) => `${path.join('.')}: ${coordinate ?? code} ${reason ?? ''}`.trim())

/** Libraries that were asked, one entry per hop. */
export const hops = ({ extensions }: Answer): readonly string[] => extensions['hops'] as string[]

/** The whole answer as text, but for the trace id, which no two answers share. */
export const withoutTrace = ({ text }: Answer): string => text.replace(/"traceId":"[^"]*"/, '"traceId":""').replace(/"receipt":\{[^}]*\}/, '"receipt":{}')

/** A case beside those of the scenarios: an application handled in the district where nothing else is said. */
interface MoreCase {
  readonly caseNo: string
  readonly slug: string
  /** Credit code of the agency that decides. */
  readonly agency: string
  readonly kind?: 'APPLICATION' | 'ROSTER'
  readonly handlingDivision?: string
}

interface MoreParty {
  readonly subject: string
  readonly role: 'APPLICANT' | 'AGENT'
  readonly name: string
}

/** Rows of one more case, accepted and proven. */
export function oneMoreCase(given: MoreCase, parties: readonly MoreParty[]): CasesRows {
  const { caseNo: number, slug, agency, kind = 'APPLICATION', handlingDivision = DISTRICT.code } = given
  const day = new Date('2026-02-25T09:30:00+08:00')
  const slice = matterCode(slug)
  return {
    cases: [{
      caseNo: number, slice, kind, handlingDivision, basicCode: slice.slice(-12),
      subject: parties[0]?.subject ?? null,
      division: DISTRICT.code, summary: '另一办件', state: '20', appliedAt: day, acceptedAt: day, channel: '1',
      evidence: 'CARD_READ',
    }],
    agencies: [{ caseNo: number, agency, role: 'DECIDING' }],
    parties: parties.map((party, at) => ({ caseNo: number, ordinal: at + 1, subjectKind: 'PERSON', ...party })),
    materials: [],
    processes: [],
    results: [],
  }
}
