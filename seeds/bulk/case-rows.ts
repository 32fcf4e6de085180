import { formatCaseNumber } from '#platform/identifiers'
import type { CasesRows } from '../../subgraphs/cases/commands.ts'
import { addWorkingDays } from '../../subgraphs/cases/domain/working-days.ts'
import { codeOf } from '../agencies.ts'
import { addDays, at as instantOf } from '../calendar.ts'
import { type MatterCodes, matterOf } from '../matters.ts'
import { DISTRICT } from '../places.ts'
import type { Random } from '../random.ts'
import { digestOf } from '../rows/cases.ts'
import type { Draft } from '../rows/drafts.ts'
import { SCENARIOS } from '../scenarios/all.ts'
import type { CastMaterial, CastMatter } from '../scenarios/scenario.ts'
import { isUnderWay, type Moment, stateFor, timeline } from './timeline.ts'

export type CasesDraft = Draft<Required<CasesRows>>
export type CaseKind = CasesRows['cases'][number]['kind']
export type PartyRole = CasesRows['parties'][number]['role']

export interface Party {
  readonly subject: string
  readonly subjectKind: 'PERSON' | 'ORGANISATION'
  readonly role: PartyRole
  readonly name: string | null
}

/** What making one case needs of its block. */
export interface CaseServices {
  readonly random: Random
  /** A number that no case bears yet, of a matter and the day of the application. */
  readonly numberOf: (code: string, day: string) => string
  /** Identifier of somebody's identity card. */
  readonly cardOf: (subject: string) => string | null
}

/** Numbers cases of a block; every matter and day has so many numbers from `first` on. */
export function caseNumbering(first: number, count: number): CaseServices['numberOf'] {
  const given = new Map<string, number>()
  return (code, day) => {
    const place = given.get(`${code} ${day}`) ?? 0
    if (place >= count) throw new RangeError('a block has no more case numbers on one day')
    given.set(`${code} ${day}`, place + 1)
    return formatCaseNumber({ implementationCode: code, date: day, sequence: first + place })
  }
}

interface Facts {
  /** Slug. */
  readonly matter: string
  readonly kind: CaseKind
  /** The principal party first. */
  readonly parties: readonly Party[]
}

/** A case on its way, as everything that belongs to it is made from it. */
interface Made extends Facts {
  readonly caseNo: string
  readonly codes: MatterCodes
  readonly told: CastMatter
  readonly moments: readonly Moment[]
  readonly source: ReturnType<typeof recorded>
}

const MATTERS = new Map(SCENARIOS.map(({ matter }) => [matter.slug, matter]))

/** Adds a case in a state of its own choice with everything that belongs to it by then. */
export function addCase(draft: CasesDraft, facts: Facts, services: CaseServices): void {
  const { random, numberOf } = services
  const told = MATTERS.get(facts.matter)
  if (told === undefined) throw new RangeError('no such matter among the scenarios')
  const codes = matterOf(facts.matter)
  // What is only being prepared was never accepted.
  const state = facts.kind === 'DRAFT' ? random.pick(['10', '90'] as const) : stateFor(random)
  const moments = timeline(state, told.promisedDays, random)
  const caseNo = numberOf(codes.code, moments[0]?.day ?? '')
  const made: Made = { ...facts, caseNo, codes, told, moments, source: recorded(caseNo, codes, moments) }
  draft.cases.push(caseRow(made, random))
  draft.agencies.push(...agencyRows(made, random))
  facts.parties.forEach((party, at) => draft.parties.push({ caseNo, ordinal: at + 1, ...party, ...made.source }))
  draft.processes.push(...processRows(made))
  if (facts.kind !== 'DRAFT') draft.materials.push(...materialRows(made, services))
  draft.specials.push(...specialRows(made, random))
  draft.results.push(...resultRows(made))
  if (random.chance(0.4)) draft.contacts.push(...contactRows(made))
  if (random.chance(0.25)) draft.evaluations.push(...evaluationRows(made, random))
}

