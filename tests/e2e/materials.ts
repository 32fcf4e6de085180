import { typeCode } from '../../seeds/licence-types.ts'
import { matterCode } from '../../seeds/matters.ts'
import { caseAgency, caseParty, caseRecord } from '../../subgraphs/cases/tables.ts'
import { materialAlternative, materialEvidence, matterMaterial, matterSituation } from '../../subgraphs/matters/tables.ts'
import { eq } from 'drizzle-orm'
import { formatCaseNumber } from '#platform/identifiers'
import type { Answer, Question, TestHub } from '../harness/hub.ts'
import { caseNo, under } from './story.ts'

/** A material as a test reads it. */
export interface Need {
  readonly code: string
  readonly verdict: string
  readonly alternatives: readonly {
    readonly verdict: string
    readonly evidences: readonly {
      readonly licenceType: { readonly code: string } | null
      readonly verdict: string
      readonly answers: readonly { readonly role: { readonly code: string }; readonly verdict: string; readonly licence: string | null; readonly validTo: string | null }[]
    }[]
  }[]
}

export const FIELDS = `code name required situation verdict alternatives { title verdict evidences { licenceType { code name } items grades verdict answers {
  role { code name } verdict licence state { code name } validTo trustGrade items } } }`

/** A case of a scenario, or the one beside them whose applicant no library knows. */
const NOBODYS = 'allowance-of-nobody'
const NOBODYS_NO = formatCaseNumber({ implementationCode: matterCode('old-age-allowance'), date: '2026-02-26', sequence: 900_001 })
const purposeOf = (slug: string, example: string) => (example === NOBODYS ? { ...under(slug), case: NOBODYS_NO } : under(slug, example))

/** What asks about the materials of a case. */
export const asked = (persona: string, slug: string, example: string, situation: readonly string[] = []): Question => ({
  persona, purpose: purposeOf(slug, example),
  query: `query ($matter: ID!, $situation: [ID!]) { materialsFor(matter: $matter, situation: $situation) { ${FIELDS} } }`,
  variables: { matter: matterCode(slug), situation },
})

/** Each material with its verdict, and after it those of its ways where there are several, or several evidences in one: `HELD: HELD | DATA`. */
export const verdicts = (needs: readonly Need[]): Record<string, string> => Object.fromEntries(needs.map(({ code, verdict, alternatives }) => {
  const ways = alternatives.map(({ evidences }) => evidences.map((each) => each.verdict).join(' & '))
  return [code, ways.length > 1 || ways.some((way) => way.includes('&')) ? `${verdict}: ${ways.join(' | ')}` : verdict]
}))

/** What each party has for the first evidence of a material. */
export const told = ({ alternatives }: Need) =>
  (alternatives[0]?.evidences[0]?.answers ?? []).map(({ role, verdict, licence, validTo }) => [role.code, verdict, licence, validTo] as const)

/** Reasons and failed checks of a refused question. */
export function codesOf({ refused, text }: Answer): string[] {
  const { errors = [] } = JSON.parse(text) as { errors?: { message: string }[] }
  const faults = refused.flatMap((each) => (each as unknown as { faults?: { argument: string; check: string }[] }).faults ?? [])
  return [
    ...refused.flatMap(({ reason, code }) => reason ?? `* ${code}`), ...errors.map(({ message }) => message.split(':')[0] ?? ''),
    ...faults.map(({ argument, check }) => `${argument} ${check}`),
  ]
}

/**
 * Adds materials of a situation `MORE` to two matters: licences that nobody is granted and one that nobody holds, and grades that no scenario
 * asks for; and a case whose applicant no library knows.
 */
export async function addMaterials({ db: { orm } }: TestHub): Promise<void> {
  const more: readonly (readonly [slug: string, code: string, type: string, grades: readonly ('A' | 'B' | 'C')[]])[] = [
    ['old-age-allowance', 'X1', 'driving-licence', []], ['old-age-allowance', 'X2', 'disability-certificate', []], ['old-age-allowance', 'X3', 'birth-certificate', []],
    ['old-age-allowance', 'X4', 'identity-card', ['A', 'C']], ['old-age-allowance', 'X5', 'identity-card', ['B', 'C']], ['residence-permit', 'X1', 'residence-permit', ['A']],
  ]
  for (const slug of ['old-age-allowance', 'residence-permit']) await orm.insert(matterSituation).values({ matterCode: matterCode(slug), ordinal: 9, code: 'MORE', title: '其他' })
  for (const [slug, code, type, grades] of more) {
    const at = { matterCode: matterCode(slug), materialCode: code }
    await orm.insert(matterMaterial).values({ matterCode: at.matterCode, code, ordinal: 10 + Number(code.slice(1)), name: code, required: false, form: 'ELECTRONIC', situation: 'MORE' })
    await orm.insert(materialAlternative).values({ ...at, ordinal: 1 })
    await orm.insert(materialEvidence).values({ ...at, alternative: 1, ordinal: 1, parties: [], licenceType: typeCode(type), items: [], grades: [...grades], submit: false })
  }
  await addCaseOfNobody(orm)
}

// The same case as that of the sealed witness, but for who applies.
async function addCaseOfNobody(orm: TestHub['db']['orm']): Promise<void> {
  const like = caseNo('allowance-sealed')
  const nobody = 'nobody-whom-any-library'
  const [record] = await orm.select().from(caseRecord).where(eq(caseRecord.caseNo, like))
  const parties = await orm.select().from(caseParty).where(eq(caseParty.caseNo, like))
  const agencies = await orm.select().from(caseAgency).where(eq(caseAgency.caseNo, like))
  if (record === undefined) throw new RangeError('there is no such case')
  await orm.insert(caseRecord).values({ ...record, caseNo: NOBODYS_NO, subject: nobody })
  await orm.insert(caseParty).values(parties.map((party) => ({ ...party, caseNo: NOBODYS_NO, subject: party.role === 'APPLICANT' ? nobody : party.subject })))
  await orm.insert(caseAgency).values(agencies.map((agency) => ({ ...agency, caseNo: NOBODYS_NO })))
}
