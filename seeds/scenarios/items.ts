import type { Disclosure } from '#platform/access'
import { typeCode } from '../licence-types.ts'
import { matterCode } from '../matters.ts'
import type { CastGrant, PartyRole } from './scenario.ts'

/** An item as a grant names it, what is given of it, and the arguments that a derived item may be asked with. */
export interface GivenItem {
  readonly item: string
  readonly disclosure: Disclosure
  readonly arguments?: Readonly<Record<string, readonly unknown[]>>
}

const given = (disclosure: Disclosure) => (...items: readonly string[]): GivenItem[] =>
  items.map((item) => ({ item, disclosure }))

export const clear = given('CLEAR')
export const masked = given('MASKED')
export const verify = given('VERIFY')

/** A derived item, with the only values that it may be asked with. */
export const derived = (item: string, allowed: Readonly<Record<string, readonly unknown[]>>): GivenItem[] =>
  [{ item, disclosure: 'CLEAR', arguments: allowed }]

/** Items of one kind of licence: fields of the licence, and fields of its face. */
export function ofLicence(type: string, fields: readonly string[], face: readonly string[] = []): GivenItem[] {
  const slice = typeCode(type)
  return [
    ...clear(...fields.filter((field) => field !== 'validOn').map((field) => `Licence.${field}@${slice}`)),
    // Whoever reads until when a licence is valid learns nothing more by asking about days.
    ...(fields.includes('validOn') ? derived(`Licence.validOn@${slice}`, { date: ['*'] }) : []),
    ...(fields.includes('holders') ? clear(`LicenceHolder.name@${slice}`) : []),
    ...clear(...face.map((field) => `Licence.face@${slice}.${field}`)),
  ]
}

/** What was done to licences of one kind, for whoever has to follow them; whose they are it does not tell. */
export function eventsOf(type: string): GivenItem[] {
  const items = ['identifier', 'type', 'version', 'operation', 'stateBefore', 'stateAfter', 'at']
  return clear(...items.map((item) => `LicenceEvent.${item}@${typeCode(type)}`))
}

/** The right to make purpose-bound copies of licences of these types, each applied for by itself. */
export const copiesOf = (...types: readonly string[]): GivenItem[] => clear(...types.map((type) => `Licence.copyable@${typeCode(type)}`))

/**
 * What may be compared of one kind of licence by whoever has no need to read it: number, holder, day of issue and fields of its face, and
 * what using it comes to.
 */
export function claimsOn(type: string, face: readonly string[]): GivenItem[] {
  const slice = typeCode(type)
  return [
    ...verify(...['Licence.number', 'Licence.issuedOn', 'LicenceHolder.name', 'LicenceHolder.code'].map((item) => `${item}@${slice}`)),
    ...verify(...face.map((field) => `Licence.face@${slice}.${field}`)), ...clear(`LicenceVerification.outcome@${slice}`),
  ]
}

/** Whether a licence is sealed and its signature holds, which check it fails first, and what using it comes to. */
export const SEALED: readonly string[] = ['outcome', 'sealSigner', 'sealName', 'sealTime', 'signatureValid', 'verification']

/** Fields of any licence that a window checks: what it is, and whether it is in force. */
export const LICENCE_CORE: readonly string[] = ['type', 'name', 'state', 'validTo', 'validOn', 'issuerName', 'trustGrade']

const CASE_ITEMS: Readonly<Record<string, readonly string[]>> = {
  Case: [
    'kind', 'matter', 'summary', 'state', 'open', 'handlingDivision', 'appliedAt', 'acceptedAt', 'promisedBy', 'channel',
    'agencies', 'parties', 'materials', 'materialsNeeded', 'process',
  ],
  CaseAgency: ['agency', 'role', 'step'],
  CaseParty: ['role', 'name'],
  CaseMaterial: ['name', 'materialCode', 'sourceKind', 'licence', 'received', 'receivedAt'],
  CaseProcess: ['step', 'event', 'startedAt', 'endedAt', 'agency', 'state'],
}

/** The whole of a case, for whoever decides it. */
export const wholeCase = (matter: string): GivenItem[] =>
  Object.entries(CASE_ITEMS).flatMap(([type, fields]) => clear(...fields.map((field) => `${type}.${field}@${matterCode(matter)}`)))

/** How the time of a case stands, and the special procedures that stop or extend it, opinions not published included. */
export const caseClock = (matter: string): GivenItem[] =>
  clear(...[
    'Case.dueOn', 'Case.overdue', 'Case.timeState', 'Case.specialProcedures', 'CaseSpecial.kind', 'CaseSpecial.name', 'CaseSpecial.startedAt',
    'CaseSpecial.reason', 'CaseSpecial.endedAt', 'CaseSpecial.result', 'CaseSpecial.opinion', 'CaseSpecial.unpublishedOpinion',
  ].map((item) => `${item}@${matterCode(matter)}`))

/** The opinions that a case publishes, for the people whom it is about. */
export const publishedOpinions = (matter: string): GivenItem[] =>
  clear(...['CaseProcess.opinion', 'Case.specialProcedures', 'CaseSpecial.name', 'CaseSpecial.startedAt', 'CaseSpecial.opinion']
    .map((item) => `${item}@${matterCode(matter)}`))

/** What a window that receives for others sees of a case: its state, and which materials are there. */
export const caseStatus = (matter: string): GivenItem[] =>
  clear(...['Case.state', 'Case.matter', 'Case.materials', 'CaseMaterial.name', 'CaseMaterial.received', 'CaseMaterial.sourceKind']
    .map((item) => `${item}@${matterCode(matter)}`))

/** That somebody is a party of the case, as what, and under which name. */
export const asParty = (matter: string): GivenItem[] =>
  clear(`CaseParty.role@${matterCode(matter)}`, `CaseParty.name@${matterCode(matter)}`)

/** A grant that reaches the parties of the case in these roles. */
export const caseParty = (...roles: readonly PartyRole[]): CastGrant['binding'] => ({ kind: 'CASE_PARTY', roles })