function recorded(caseNo: string, { agency }: MatterCodes, moments: readonly Moment[]) {
  return {
    sourceAgency: codeOf(agency), sourceSystem: '政务服务平台', sourceRecordId: caseNo,
    recordedAt: moments[0]?.at ?? new Date(0), updatedAt: moments.at(-1)?.at ?? new Date(0), version: moments.length,
  }
}

const momentOf = ({ moments }: Made, ...states: readonly string[]) => moments.findLast(({ state }) => states.includes(state))
const stateOf = ({ moments }: Made) => moments.at(-1)?.state ?? '10'

/** The end of a case, with or without a decision. */
const endOf = (made: Made) => momentOf(made, '50', '21', '90', '91', '92')

function caseRow(made: Made, random: Random): CasesDraft['cases'][number] {
  const { caseNo, kind, codes, told, parties, moments, source } = made
  const accepted = momentOf(made, '20')
  const state = stateOf(made)
  return {
    caseNo, kind, state,
    slice: codes.code,
    basicCode: codes.basicCode,
    subject: kind === 'ROSTER' ? null : (parties[0]?.subject ?? null),
    division: DISTRICT.code,
    summary: codes.name,
    matterName: codes.name,
    handleKind: told.caseType,
    handlingDivision: DISTRICT.code,
    appliedAt: moments[0]?.at ?? new Date(0),
    acceptedAt: accepted?.at ?? null,
    promisedBy: accepted === undefined ? null : promisedBy(accepted.day, told),
    promiseUnit: told.calendarDays === true ? 'CALENDAR_DAY' : 'WORKING_DAY',
    decidedAt: momentOf(made, '40', '41')?.at ?? null,
    closedAt: endOf(made)?.at ?? null,
    channel: random.pick(['1', '1', '2', '3', '3', '4']),
    evidence: isUnderWay(state) ? random.pick(['NONE', 'OWN_SESSION', 'SCANNED_CODE', 'CARD_READ', 'RECONCILED']) : 'RECONCILED',
    rosterDigest: kind === 'ROSTER' ? digestOf(parties.map(({ subject }) => subject)) : null,
    handedOverBy: state === '92' ? codeOf(codes.agency) : null,
    ...source,
  }
}

function promisedBy(acceptedOn: string, { promisedDays, calendarDays }: CastMatter): Date {
  const day = calendarDays === true ? addDays(acceptedOn, promisedDays) : addWorkingDays(acceptedOn, promisedDays)
  return new Date(instantOf(day, '17:00:00'))
}

function agencyRows({ caseNo, codes, moments, source }: Made, random: Random): CasesDraft['agencies'] {
  const deciding = { caseNo, agency: codeOf(codes.agency), role: 'DECIDING' as const, step: null }
  const receiving = { caseNo, agency: codeOf('service-centre'), role: 'RECEIVING' as const, step: '收件' }
  const joint = { caseNo, agency: codeOf('tax'), role: 'JOINT' as const, step: '审查' }
  void source
  return [deciding, ...(random.chance(0.5) ? [receiving] : []), ...(moments.length > 3 && random.chance(0.05) ? [joint] : [])]
}

const STEPS: Readonly<Record<string, string>> = {
  '10': '收件', '11': '补正', '20': '受理', '21': '受理', '30': '审查', '31': '特别程序', '40': '决定', '41': '决定', '50': '办结', '51': '送达',
}
const DONE = '2'
const TO_DO = '1'

/** A step for every state that the case came into; it ends when the next begins. */
function processRows(made: Made): CasesDraft['processes'] {
  const { caseNo, codes, moments, source } = made
  const underWay = isUnderWay(stateOf(made))
  return moments.filter(({ state }) => state in STEPS).map(({ state, at }, place) => {
    const next = moments[place + 1]
    const open = next === undefined && underWay
    return {
      caseNo, ordinal: place + 1, step: STEPS[state] ?? '', handler: null, startedAt: at,
      event: open ? null : state === '11' || state === '21' || state === '41' ? '退回' : '通过',
      endedAt: open ? null : (next ?? { at }).at,
      agency: codeOf(codes.agency), state: open ? TO_DO : DONE, ...source,
    }
  })
}

