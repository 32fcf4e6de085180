import type { CasesRows } from '../../subgraphs/cases/commands.ts'
import { codeOf } from '../agencies.ts'
import { recorded } from '../business-sources.ts'
import { addWorkingDays } from '../calendar.ts'
import { matterOf } from '../matters.ts'
import { mobileNumber } from '../numbers.ts'
import { DISTRICT } from '../places.ts'
import type { SeedPerson } from '../population.ts'
import type { Random } from '../random.ts'
import { caseNoOf, identifierOf, named } from '../scenarios/cast.ts'
import type { CastCase, CastParty, Scenario } from '../scenarios/scenario.ts'
import { type Who, whoOf } from '../scenarios/who.ts'
import {
  type CasesDraft, CREDIT_CODE, digestOf, emptyCases, IDENTITY_CARD, instant, ofCase, officialOf, ofMatter, promisedDay, ZIP_CODE,
} from './case-parts.ts'
import { addOtherCases } from './other-cases.ts'

type Everybody = ReadonlyMap<string, Who>

/** The scenarios' cases, and cases of other people in every state and of every kind. */
export function casesRows(scenarios: readonly Scenario[], everybody: Everybody, others: readonly SeedPerson[], random: Random): CasesRows {
  const draft = emptyCases()
  for (const scenario of scenarios) for (const each of scenario.cases) addCase(draft, scenario, each, everybody)
  addOtherCases(draft, scenarios.map(({ matter }) => matter), others, random)
  return draft
}

/** Case numbers of the scenarios by example name. */
export function caseNumbers(scenarios: readonly Scenario[]): ReadonlyMap<string, string> {
  return new Map(scenarios.flatMap(({ matter, cases }) => cases.map((each) => [each.example, caseNoOf(matter.slug, each)] as const)))
}

/** What the parts of one of the scenarios' cases are made from. */
interface Told {
  readonly scenario: Scenario
  readonly each: CastCase
  readonly caseNo: string
  /** Credit code of the agency that decides. */
  readonly deciding: string
  readonly source: ReturnType<typeof ofCase>
  readonly everybody: Everybody
}

function addCase(draft: CasesDraft, scenario: Scenario, each: CastCase, everybody: Everybody): void {
  const { matter, cases } = scenario
  const caseNo = caseNoOf(matter.slug, each)
  const { acceptedOn, decidedOn, closedOn } = each
  const source = ofCase(matter.slug, caseNo, each.appliedOn, closedOn ?? decidedOn ?? acceptedOn ?? each.appliedOn)
  const told = { scenario, each, caseNo, source, everybody, deciding: codeOf(matterOf(matter.slug).agency) }
  const subjects = addParties(draft, told)
  const roster = each.kind === 'ROSTER'
  draft.cases.push({
    ...ofMatter(matter), ...source, caseNo,
    subject: roster ? null : (subjects[0] ?? null),
    division: DISTRICT.code,
    kind: each.kind ?? 'APPLICATION',
    summary: each.summary,
    state: each.state,
    handlingDivision: each.handlingDivision ?? DISTRICT.code,
    appliedAt: instant(each.appliedOn),
    acceptedAt: acceptedOn === undefined ? null : instant(acceptedOn, '10:15:00'),
    promisedBy: acceptedOn === undefined ? null : instant(promisedDay(matter, acceptedOn), '17:00:00'),
    decidedAt: decidedOn === undefined ? null : instant(decidedOn, '15:00:00'),
    closedAt: closedOn === undefined ? null : instant(closedOn, '16:00:00'),
    channel: each.channel ?? '1',
    acceptor: acceptedOn === undefined ? null : officialOf(each.sequence),
    acceptDocNo: acceptedOn === undefined ? null : `SL-${acceptedOn.replaceAll('-', '')}-${scenario.number}${String(each.sequence).padStart(3, '0')}`,
    evidence: each.evidence ?? 'NONE',
    rosterDigest: roster ? digestOf(subjects) : null,
    parent: each.parent === undefined ? null : caseNoOf(matter.slug, named(cases, each.parent)),
  })
  each.agencies.forEach(([slug, role, step]) => draft.agencies.push({ caseNo, agency: codeOf(slug), role, step: step ?? null }))
  addMaterials(draft, told)
  addSteps(draft, told)
  addSpecials(draft, told)
  addEnd(draft, told)
}

/** Adds the parties, and whoever is to be called; gives the subjects in the order of the file. */
function addParties(draft: CasesDraft, { each, caseNo, source, everybody }: Told): string[] {
  const parties = each.parties.map((party) => partyOf(party, everybody))
  parties.forEach((party, at) => draft.parties.push({ ...source, ...party, caseNo, ordinal: at + 1 }))
  const people = parties.filter(({ subjectKind }) => subjectKind === 'PERSON')
  const called = people.find(({ role }) => role === 'AGENT') ?? people[0]
  if (called !== undefined && each.kind !== 'ROSTER') {
    const { subject, name, documentType } = called
    draft.contacts.push({ ...source, caseNo, subject, name, documentType, mobile: mobileOf(everybody, subject) })
  }
  return parties.map(({ subject }) => subject)
}

function partyOf([who, role]: CastParty, everybody: Everybody) {
  if (typeof who !== 'string') return { subject: `proposed:${who.proposed}`, subjectKind: 'PROPOSED' as const, role, name: who.name, kind: '2', documentType: null }
  const known = whoOf(everybody, who)
  const { kind: subjectKind, subject, name } = known
  const letters = role === 'APPLICANT' ? { address: homeOf(known).fullText, zipCode: ZIP_CODE } : {}
  const person = subjectKind === 'PERSON'
  return { subject, subjectKind, role, name, ...letters, kind: person ? '1' : '2', documentType: person ? IDENTITY_CARD : CREDIT_CODE }
}

