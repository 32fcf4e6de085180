import { createHash } from 'node:crypto'
import type { CasesRows } from '../../subgraphs/cases/commands.ts'
import { recorded } from '../business-sources.ts'
import { addDays, addWorkingDays, at as instantOf } from '../calendar.ts'
import { matterOf } from '../matters.ts'
import type { CastMatter } from '../scenarios/scenario.ts'
import type { Draft } from './drafts.ts'

export type CasesDraft = Draft<Required<CasesRows>>
export type CaseRow = CasesDraft['cases'][number]

export const instant = (day: string, time?: string) => new Date(instantOf(day, time))

export const emptyCases = (): CasesDraft => ({
  cases: [], agencies: [], parties: [], materials: [], processes: [], results: [], contacts: [], specials: [], evaluations: [],
})

/** Where the record of a case and of its parts comes from. */
export function ofCase(slug: string, caseNo: string, appliedOn: string, changedOn: string) {
  const { agency } = matterOf(slug)
  return recorded('case', agency, `BJ-${caseNo.slice(-15)}`, appliedOn, changedOn)
}

/** The day promised for the decision, counted from the day after the acceptance in the unit of the matter. */
export function promisedDay({ promisedDays, calendarDays }: CastMatter, acceptedOn: string): string {
  return calendarDays === true ? addDays(acceptedOn, promisedDays) : addWorkingDays(acceptedOn, promisedDays)
}

/** SM3 over the list of subjects in order, one a line: two systems with the same list get the same digest. */
export function digestOf(subjects: readonly string[]): string {
  return createHash('sm3').update([...subjects].sort().join('\n')).digest('hex')
}

/** What a case says of its matter. */
export function ofMatter(matter: CastMatter): Pick<CaseRow, 'slice' | 'basicCode' | 'handleItemCode' | 'matterName' | 'matterVersion' | 'handleKind' | 'promiseUnit'> {
  const { code, basicCode, name } = matterOf(matter.slug)
  return {
    basicCode,
    slice: code,
    handleItemCode: `${code}01`,
    matterName: name,
    matterVersion: 1,
    handleKind: matter.caseType,
    promiseUnit: matter.calendarDays === true ? 'CALENDAR_DAY' : 'WORKING_DAY',
  }
}

/** Invented officials of the agencies, who answer for steps. */
const OFFICIALS = ['赵经办', '钱审核', '孙复核', '李窗口', '周承办', '吴主任']
export const officialOf = (place: number) => OFFICIALS[place % OFFICIALS.length] ?? ''

/** Code of the identity card and of the credit code among kinds of documents. */
export const IDENTITY_CARD = '111'
export const CREDIT_CODE = '001'

/** Postcode of the district, invented like everything of region 99. */
export const ZIP_CODE = '990101'
