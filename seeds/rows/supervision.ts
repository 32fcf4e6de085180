import type { SupervisionRows } from '../../subgraphs/supervision/commands.ts'
import { codeOf } from '../agencies.ts'
import { recorded } from '../business-sources.ts'
import { addDays, addWorkingDays, addYears, REFERENCE_DAY } from '../calendar.ts'
import { matterCode } from '../matters.ts'
import { DISTRICT } from '../places.ts'
import type { Random } from '../random.ts'
import type { CastInspection, Scenario } from '../scenarios/scenario.ts'
import { type Who, whoOf } from '../scenarios/who.ts'
import type { Draft } from './drafts.ts'

type SupervisionDraft = Draft<Required<SupervisionRows>>
type Everybody = ReadonlyMap<string, Who>

const division = DISTRICT.code

/** The scenarios' inspections and bans, and inspections of some other organisations, numbered from `first`. */
export function supervisionRows(
  scenarios: readonly Scenario[], everybody: Everybody, others: readonly string[], random: Random, first = 0,
): SupervisionRows {
  const draft: SupervisionDraft = {
    inspections: [], findings: [], rectifications: [], legalPersonBans: [], personBans: [], plans: [], items: [], inspectors: [], labourChecks: [],
  }
  // Plans are those of the district, whoever is drawn under them; a load of others alone refers to them.
  if (scenarios.length > 0) draft.plans.push(...plans())
  for (const { supervision } of scenarios) {
    for (const inspection of supervision.inspections ?? []) addInspection(draft, inspection, whoOf(everybody, inspection.who).subject)
    for (const { who, authority, ...ban } of supervision.bans ?? []) {
      const { kind, subject } = whoOf(everybody, who)
      const source = recorded('ban', authority, `XZ-${ban.decisionNo}`, ban.from)
      const reason = BAN_REASONS[ban.kind] ?? '依法作出的从业限制'
      const row = { ...source, ...ban, subject, division, authority: codeOf(authority), reason }
      if (kind === 'PERSON') draft.personBans.push(row)
      else draft.legalPersonBans.push(row)
    }
  }
  others.forEach((subject, at) => {
    if (random.chance(0.5)) addInspection(draft, invented(first + at, random), subject)
  })
  return draft
}

function addInspection(draft: SupervisionDraft, given: CastInspection, subject: string): void {
  const { inspectionNo } = given
  const about = { inspectionNo, subject, division }
  const done = given.inspectedOn
  const system = given.kind === LABOUR ? 'labour' : 'inspection'
  const source = recorded(system, given.authority, inspectionNo, drawnOn(given), done)
  const drawn = given.kind === RANDOM
  draft.inspections.push({
    kind: given.kind,
    matter: given.matter === undefined ? null : matterCode(given.matter),
    authority: codeOf(given.authority),
    plannedOn: given.plannedOn,
    inspectedOn: given.inspectedOn ?? null,
    result: given.result ?? null,
    publicityEndsOn: given.publicityEndsOn ?? null,
    note: given.note ?? null,
    plan: drawn ? planNoOf(given.plannedOn) : null,
    method: '1',
    drawnOn: drawn ? drawnOn(given) : null,
    documentNo: done === undefined ? null : `WS-${inspectionNo}`,
    publishedOn: done === undefined || given.publicityEndsOn === undefined ? null : publishedOn(done),
    ...about,
    ...source,
  })
  if (done !== undefined) addReport(draft, given, about, source)
  given.findings?.forEach(([description, severity, published], at) => {
    draft.findings.push({ ordinal: at + 1, description, severity, published, ...about, ...source })
  })
  if (given.rectification !== undefined) {
    const { dueOn, finishedOn, state } = given.rectification
    const verified = state === '3' && finishedOn !== undefined
    draft.rectifications.push({
      ...about, ...source, dueOn, finishedOn: finishedOn ?? null, state,
      requirement: given.findings?.map(([description]) => description).join('；') ?? null,
      verifiedOn: verified ? addWorkingDays(finishedOn, 2) : null, verification: verified ? '1' : null,
    })
  }
}

const RANDOM = '1'
const LABOUR = '4'
const BAN_REASONS: Readonly<Record<string, string>> = {
  '1': '中华人民共和国食品安全法 第一百三十五条：被吊销许可证', '2': '中华人民共和国食品安全法 第一百三十五条：因食品安全犯罪被判处有期徒刑以上刑罚',
}
const FIRST_YEAR = 2023
const LAST_YEAR = 2026
const planNoOf = (day: string) => `CC-990101-${day.slice(0, 4)}-01`
const LAST_DRAW = addDays(REFERENCE_DAY, -10)
const drawnOn = ({ plannedOn }: CastInspection) => [addDays(plannedOn, -12), LAST_DRAW].sort()[0] ?? LAST_DRAW
// The result of a random inspection is published within 20 working days.
function publishedOn(inspectedOn: string): string {
  const day = addWorkingDays(inspectedOn, 5)
  return day > REFERENCE_DAY ? REFERENCE_DAY : day
}

