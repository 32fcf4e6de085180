import { codeOf } from '../agencies.ts'
import { at } from '../calendar.ts'

/** Where rows of the geo library come from: slug of the agency that keeps them, and its system. */
const SOURCES = {
  divisions: ['civil-affairs', '区划地名管理系统'],
  addresses: ['natural-resources', '标准地址库'],
  halls: ['data-administration', '政务服务大厅管理系统'],
  register: ['natural-resources', '不动产登记系统'],
} as const

/**
 * Provenance of a row.
 *
 * @param recordId identifier of the record in the system that it comes from
 * @param recordedOn day on which it was recorded, on or before 2026-03-02
 * @param updatedOn day on which it was last changed
 */
export function recordedAs(source: keyof typeof SOURCES, recordId: string, recordedOn: string, updatedOn = recordedOn) {
  const [agency, sourceSystem] = SOURCES[source]
  return {
    sourceAgency: codeOf(agency),
    sourceSystem,
    sourceRecordId: recordId,
    recordedAt: new Date(at(recordedOn)),
    updatedAt: new Date(at(updatedOn)),
    version: updatedOn === recordedOn ? 1 : 2,
  }
}
