import { createHash } from 'node:crypto'
import { formatCaseNumber } from '#platform/identifiers'
import type { CasesRows } from '../../subgraphs/cases/commands.ts'
import { codeOf } from '../agencies.ts'
import { addDays, ageOn, at as instantOf, REFERENCE_DAY } from '../calendar.ts'
import { matterOf } from '../matters.ts'
import { DISTRICT } from '../places.ts'
import type { SeedPerson } from '../population.ts'
import type { Random } from '../random.ts'
import { caseNoOf, identifierOf, named } from '../scenarios/cast.ts'
import type { CastCase, CastParty, Scenario } from '../scenarios/scenario.ts'
import { type Who, whoOf } from '../scenarios/who.ts'
import type { Draft } from './drafts.ts'

type CasesDraft = Draft<CasesRows>
type Everybody = ReadonlyMap<string, Who>

const instant = (day: string, time?: string) => new Date(instantOf(day, time))

/** The scenarios' cases, and closed cases of other people. */
export function casesRows(scenarios: readonly Scenario[], everybody: Everybody, others: readonly SeedPerson[], random: Random): CasesRows {
  const draft: CasesDraft = { cases: [], agencies: [], parties: [], materials: [], processes: [], results: [] }
  for (const scenario of scenarios) for (const each of scenario.cases) addCase(draft, scenario, each, everybody)
  others.forEach((person, at) => {
    if (ageOn(person.birthDate) >= 18 && random.chance(0.25)) addClosedCase(draft, person, at, random)
  })
  return draft
}

/** Case numbers of the scenarios by example name. */
export function caseNumbers(scenarios: readonly Scenario[]): ReadonlyMap<string, string> {
  return new Map(scenarios.flatMap(({ matter, cases }) => cases.map((each) => [each.example, caseNoOf(matter.slug, each)] as const)))
}

function addCase(draft: CasesDraft, { matter, cases, licences }: Scenario, each: CastCase, everybody: Everybody): void {
  const { code: slice, basicCode } = matterOf(matter.slug)
  const caseNo = caseNoOf(matter.slug, each)
  const parties = each.parties.map((party) => partyOf(party, everybody))
  const { acceptedOn, decidedOn, closedOn } = each
  const roster = each.kind === 'ROSTER'
  draft.cases.push({
    caseNo, slice, basicCode,
    subject: roster ? null : (parties[0]?.subject ?? null),
    division: DISTRICT.code,
    kind: each.kind ?? 'APPLICATION',
    summary: each.summary,
    state: each.state,
    handlingDivision: each.handlingDivision ?? DISTRICT.code,
    appliedAt: instant(each.appliedOn),
    acceptedAt: acceptedOn === undefined ? null : instant(acceptedOn, '10:15:00'),
    promisedBy: acceptedOn === undefined ? null : instant(addDays(acceptedOn, Math.ceil((matter.promisedDays * 7) / 5)), '17:00:00'),
    decidedAt: decidedOn === undefined ? null : instant(decidedOn, '15:00:00'),
    closedAt: closedOn === undefined ? null : instant(closedOn, '16:00:00'),
    channel: each.channel ?? '1',
    evidence: each.evidence ?? 'NONE',
    rosterDigest: roster ? digestOf(parties.map(({ subject }) => subject)) : null,
    parent: each.parent === undefined ? null : caseNoOf(matter.slug, named(cases, each.parent)),
  })
  each.agencies.forEach(([slug, role, step]) => draft.agencies.push({ caseNo, agency: codeOf(slug), role, step: step ?? null }))
  parties.forEach((party, at) => draft.parties.push({ caseNo, ordinal: at + 1, ...party }))
  each.materials?.forEach(([materialCode, source, licence], at) => {
    draft.materials.push({
      caseNo, ordinal: at + 1, materialCode, sourceKind: source, received: true,
      receivedAt: instant(acceptedOn ?? each.appliedOn, '10:00:00'),
      name: matter.materials.find(({ code }) => code === materialCode)?.name ?? materialCode,
      licence: licence === undefined ? null : identifierOf(named(licences, licence)),
      getType: source === 'UPLOAD' ? '附件上传' : '在线获取',
    })
  })
  addSteps(draft, caseNo, each, codeOf(matterOf(matter.slug).agency))
  if (each.result !== undefined && closedOn !== undefined) {
    const { type, explain, licence } = each.result
    const issued = licence === undefined ? null : identifierOf(named(licences, licence))
    draft.results.push({ caseNo, resultType: type, explain, resultAt: instant(closedOn, '16:00:00'), licence: issued })
  }
}

