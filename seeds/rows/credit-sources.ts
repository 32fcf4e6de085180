import { agencyOf, codeOf } from '../agencies.ts'
import { addDays, at, REFERENCE_DAY } from '../calendar.ts'
import { DISTRICT } from '../places.ts'

const REPORTED_AFTER_DAYS = 7

/**
 * Provenance of a credit record.
 *
 * @param agency slug of the agency that made it; its record reaches the library within seven days
 * @param recordId the record's own, which tells nothing of its subject
 * @param madeOn day of the record
 * @param changedOn day of its last change
 */
export function creditSource(agency: string, recordId: string, madeOn: string, changedOn: string = madeOn) {
  const recorded = instantOn(addDays(madeOn, REPORTED_AFTER_DAYS))
  const changed = instantOn(changedOn)
  return {
    sourceAgency: codeOf(agency),
    sourceSystem: '公共信用信息归集系统',
    sourceRecordId: `XY-${recordId}`,
    recordedAt: recorded,
    updatedAt: changed > recorded ? changed : recorded,
    version: changed > recorded ? 2 : 1,
  }
}

const instantOn = (day: string) => new Date(at(day < REFERENCE_DAY ? day : REFERENCE_DAY, '07:30:00'))

/** Who a record is about; `division` is the district's, which keeps all of them. */
export const aboutSubject = (recordId: string, subject: string, naturalPerson: boolean) =>
  ({ recordId, subject, naturalPerson, division: DISTRICT.code })

/** The agencies of a published decision, by the slug of the one that took it. */
export function decidedBy(agency: string) {
  const { creditCode, name } = agencyOf(agency)
  return { authority: creditCode, authorityName: name, dataSource: creditCode, dataSourceName: name }
}

const PERSON = '1'
const ORGANISATION = '2'
const MERCHANT = '3'

/** 行政相对人类别 of a subject. */
export const kindOfSubject = (subject: string, naturalPerson: boolean) =>
  naturalPerson ? PERSON : subject.startsWith('92') ? MERCHANT : ORGANISATION

/** How a published decision names its subject. Numbers from before the credit code are not made up again. */
export function namedSubject(subject: string, naturalPerson: boolean, name: string | null, rep?: { readonly name: string; readonly key: string | null }) {
  const block = { subjectName: name, subjectKind: kindOfSubject(subject, naturalPerson) }
  if (naturalPerson) return { ...block, documentType: '111' }
  return { ...block, orgCode: subject.slice(8, 17), legalRepName: rep?.name ?? null, legalRep: rep?.key ?? null }
}
