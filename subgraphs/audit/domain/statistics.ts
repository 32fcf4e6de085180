/** What is counted, and by what; the library whose records they are. In the order of the contract. */
export const SUBJECTS = {
  PERSONS: { library: 'population', by: ['DIVISION', 'SEX', 'AGE'] },
  LEGAL_PERSONS: { library: 'legal-persons', by: ['KIND', 'INDUSTRY', 'DIVISION', 'YEAR', 'STATE'] },
  LICENCES: { library: 'licences', by: ['LICENCE_TYPE', 'YEAR', 'STATE'] },
  CREDIT_RECORDS: { library: 'credit', by: ['KIND', 'YEAR'] },
  ADDRESSES: { library: 'geo', by: ['DIVISION', 'KIND'] },
  MATTERS: { library: 'matters', by: ['KIND', 'AGENCY'] },
  INSPECTIONS: { library: 'supervision', by: ['KIND', 'RESULT', 'YEAR'] },
  CASES: { library: 'cases', by: ['MONTH', 'DAY', 'CHANNEL'] },
} as const satisfies Readonly<Record<string, { readonly library: string; readonly by: readonly string[] }>>

export type StatisticsSubject = keyof typeof SUBJECTS
export type StatisticsDimension = (typeof SUBJECTS)[StatisticsSubject]['by'][number]

/** One way in which one library counts its records. */
export interface LibraryCounting {
  readonly library: string
  readonly of: string
  readonly by: string
}

/** What the indicators of cases are made of; told by nobody as it is. */
export const DECIDED: LibraryCounting = { library: 'cases', of: 'DECIDED_CASES', by: 'MATTER_MONTH' }
export const LIMITS: LibraryCounting = { library: 'matters', of: 'MATTERS', by: 'LIMIT' }

/** Everything that libraries are asked to count. */
export const COUNTINGS: readonly LibraryCounting[] = [
  ...Object.entries(SUBJECTS).flatMap(([of, { library, by }]) => by.map((dimension) => ({ library, of, by: dimension }))),
  DECIDED,
  LIMITS,
]

/** Whether something is counted by something. */
export function isCounted(of: StatisticsSubject, by: StatisticsDimension): boolean {
  return (SUBJECTS[of].by as readonly string[]).includes(by)
}
