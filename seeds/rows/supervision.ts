import type { SupervisionRows } from '../../subgraphs/supervision/commands.ts'
import { codeOf } from '../agencies.ts'
import { addDays, addYears, REFERENCE_DAY } from '../calendar.ts'
import { matterCode } from '../matters.ts'
import { DISTRICT } from '../places.ts'
import type { Random } from '../random.ts'
import type { CastInspection, Scenario } from '../scenarios/scenario.ts'
import { type Who, whoOf } from '../scenarios/who.ts'
import type { Draft } from './drafts.ts'

type SupervisionDraft = Draft<SupervisionRows>
type Everybody = ReadonlyMap<string, Who>

const division = DISTRICT.code

/** The scenarios' inspections and bans, and inspections of some other organisations. */
export function supervisionRows(
  scenarios: readonly Scenario[], everybody: Everybody, others: readonly string[], random: Random,
): SupervisionRows {
  const draft: SupervisionDraft = { inspections: [], findings: [], rectifications: [], legalPersonBans: [], personBans: [] }
  for (const { supervision } of scenarios) {
    for (const inspection of supervision.inspections ?? []) addInspection(draft, inspection, whoOf(everybody, inspection.who).subject)
    for (const { who, authority, ...ban } of supervision.bans ?? []) {
      const { kind, subject } = whoOf(everybody, who)
      const row = { ...ban, subject, division, authority: codeOf(authority) }
      if (kind === 'PERSON') draft.personBans.push(row)
      else draft.legalPersonBans.push(row)
    }
  }
  others.forEach((subject, at) => {
    if (random.chance(0.5)) addInspection(draft, invented(at, random), subject)
  })
  return draft
}

function addInspection(draft: SupervisionDraft, given: CastInspection, subject: string): void {
  const { inspectionNo } = given
  const about = { inspectionNo, subject, division }
  draft.inspections.push({
    ...about,
    kind: given.kind,
    matter: given.matter === undefined ? null : matterCode(given.matter),
    authority: codeOf(given.authority),
    plannedOn: given.plannedOn,
    inspectedOn: given.inspectedOn ?? null,
    result: given.result ?? null,
    publicityEndsOn: given.publicityEndsOn ?? null,
    note: given.note ?? null,
  })
  given.findings?.forEach(([description, severity, published], at) => {
    draft.findings.push({ ...about, ordinal: at + 1, description, severity, published })
  })
  if (given.rectification !== undefined) {
    const { dueOn, finishedOn, state } = given.rectification
    draft.rectifications.push({ ...about, dueOn, finishedOn: finishedOn ?? null, state })
  }
}

const FINDINGS = ['未按规定公示登记事项', '进货查验记录不完整', '消防通道堆放杂物', '从业人员健康证明过期', '广告用语不规范']

function invented(at: number, random: Random): CastInspection {
  const day = addDays(REFERENCE_DAY, -random.int(20, 1_000))
  const passed = random.chance(0.7)
  return {
    inspectionNo: `JC-990101-${day.slice(0, 4)}-1${String(at).padStart(5, '0')}`,
    who: '', authority: 'market-regulation', kind: random.pick(['1', '1', '2', '3']), plannedOn: day, inspectedOn: day,
    result: passed ? '1' : '3', publicityEndsOn: addYears(day, 3),
    ...(passed ? {} : {
      findings: [[random.pick(FINDINGS), random.pick(['1', '2']), true]],
      rectification: { dueOn: addDays(day, 15), finishedOn: addDays(day, 12), state: '2' },
    }),
  }
}
