import { codeOf } from './agencies.ts'
import { at } from './calendar.ts'

/** Systems that cases, matters and inspections are recorded in. */
const SYSTEMS = {
  case: '政务服务统一办件系统', evaluation: '政务服务好差评系统', matter: '政务服务事项管理系统', inspection: '双随机、一公开监管平台',
  labour: '劳动保障监察系统', ban: '行政处罚办案系统',
} as const

/**
 * Where a seeded record of business comes from.
 *
 * @param agency slug of the agency that keeps it
 * @param recordId its identifier in that system
 * @param recordedOn the day on which it was first recorded
 * @param updatedOn the day on which it was last changed; the same where it never was
 */
export function recorded(system: keyof typeof SYSTEMS, agency: string, recordId: string, recordedOn: string, updatedOn = recordedOn) {
  return {
    sourceAgency: codeOf(agency),
    sourceSystem: SYSTEMS[system],
    sourceRecordId: recordId,
    recordedAt: new Date(at(recordedOn, '08:30:00')),
    updatedAt: new Date(at(updatedOn, '18:30:00')),
    version: updatedOn === recordedOn ? 1 : 2,
    qualityFlags: [] as string[],
  }
}