const MATERIALS_MAX = 3

function materialRows(made: Made, { cardOf, random }: CaseServices): CasesDraft['materials'] {
  const { caseNo, told, parties, moments, source } = made
  const receivedAt = moments[0]?.at ?? null
  return told.materials.slice(0, MATERIALS_MAX).map((material, at) => {
    const card = namesCard(material) ? cardOf(parties[0]?.subject ?? '') : null
    const sourceKind = card === null ? random.pick(['UPLOAD', 'SHARED', 'WAIVED']) : 'LICENCE'
    const missing = at > 0 && stateOf(made) === '11'
    return {
      caseNo, ordinal: at + 1, materialCode: material.code, name: material.name, sourceKind, licence: card, received: !missing,
      receivedAt: missing ? null : receivedAt, getType: sourceKind === 'UPLOAD' ? '附件上传' : '在线获取', ...source,
    }
  })
}

const namesCard = ({ alternatives }: CastMaterial) =>
  alternatives.flat().some((evidence) => 'licence' in evidence && evidence.licence === 'identity-card')

const SPECIALS = [['1', '延长审批'], ['2', '现场核查'], ['2', '专家评审'], ['2', '听证'], ['2', '鉴定']] as const

function specialRows(made: Made, random: Random): CasesDraft['specials'] {
  const { caseNo, codes, source } = made
  const begun = momentOf(made, '31') ?? (random.chance(0.03) ? momentOf(made, '30') : undefined)
  if (begun === undefined) return []
  const [kind, name] = random.pick(SPECIALS)
  const open = stateOf(made) === '31' || stateOf(made) === '30'
  return [{
    caseNo, ordinal: 1, kind, name, startedAt: begun.at, endedAt: open ? null : (momentOf(made, '40', '41', '92') ?? begun).at,
    extendsDays: kind === '1' ? 10 : 0, reason: kind === '1' ? '案情复杂，需要延长办理期限' : '依法需要进行的程序', agency: codeOf(codes.agency), ...source,
  }]
}

/** 办结结果 by the state in which a case ended. */
const RESULTS: Readonly<Record<string, string>> = { '21': '1', '90': '5', '91': '2', '92': '4' }

function resultRows(made: Made): CasesDraft['results'] {
  const { caseNo, codes, told, source } = made
  const end = endOf(made)
  if (end === undefined) return []
  const granted = momentOf(made, '40') !== undefined
  const resultType = RESULTS[stateOf(made)] ?? (granted && told.issues !== undefined ? '0' : '6')
  return [{
    caseNo, resultType, resultAt: end.at, explain: granted ? '准予' : '不再办理', agency: codeOf(codes.agency), charged: false, division: DISTRICT.code, ...source,
  }]
}

function contactRows({ caseNo, parties, source }: Made): CasesDraft['contacts'] {
  const person = parties.find(({ subjectKind }) => subjectKind === 'PERSON')
  if (person?.name == null) return []
  return [{ caseNo, subject: person.subject, name: person.name, documentType: '111', mobile: null, ...source }]
}

function evaluationRows(made: Made, random: Random): CasesDraft['evaluations'] {
  const { caseNo, parties, source } = made
  const delivered = momentOf(made, '51')
  const person = parties.find(({ subjectKind }) => subjectKind === 'PERSON')
  if (delivered === undefined || person === undefined) return []
  const satisfaction = random.pick(['1', '1', '1', '1', '1', '1', '1', '2', '2', '2', '3', '4', '5'])
  const bad = satisfaction > '3'
  return [{
    caseNo, ordinal: 1, subject: person.subject, evaluator: person.name, channel: random.pick(['1', '2', '3', '4', '7']),
    evaluatedAt: delivered.at, satisfaction, division: DISTRICT.code,
    ...(bad ? { verifiedAt: delivered.at, verification: random.pick(['1', '2', '3', '4']), followedUpAt: delivered.at } : {}), ...source,
  }]
}