/** One plan of random inspections a year. */
function plans(): SupervisionDraft['plans'] {
  return Array.from({ length: LAST_YEAR - FIRST_YEAR + 1 }, (_, at) => {
    const year = FIRST_YEAR + at
    const planNo = planNoOf(String(year))
    return {
      ...recorded('inspection', 'market-regulation', planNo, `${year}-01-08`),
      planNo, year, name: `${year}年示例区部门联合双随机抽查计划`, kind: year % 2 === 0 ? '2' : '1', authority: codeOf('market-regulation'),
      jointAgencies: [codeOf('human-resources')], scope: '本区登记的市场主体，按信用风险等级分类', ratio: '3.00', startsOn: `${year}-02-01`, endsOn: `${year}-11-30`,
    }
  })
}

const INSPECTORS = ['郑查验', '王巡查', '冯执法', '陈督办']
const LOOKED_AT = ['登记事项公示', '经营场所与许可条件', '从业人员管理']
const LABOUR_LOOKED_AT = ['劳动合同签订', '社会保险参保', '工资支付']

/** What an inspection that was done looked at, and who did it; counts where it was about labour. */
function addReport(
  draft: SupervisionDraft, given: CastInspection, about: { inspectionNo: string; subject: string; division: string }, source: ReturnType<typeof recorded>,
): void {
  const labour = given.kind === LABOUR
  const found = given.findings?.length ?? 0
  const names = labour ? LABOUR_LOOKED_AT : LOOKED_AT
  names.forEach((name, at) => {
    const legalBasis = labour ? '劳动保障监察条例 第十一条' : '企业信息公示暂行条例 第十四条'
    draft.items.push({ ordinal: at + 1, name, legalBasis, result: at < found ? '2' : '1', ...about, ...source })
  })
  const first = Number(given.inspectionNo.slice(-2)) || 0
  for (const at of [0, 1]) {
    draft.inspectors.push({
      ordinal: at + 1, name: INSPECTORS[(first + at) % INSPECTORS.length] ?? '', agency: codeOf(given.authority),
      certificateNo: `ZF990101${String((first + at) % INSPECTORS.length).padStart(4, '0')}`, drawn: given.kind === RANDOM, ...about, ...source,
    })
  }
  if (!labour) return
  const employees = 6 + (first % 20)
  const owed = given.unpaid ?? null
  draft.labourChecks.push({
    ...about, ...source, employees, contracts: employees, insured: employees, unpaidWorkers: owed?.workers ?? 0, unpaidWages: owed?.wages ?? '0.00',
    paidOn: owed?.paidOn ?? null,
  })
}

const FINDINGS = ['未按规定公示登记事项', '进货查验记录不完整', '消防通道堆放杂物', '从业人员健康证明过期', '广告用语不规范']

const LABOUR_FINDINGS = ['未及时足额支付工资', '未依法缴纳社会保险费', '劳动合同未载明必备条款']

/** Three of four are in order; what was found is mostly put right in time and looked at again. */
function invented(at: number, random: Random): CastInspection {
  const day = addWorkingDays(addDays(REFERENCE_DAY, -random.int(20, 1_000)), 0)
  const passed = random.chance(0.7)
  const kind = random.pick(['1', '1', '1', '2', '3', '4'])
  const labour = kind === LABOUR
  const finding = random.pick(labour ? LABOUR_FINDINGS : FINDINGS)
  const base: CastInspection = {
    inspectionNo: `JC-990101-${day.slice(0, 4)}-1${String(at).padStart(5, '0')}`,
    who: '', authority: labour ? 'human-resources' : 'market-regulation', kind, plannedOn: day, inspectedOn: day,
    result: passed ? '1' : '3', publicityEndsOn: addYears(day, 3),
  }
  if (passed) return base
  const unpaid = labour && finding === LABOUR_FINDINGS[0]
  return {
    ...base,
    findings: [[finding, random.pick(['1', '1', '2']), true]],
    rectification: rectified(day, random),
    ...(unpaid ? { unpaid: { workers: random.int(1, 5), wages: `${random.int(2, 60) * 1_000}.00`, paidOn: addDays(day, 14) } } : {}),
  }
}

function rectified(day: string, random: Random): NonNullable<CastInspection['rectification']> {
  const dueOn = addWorkingDays(day, 15)
  const share = random.next()
  if (share < 0.75) return { dueOn, finishedOn: addWorkingDays(day, 10), state: '3' }
  if (dueOn >= REFERENCE_DAY) return { dueOn, state: '1' }
  return share < 0.9 ? { dueOn, finishedOn: dueOn, state: '2' } : { dueOn, state: '4' }
}
