import { formatCaseNumber } from '#platform/identifiers'
import { type CaseKind, type CaseState, kinds, states } from '../../subgraphs/cases/domain/codes.ts'
import { codeOf } from '../agencies.ts'
import { isUnderWay, type Moment, stateFor, timeline } from '../bulk/timeline.ts'
import { recorded } from '../business-sources.ts'
import { addDays, addWorkingDays, ageOn, REFERENCE_DAY } from '../calendar.ts'
import { matterOf } from '../matters.ts'
import { DISTRICT } from '../places.ts'
import type { SeedPerson } from '../population.ts'
import type { Random } from '../random.ts'
import type { CastMaterial, CastMatter } from '../scenarios/scenario.ts'
import {
  type CasesDraft, digestOf, IDENTITY_CARD, instant, ofCase, officialOf, ofMatter, promisedDay, ZIP_CODE,
} from './case-parts.ts'

/** Numbers of the cases of other people begin here, after those of the scenarios. */
const FIRST_SEQUENCE = 100_000

export type PartyRole = CasesDraft['parties'][number]['role']

/** Somebody as a party of a case. */
export interface OtherParty {
  readonly subject: string
  readonly subjectKind: 'PERSON' | 'ORGANISATION'
  readonly role: PartyRole
  readonly name: string | null
  /** `null` where it is not known what they showed. */
  readonly documentType: string | null
}

/** What must be known of a case of somebody who is in no scenario; everything else of its rows follows from it. */
export interface OtherFacts {
  readonly matter: CastMatter
  readonly kind: CaseKind
  readonly state: CaseState
  /** The principal party first. */
  readonly parties: readonly OtherParty[]
  /** Counts the cases; officials and the like follow from it. */
  readonly place: number
  /** A number that no other case bears. */
  readonly numberOf: (matterCode: string, appliedOn: string) => string
  /** Identifier of somebody's identity card. */
  readonly cardOf?: (subject: string) => string | undefined
}

interface Other extends OtherFacts {
  readonly draft: CasesDraft
  readonly random: Random
  readonly caseNo: string
  readonly moments: readonly Moment[]
  readonly source: ReturnType<typeof ofCase>
}

/** Every state and every kind once, so that the smallest world has them all; then as chance has it. */
const STATES = Object.keys(states) as CaseState[]
const KINDS = (Object.keys(kinds) as CaseKind[]).filter((kind) => kind !== 'ROSTER')

/** Whoever did not ask has another role than the applicant. */
export const ROLES: Readonly<Partial<Record<CaseKind, PartyRole>>> = { EX_OFFICIO: 'RESPONDENT', INSTRUMENT: 'RESPONDENT', EMERGENCY: 'COUNTERPARTY' }

/** Adds cases of some of these people: every kind and state, each step on a working day. */
export function addOtherCases(draft: CasesDraft, matters: readonly CastMatter[], people: readonly SeedPerson[], random: Random): void {
  const bySlug = new Map(matters.map((matter) => [matter.slug, matter]))
  const adults = people.filter(({ birthDate }) => ageOn(birthDate) >= 18)
  let place = 0
  for (const person of adults) {
    if (place >= STATES.length + KINDS.length && !random.chance(0.25)) continue
    const slug = ageOn(person.birthDate) >= 81 ? 'old-age-allowance' : random.pick(['residence-permit', 'startup-subsidy', 'residence-permit'])
    const matter = bySlug.get(slug)
    if (matter !== undefined) addOtherCase(draft, factsOf(person, matter, place, random), random)
    place += 1
  }
}

function factsOf(person: SeedPerson, matter: CastMatter, place: number, random: Random): OtherFacts {
  const kind = KINDS[place - STATES.length] ?? (random.chance(0.06) ? random.pick(KINDS) : 'APPLICATION')
  // What is only being prepared was never accepted.
  const state = kind === 'DRAFT' ? '10' : (STATES[place] ?? stateFor(random))
  const sequence = FIRST_SEQUENCE + (place % 900_000)
  return {
    matter, kind, state, place, parties: [partyOf(person, ROLES[kind] ?? 'APPLICANT')],
    numberOf: (implementationCode, date) => formatCaseNumber({ implementationCode, date, sequence }),
  }
}

export const partyOf = ({ key, name, citizenId }: SeedPerson, role: PartyRole): OtherParty =>
  ({ subject: key, subjectKind: 'PERSON', role, name, documentType: citizenId === null ? null : IDENTITY_CARD })

