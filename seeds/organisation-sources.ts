import { agencyOf, codeOf } from './agencies.ts'
import { at, REFERENCE_DAY } from './calendar.ts'

/** Who registers organisations of a kind, and in which system. */
export interface Register {
  readonly creditCode: string
  readonly name: string
  readonly system: string
}

const REGISTERS: readonly (readonly [kinds: RegExp, slug: string, system: string])[] = [
  [/^1/u, 'institution-office', '事业单位登记管理系统'],
  [/^5/u, 'civil-affairs', '社会组织登记系统'],
  [/^./u, 'market-regulation', '市场主体登记系统'],
]

/** The register that an organisation stands in, by the first character of its credit code. */
export function registerOf(creditCode: string): Register {
  const [, slug, system] = REGISTERS.find(([kinds]) => kinds.test(creditCode)) as (typeof REGISTERS)[number]
  return { ...agencyOf(slug), system }
}

/**
 * Provenance of a row of the register.
 *
 * @param recordId what the register calls the record, beside the credit code
 * @param recordedOn day on which it was recorded
 * @param updatedOn day on which it was last changed
 */
export function registerSource(creditCode: string, recordId: string, recordedOn: string, updatedOn = recordedOn) {
  const { creditCode: sourceAgency, system } = registerOf(creditCode)
  const changed = updatedOn > recordedOn
  return {
    sourceAgency,
    sourceSystem: system,
    sourceRecordId: `${recordId}-${creditCode}`,
    recordedAt: instantOf(recordedOn),
    updatedAt: instantOf(changed ? updatedOn : recordedOn),
    version: changed ? 2 : 1,
  }
}

/** Provenance of an agency's own row: state organs are not registered, but listed. */
export const listedSource = (creditCode: string, recordedOn: string) => ({
  ...registerSource(creditCode, 'JG', recordedOn), sourceAgency: codeOf('institution-office'), sourceSystem: '机构编制管理系统',
})

const instantOf = (day: string) => new Date(at(day < REFERENCE_DAY ? day : REFERENCE_DAY, '08:00:00'))