function partyOf([who, role]: CastParty, everybody: Everybody) {
  if (typeof who !== 'string') return { subject: `proposed:${who.proposed}`, subjectKind: 'PROPOSED' as const, role, name: who.name }
  const { kind, subject, name } = whoOf(everybody, who)
  return { subject, subjectKind: kind, role, name }
}

/** SM3 over the list of subjects in order, one a line: two systems with the same list get the same digest. */
function digestOf(subjects: readonly string[]): string {
  return createHash('sm3').update([...subjects].sort().join('\n')).digest('hex')
}

const DONE = '2'
const TO_DO = '1'

function addSteps(draft: CasesDraft, caseNo: string, { appliedOn, acceptedOn, decidedOn, agencies }: CastCase, deciding: string): void {
  const receiving = agencies.find(([, role]) => role === 'RECEIVING')
  const first = receiving === undefined ? deciding : codeOf(receiving[0])
  const step = (ordinal: number, name: string, from: string, to: string | undefined, agency: string) =>
    draft.processes.push({
      caseNo, ordinal, step: name, event: to === undefined ? null : '通过', handler: null, startedAt: instant(from, '09:40:00'),
      endedAt: to === undefined ? null : instant(to, '10:10:00'), agency, state: to === undefined ? TO_DO : DONE,
    })
  step(1, '收件', appliedOn, appliedOn, first)
  step(2, '受理', appliedOn, acceptedOn, deciding)
  if (acceptedOn !== undefined) step(3, '审查', acceptedOn, decidedOn, deciding)
}

const FIRST_SEQUENCE = 100_000

function addClosedCase(draft: CasesDraft, person: SeedPerson, at: number, random: Random): void {
  const old = ageOn(person.birthDate) >= 81
  const matter = matterOf(old ? 'old-age-allowance' : random.pick(['residence-permit', 'startup-subsidy', 'residence-permit']))
  const appliedOn = addDays(REFERENCE_DAY, -random.int(60, 420))
  const caseNo = formatCaseNumber({ implementationCode: matter.code, date: appliedOn, sequence: FIRST_SEQUENCE + (at % 900_000) })
  const closedOn = addDays(appliedOn, random.int(8, 30))
  draft.cases.push({
    caseNo, subject: person.key, division: DISTRICT.code, slice: matter.code, basicCode: matter.basicCode,
    kind: 'APPLICATION', summary: matter.name,
    state: random.pick(['50', '51', '51']), handlingDivision: DISTRICT.code, appliedAt: instant(appliedOn),
    acceptedAt: instant(addDays(appliedOn, 1)),
    promisedBy: instant(addDays(appliedOn, 32), '17:00:00'), decidedAt: instant(closedOn, '15:00:00'),
    closedAt: instant(closedOn, '16:00:00'),
    channel: random.pick(['1', '2', '3']), evidence: 'RECONCILED',
  })
  draft.agencies.push({ caseNo, agency: codeOf(matter.agency), role: 'DECIDING' })
  draft.parties.push({ caseNo, ordinal: 1, subject: person.key, subjectKind: 'PERSON', role: 'APPLICANT', name: person.name })
  draft.results.push({ caseNo, resultType: '6', resultAt: instant(closedOn, '16:00:00'), explain: '准予' })
}