/** Adds a case with everything that belongs to it by the time it is in its state. */
export function addOtherCase(draft: CasesDraft, facts: OtherFacts, random: Random): void {
  const { matter, state, numberOf } = facts
  const moments = timeline(state, matter.promisedDays, random)
  const appliedOn = moments[0]?.day ?? REFERENCE_DAY
  const caseNo = numberOf(matterOf(matter.slug).code, appliedOn)
  const source = ofCase(matter.slug, caseNo, appliedOn, moments.at(-1)?.day ?? appliedOn)
  const other: Other = { ...facts, draft, random, caseNo, moments, source }
  addRecord(other)
  addSteps(other)
  addMaterials(other)
  addSpecial(other)
  addEnd(other)
}

const momentOf = ({ moments }: Other, ...wanted: readonly CaseState[]) => moments.findLast(({ state }) => wanted.includes(state))

function addRecord(other: Other): void {
  const { draft, random, place, caseNo, matter, kind, state, parties, moments, source } = other
  const accepted = momentOf(other, '20')
  const deciding = codeOf(matterOf(matter.slug).agency)
  const roster = kind === 'ROSTER'
  draft.cases.push({
    caseNo, kind, state,
    subject: roster ? null : (parties[0]?.subject ?? null), division: DISTRICT.code, summary: matterOf(matter.slug).name, handlingDivision: DISTRICT.code,
    appliedAt: moments[0]?.at ?? instant(REFERENCE_DAY),
    acceptedAt: accepted?.at ?? null,
    promisedBy: accepted === undefined ? null : instant(promisedDay(matter, accepted.day), '17:00:00'),
    decidedAt: momentOf(other, '40', '41')?.at ?? null,
    closedAt: isUnderWay(state) ? null : (momentOf(other, '50') ?? moments.at(-1))?.at ?? null,
    channel: random.pick(['1', '2', '3']),
    acceptor: accepted === undefined ? null : officialOf(place),
    acceptDocNo: accepted === undefined ? null : `SL-${caseNo.slice(-15)}`,
    evidence: isUnderWay(state) ? 'CARD_READ' : 'RECONCILED',
    handedOverBy: state === '92' ? deciding : null,
    ...(kind === 'EMERGENCY' || kind === 'INSTRUMENT' ? { openedBy: 'op-first', confirmedBy: 'op-second' } : {}),
    rosterDigest: roster ? digestOf(parties.map(({ subject }) => subject)) : null,
    ...ofMatter(matter),
    ...source,
  })
  draft.agencies.push({ caseNo, agency: deciding, role: 'DECIDING' })
  parties.forEach((party, at) => {
    draft.parties.push({ caseNo, ordinal: at + 1, kind: party.subjectKind === 'PERSON' ? '1' : '2', zipCode: ZIP_CODE, ...party, ...source })
  })
}

const STEPS: Readonly<Partial<Record<CaseState, string>>> = {
  '10': '收件', '11': '补正', '20': '受理', '21': '受理', '30': '审查', '31': '特别程序', '40': '决定', '41': '决定', '50': '办结', '51': '送达',
}
const REFUSED: ReadonlySet<CaseState> = new Set(['11', '21', '41'])

// Rows are written with what they share at the end: a literal that begins with a spread takes fifty times as long to make.

/** A step for every state that the case came into; it ends when the next begins. */
function addSteps({ draft, caseNo, matter, state, moments, place, source }: Other): void {
  const agency = codeOf(matterOf(matter.slug).agency)
  moments.forEach((moment, at) => {
    const step = STEPS[moment.state]
    if (step === undefined) return
    const next = moments[at + 1]
    const open = next === undefined && isUnderWay(state)
    draft.processes.push({
      caseNo, ordinal: at + 1, step, agency, handler: officialOf(place + at), startedAt: moment.at,
      event: open ? null : REFUSED.has(moment.state) ? '退回' : '通过',
      endedAt: open ? null : (next ?? moment).at,
      state: open ? '1' : '2',
      opinion: open ? null : REFUSED.has(moment.state) ? '不符合规定，已告知理由' : '同意',
      opinionPublished: moment.state !== '30',
      ...source,
    })
  })
}

