import type { InputFault } from '#platform/errors'
import type { CaseKind, PartyRole, SubjectKind } from './codes.ts'
import { rulesOf } from './kinds.ts'
import { fault, textFault } from './faults.ts'

/** A party as a change names it; persons come as keys. */
export interface PartyGiven {
  readonly role: PartyRole
  readonly person?: string | null
  readonly document?: { readonly type: string; readonly number: string } | null
  readonly legalPerson?: string | null
  readonly proposed?: string | null
  readonly name?: string | null
}

/** A party as the file keeps it. */
export interface PartyFiled {
  readonly role: PartyRole
  readonly subject: string
  readonly subjectKind: SubjectKind
  readonly documentType: string | null
  readonly name: string | null
}

const DECLARATION = /^[0-9A-Za-z-]{1,50}$/
const NAME_MAX = 100
const CITIZEN_NUMBER_TYPE = '111'
const CREDIT_CODE_TYPE = '001'

/** The party that an input names. Take it only where {@link partyFaults} finds nothing. */
export function partyFiled({ role, person, document, legalPerson, proposed, name = null }: PartyGiven): PartyFiled {
  if (person != null) return { role, name, subject: person, subjectKind: 'PERSON', documentType: CITIZEN_NUMBER_TYPE }
  if (document != null) return { role, name, subject: document.number, subjectKind: 'PERSON', documentType: document.type }
  if (legalPerson != null) return { role, name, subject: legalPerson, subjectKind: 'ORGANISATION', documentType: CREDIT_CODE_TYPE }
  return { role, name, subject: `proposed:${proposed ?? ''}`, subjectKind: 'PROPOSED', documentType: null }
}

/** What is wrong with the parties that a change names, all of it. */
export function partyFaults(kind: CaseKind, parties: readonly PartyGiven[], argument: string): InputFault[] {
  return parties.flatMap((party, at) => faultsOf(kind, party, `${argument}[${at}]`))
}

function faultsOf(kind: CaseKind, party: PartyGiven, argument: string): InputFault[] {
  const { roles, personsOnly } = rulesOf(kind)
  const given = [party.person, party.document, party.legalPerson, party.proposed].filter((each) => each != null)
  const declared = party.proposed == null || DECLARATION.test(party.proposed)
  return [
    ...(given.length === 1 ? [] : [fault(argument, 'ONE_SUBJECT', 'exactly one of person, document, legalPerson and proposed', '须且只须填写 person、document、legalPerson、proposed 之一')]),
    ...(declared ? [] : [fault(`${argument}.proposed`, 'format', '1 to 50 letters, digits and hyphens', '须为1至50位字母、数字或连字符')]),
    ...(roles.includes(party.role) ? [] : [fault(`${argument}.role`, 'PARTY_ROLE', 'not a role of this kind of case', '该种类办件没有此当事人角色')]),
    ...(personsOnly && party.person == null && party.document == null ? [fault(argument, 'PERSON', 'a person', '须为自然人')] : []),
    ...textFault(`${argument}.name`, party.name, NAME_MAX),
  ]
}