const homeOf = (who: Who) => (who.kind === 'PERSON' ? (who.person.lives?.at ?? who.person.home) : who.organisation.address)

// The population numbers the phones of the scenarios' people in their order.
function mobileOf(everybody: Everybody, subject: string): string {
  const people = [...everybody.values()].filter(({ kind }) => kind === 'PERSON')
  return mobileNumber(people.findIndex((person) => person.subject === subject) + 1)
}

function addMaterials(draft: CasesDraft, { scenario: { matter, licences }, each, caseNo, source }: Told): void {
  each.materials?.forEach(([materialCode, kind, licence], at) => {
    const name = matter.materials.find(({ code }) => code === materialCode)?.name ?? materialCode
    const uploaded = kind === 'UPLOAD'
    draft.materials.push({
      ...source, caseNo, ordinal: at + 1, materialCode, name, sourceKind: kind, received: true,
      receivedAt: instant(each.acceptedOn ?? each.appliedOn, '10:00:00'),
      licence: licence === undefined ? null : identifierOf(named(licences, licence)),
      getType: uploaded ? '附件上传' : '在线获取',
      count: kind === 'WAIVED' ? 0 : 1,
      attachmentName: uploaded ? `${name}.pdf` : null,
      attachmentRef: uploaded ? `FJ-${caseNo.slice(-15)}-${at + 1}` : null,
    })
  })
}

const DONE = '2'
const TO_DO = '1'

function addSteps(draft: CasesDraft, { each, caseNo, deciding, source }: Told): void {
  const { appliedOn, acceptedOn, decidedOn, closedOn, agencies, sequence } = each
  const receiving = agencies.find(([, role]) => role === 'RECEIVING')
  let ordinal = 0
  const step = (name: string, from: string, to: string | undefined, agency: string, opinion: string | null, published: boolean) => {
    ordinal += 1
    draft.processes.push({
      ...source, caseNo, ordinal, step: name, event: to === undefined ? null : '通过', handler: officialOf(sequence + ordinal),
      startedAt: instant(from, '09:40:00'), endedAt: to === undefined ? null : instant(to, '10:10:00'), agency,
      state: to === undefined ? TO_DO : DONE, opinion, opinionPublished: published,
    })
  }
  step('收件', appliedOn, appliedOn, receiving === undefined ? deciding : codeOf(receiving[0]), '收件登记', true)
  step('受理', appliedOn, acceptedOn, deciding, acceptedOn === undefined ? null : '材料齐全，予以受理', true)
  if (acceptedOn !== undefined) step('审查', acceptedOn, decidedOn, deciding, '拟按规定审核，待核对共享信息', false)
  if (decidedOn !== undefined) step('决定', decidedOn, closedOn, deciding, '符合条件，准予', true)
}

function addSpecials(draft: CasesDraft, { each, caseNo, deciding, source }: Told): void {
  const about = { ...source, caseNo, ordinal: 1, kind: '2', agency: deciding, applicant: officialOf(each.sequence), handler: officialOf(each.sequence + 1) }
  if (each.state === '31' && each.acceptedOn !== undefined) {
    draft.specials.push({
      ...about, name: '现场核查', startedAt: instant(addWorkingDays(each.acceptedOn, 1), '09:30:00'), reason: '依法需要对经营场所进行现场核查',
      opinion: '专间通风设施需改造后复查',
    })
  }
  if (each.state === '11') {
    draft.specials.push({
      ...about, name: '补正告知', startedAt: instant(addWorkingDays(each.appliedOn, 1), '09:30:00'), reason: '中华人民共和国行政许可法 第三十二条',
      opinion: '证件已过有效期，请补正后提交', opinionPublished: true,
    })
  }
}

function addEnd(draft: CasesDraft, { scenario: { matter, licences }, each, caseNo, deciding, source, everybody }: Told): void {
  const { closedOn, result, parties, sequence } = each
  if (closedOn === undefined || result === undefined) return
  const issued = result.licence === undefined ? null : named(licences, result.licence)
  draft.results.push({
    ...source, caseNo, resultType: result.type, explain: result.explain, resultAt: instant(closedOn, '16:00:00'),
    licence: issued === null ? null : identifierOf(issued),
    certificateName: issued === null ? `${matterOf(matter.slug).name}决定书` : null,
    certificateNo: `JD-${caseNo.slice(-15)}`,
    validFrom: closedOn, agency: deciding, handler: officialOf(sequence + 3), express: false, charged: false, division: DISTRICT.code,
  })
  const [who] = parties[0] ?? []
  if (typeof who !== 'string') return
  const { subject, name, kind } = whoOf(everybody, who)
  if (kind !== 'PERSON') return
  const day = (days: number) => addWorkingDays(closedOn, days)
  draft.evaluations.push({
    ...recorded('evaluation', matterOf(matter.slug).agency, `PJ-${caseNo.slice(-15)}`, day(1), day(9)),
    caseNo, ordinal: 1, subject, evaluator: name, channel: '4', evaluatedAt: instant(day(1), '10:20:00'), satisfaction: '4',
    text: '排队时间较长，进度没有短信提醒', reviewed: true, division: DISTRICT.code, verifiedAt: instant(day(2), '15:00:00'), verification: '1',
    rectifiedAt: instant(day(5), '11:00:00'), rectification: '增设预约时段，开通进度短信', followedUpAt: instant(day(9), '10:00:00'), followUp: '2',
  })
}