function addMaterials({ draft, caseNo, matter, state, parties, moments, cardOf, random, source }: Other): void {
  matter.materials.slice(0, 2).forEach((material, at) => {
    const missing = state === '11' && at > 0
    const licence = (namesCard(material) ? cardOf?.(parties[0]?.subject ?? '') : undefined) ?? null
    const sourceKind = licence === null ? random.pick(['UPLOAD', 'SHARED', 'WAIVED']) : 'LICENCE'
    draft.materials.push({
      caseNo, ordinal: at + 1, materialCode: material.code, name: material.name, sourceKind, licence, received: !missing,
      receivedAt: missing ? null : (moments[0]?.at ?? null), getType: sourceKind === 'UPLOAD' ? '附件上传' : '在线获取',
      count: missing || sourceKind === 'WAIVED' ? 0 : 1,
      attachmentName: sourceKind === 'UPLOAD' && !missing ? `${material.name}.pdf` : null,
      attachmentRef: sourceKind === 'UPLOAD' && !missing ? `FJ-${caseNo.slice(-15)}-${at + 1}` : null,
      ...source,
    })
  })
}

const namesCard = ({ alternatives }: CastMaterial) =>
  alternatives.flat().some((evidence) => 'licence' in evidence && evidence.licence === 'identity-card')

const SPECIALS = [['1', '延长审批'], ['2', '现场核查'], ['2', '专家评审'], ['2', '听证'], ['2', '鉴定'], ['2', '检验']] as const

function addSpecial(other: Other): void {
  const { draft, caseNo, matter, state, place, random, source } = other
  const decided = momentOf(other, '40', '41')
  const reviewed = momentOf(other, '30')
  const begun = momentOf(other, '31') ?? (decided !== undefined && random.chance(0.08) ? reviewed : undefined)
  if (begun === undefined) return
  const open = state === '31'
  const [kind, name] = open ? random.pick(SPECIALS.filter(([each]) => each === '2')) : random.pick(SPECIALS)
  const extension = kind === '1'
  draft.specials.push({
    ...source, caseNo, ordinal: 1, kind, name, startedAt: begun.at, endedAt: open ? null : (decided ?? begun).at,
    reason: extension ? '中华人民共和国行政许可法 第四十二条' : '中华人民共和国行政许可法 第四十五条',
    applicant: officialOf(place), handler: officialOf(place + 1), extendsDays: extension ? 10 : 0, result: open ? null : extension ? '同意延长' : '已完成',
    opinion: extension ? '同意延长十日' : '按程序办理', opinionPublished: extension, agency: codeOf(matterOf(matter.slug).agency),
  })
}

/** 办结结果 by the state in which a case ended without a decision. */
const ENDS: Readonly<Partial<Record<CaseState, readonly [type: string, explain: string]>>> = {
  '21': ['1', '不予受理'], '90': ['5', '申请人撤回'], '91': ['2', '登记有误，作废'], '92': ['4', '转报上级机关'],
}

function addEnd(other: Other): void {
  const { draft, caseNo, matter, state, moments, place, random, source } = other
  if (isUnderWay(state)) return
  const granted = momentOf(other, '40') !== undefined
  const [resultType, explain] = ENDS[state] ?? ['6', granted ? '准予' : '不予，已告知理由']
  const end = momentOf(other, '50') ?? moments.at(-1)
  if (end === undefined) return
  draft.results.push({
    caseNo, resultType, explain, resultAt: end.at, agency: codeOf(matterOf(matter.slug).agency), handler: officialOf(place + 2),
    express: random.chance(0.2), charged: false, division: DISTRICT.code, ...source,
  })
  if (random.chance(0.4) && addDays(end.day, 30) < REFERENCE_DAY) addEvaluation(other, end.day)
}

function addEvaluation({ draft, caseNo, matter, parties, place, random }: Other, endedOn: string): void {
  const person = parties.find(({ subjectKind }) => subjectKind === 'PERSON')
  const satisfaction = random.pick(['1', '1', '1', '1', '1', '1', '2', '2', '2', '3', '4', '5'])
  const bad = satisfaction > '3'
  const day = (days: number) => addWorkingDays(endedOn, days)
  const anonymous = random.chance(0.2) || person === undefined
  draft.evaluations.push({
    ...recorded('evaluation', matterOf(matter.slug).agency, `PJ-${caseNo.slice(-15)}`, day(1), day(bad ? 9 : 1)),
    caseNo, ordinal: 1, subject: anonymous ? null : person.subject, evaluator: anonymous ? null : person.name,
    channel: String(1 + (place % 7)), evaluatedAt: instant(day(1), '11:00:00'), satisfaction, division: DISTRICT.code,
    text: bad ? '办理时间太长' : null, reviewed: true,
    ...(bad ? {
      verifiedAt: instant(day(2), '15:00:00'), verification: random.pick(['1', '2', '3']), rectifiedAt: instant(day(5), '11:00:00'),
      rectification: '已改进办理流程', followedUpAt: instant(day(9), '10:00:00'), followUp: '2',
    } : {}),
  })
}
