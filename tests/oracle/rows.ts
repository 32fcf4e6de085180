import type { World } from '../../seeds/world.ts'
import type { OwnCase } from './place.ts'

/** What a row is about, and the slice that it falls into. */
export interface Row {
  readonly subjects: readonly string[]
  readonly slice: string | null
  /** The same where a row stands under a case or a licence, whose holders it does not share. */
  readonly record: Row | null
}

export const NOBODY: Row = { subjects: [], slice: null, record: null }

/** Names under which the unshielded question asks what tells rows apart; no question asks by them. */
const WITNESS = { id: 'w_id', code: 'w_code', identifier: 'w_identifier', caseNo: 'w_caseNo', unit: 'w_unit', person: 'w_person', firm: 'w_firm', done: 'w_done' }

/** What is asked of each type beside the question, so that its rows can be told apart. */
export const WITNESSES: Readonly<Record<string, string>> = {
  Person: 'w_id: id',
  LegalPerson: 'w_code: creditCode',
  Licence: 'w_identifier: identifier',
  Case: 'w_caseNo: caseNo',
  RealEstateUnit: 'w_unit: unitCode',
  HouseholdMember: 'w_person: person { w_id: id }',
  CaseParty: 'w_person: person { w_id: id } w_firm: legalPerson { w_code: creditCode }',
  CaseContact: 'w_person: person { w_id: id }',
  LicenceHolder: 'w_person: person { w_id: id } w_firm: legalPerson { w_code: creditCode }',
  RightHolder: 'w_person: person { w_id: id } w_firm: legalPerson { w_code: creditCode }',
  LegalPersonStaff: 'w_person: person { w_id: id }',
  Shareholder: 'w_person: person { w_id: id }',
  FaceField: 'w_name: name w_value: value',
  Inspection: 'w_done: inspectedOn w_firm: legalPerson { w_code: creditCode }',
}

type Shown = Readonly<Record<string, unknown>>

/** Types whose rows belong to the record above them and are about whomever that is about. */
const OF_THE_RECORD = new Set([
  'Household', 'PersonRelation', 'VitalEvent', 'PersonOtherDocument', 'PersonCredit', 'PersonListing', 'PersonPermit', 'PersonPenalty',
  'PersonCommitment', 'PersonCreditRepair', 'PersonBan', 'LegalPersonCredit', 'Listing', 'AdministrativePermit', 'AdministrativePenalty',
  'CreditEvaluation', 'CreditCommitment', 'CreditRepair', 'AbnormalListing', 'PublicInstitution', 'SocialOrganisation', 'LegalPersonBan',
  'CaseAgency', 'CaseMaterial', 'CaseProcess', 'CaseSpecial', 'CaseResult', 'UnitRestriction', 'InspectionItem', 'Inspector', 'Finding',
  'UnpublishedFinding', 'Rectification', 'LabourCheck',
])

/** Tells what rows are about: from the rows themselves where they name somebody, else from the seeds. */
export class Rows {
  readonly #keyOfId: (id: string) => string
  readonly #holders: ReadonlyMap<string, readonly string[]>
  readonly #types: ReadonlyMap<string, string>
  readonly #units: ReadonlyMap<string, readonly string[]>
  readonly #parties: ReadonlyMap<string, readonly string[]>
  readonly #matters: ReadonlyMap<string, string>

  constructor({ licences, geo, cases }: World, own: OwnCase, keyOfId: (id: string) => string) {
    this.#keyOfId = keyOfId
    this.#holders = new Map(licences.licences.map(({ identifier, holders }) => [identifier, holders.map(({ subject }) => subject)]))
    this.#types = new Map(licences.licences.map(({ identifier, slice }) => [identifier, slice]))
    this.#units = grouped(geo.rightHolders.map(({ unitCode, subject }) => [unitCode, subject]))
    this.#parties = grouped([...cases.parties.map(({ caseNo, subject }) => [caseNo, subject] as const), ...own.parties.map((subject) => [own.caseNo, subject] as const)])
    this.#matters = new Map([...cases.cases.map(({ caseNo, slice }) => [caseNo, slice] as const), [own.caseNo, own.matter]])
  }

  /** The row of a type that stands in an unshielded answer below another. */
  of(type: string, shown: Shown, above: Row): Row {
    if (type === 'PersonVerification') return above
    if (OF_THE_RECORD.has(type)) return { ...above, record: above.record ?? above }
    switch (type) {
      case 'Person': return this.#about(this.#keyOfId(String(shown[WITNESS.id])))
      case 'LegalPerson': return this.#about(String(shown[WITNESS.code]))
      case 'Licence': return this.#record(String(shown[WITNESS.identifier]), this.#holders, this.#types)
      case 'Case': return this.#record(String(shown[WITNESS.caseNo]), this.#parties, this.#matters)
      case 'RealEstateUnit': return { subjects: this.#units.get(String(shown[WITNESS.unit])) ?? [], slice: null, record: null }
      case 'Inspection': return { subjects: this.#named(shown), slice: null, record: null }
      case 'HouseholdMember': return { subjects: this.#named(shown), slice: null, record: null }
      case 'CaseParty': case 'CaseContact': case 'LicenceHolder': case 'RightHolder':
        return { subjects: this.#named(shown), slice: above.slice, record: above }
      case 'LegalPersonStaff': case 'Shareholder': return { subjects: [...above.subjects, ...this.#named(shown)], slice: null, record: null }
      default: return NOBODY
    }
  }

  #about(subject: string): Row {
    return { subjects: [subject], slice: null, record: null }
  }

  #record(key: string, subjects: ReadonlyMap<string, readonly string[]>, slices: ReadonlyMap<string, string>): Row {
    return { subjects: subjects.get(key) ?? [], slice: slices.get(key) ?? '', record: null }
  }

  /** The person, or else the organisation, that a row names. */
  #named(shown: Shown): string[] {
    const person = shown[WITNESS.person] as Shown | null | undefined
    const firm = shown[WITNESS.firm] as Shown | null | undefined
    if (person) return [this.#keyOfId(String(person[WITNESS.id]))]
    return firm ? [String(firm[WITNESS.code])] : []
  }
}

function grouped(pairs: readonly (readonly [string, string])[]): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const [key, value] of pairs) found.set(key, [...(found.get(key) ?? []), value])
  return found
}
