import { createHash } from 'node:crypto'
import { codeOf } from './agencies.ts'
import { at, REFERENCE_DAY } from './calendar.ts'

/** Where rows of the population library come from: slug of the agency that keeps them, and its system. */
const SOURCES = {
  people: ['public-security', '人口信息管理系统'],
  households: ['police-station', '户籍管理系统'],
  events: ['public-security', '户政业务系统'],
  marriages: ['civil-affairs', '婚姻登记系统'],
  documents: ['public-security', '出入境证件管理系统'],
} as const

export type PopulationSource = keyof typeof SOURCES

/**
 * An identifier that follows from a person's key and tells nothing of it, since a key is seen by the router alone and
 * numbers of records are seen by whoever may read them.
 */
export function recordIdOf(prefix: string, key: string): string {
  return prefix + createHash('sm3').update(`${prefix}\u0000${key}`).digest('hex').slice(0, 14).toUpperCase()
}

/**
 * Provenance of a row.
 *
 * @param recordId identifier of the record in the system that it comes from
 * @param recordedOn day on which it was recorded, moved to 2026-03-02 where it lies after that
 * @param updatedOn day on which it was last changed
 */
export function populationSource(source: PopulationSource, recordId: string, recordedOn: string, updatedOn = recordedOn) {
  const [agency, sourceSystem] = SOURCES[source]
  const recorded = instantOf(recordedOn)
  const updated = instantOf(updatedOn)
  return {
    sourceAgency: codeOf(agency),
    sourceSystem,
    sourceRecordId: recordId,
    recordedAt: recorded,
    updatedAt: updated > recorded ? updated : recorded,
    version: updated > recorded ? 2 : 1,
  }
}

const instantOf = (day: string) => new Date(at(day < REFERENCE_DAY ? day : REFERENCE_DAY, '08:30:00'))
