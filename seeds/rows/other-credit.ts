import type { CreditRows } from '../../subgraphs/credit/commands.ts'
import { codeOf } from '../agencies.ts'
import { addDays, addYears, REFERENCE_DAY } from '../calendar.ts'
import type { Random } from '../random.ts'
import { aboutSubject, creditSource, decidedBy, kindOfSubject, namedSubject } from './credit-sources.ts'
import type { Draft } from './drafts.ts'

export type CreditDraft = Draft<Required<CreditRows>>

/** How a subject outside the scenarios is called; `undefined` where whoever makes the records does not know. */
export type NameOf = (subject: string) => string | undefined

const IN_FORCE = '0'
const UNREPAIRED = '0'
const UNDER_REPAIR = '1'
const REPAIRED = '2'

const RULES = { red: '1', serious: '2', watched: '3' } as const

const daysAgo = (random: Random, from: number, to: number) => addDays(REFERENCE_DAY, -random.int(from, to))

export const evaluated = () => ({ name: '公共信用综合评价', evaluator: codeOf('development-reform'), validUntil: '2030-12-31', modelVersion: '2025.1' })

/** Records of an organisation; `at` numbers it. */
export function addOrganisation(draft: CreditDraft, subject: string, at: number, random: Random, nameOf: NameOf): void {
  const name = nameOf(subject) ?? null
  const score = random.int(45, 98)
  const grade = score >= 90 ? '1' : score >= 75 ? '2' : score >= 60 ? '3' : '4'
  const id = (kind: string) => `${kind}-O${at}`
  if (name !== null) {
    draft.subjects.push({
      ...aboutSubject(id('Z'), subject, false), name, kind: kindOfSubject(subject, false), registrationState: '1',
      ...creditSource('market-regulation', id('Z'), '2024-01-08'),
    })
  }
  draft.evaluations.push({
    grade, score: String(score), evaluatedOn: '2025-12-31', ...aboutSubject(id('P'), subject, false), ...evaluated(),
    ...creditSource('development-reform', id('P'), '2025-12-31'),
  })
  if (random.chance(0.03)) draft.listings.push(dishonesty(id('L'), subject, false, random))
  if (grade === '1' && random.chance(0.3)) draft.listings.push(praise(id('H'), subject, random))
  if (random.chance(0.04)) draft.listings.push(watch(id('W'), subject, random))
  if (random.chance(0.1)) addPenalty(draft, id('C'), subject, name, at, random)
  if (random.chance(0.2)) draft.permits.push(permit(id('X'), subject, false, name, at, random))
  if (random.chance(0.15)) draft.commitments.push(commitment(id('N'), subject, false, random))
}

/** Records of a person, whom most libraries of this kind hold nothing about. */
export function addPerson(draft: CreditDraft, subject: string, at: number, random: Random, nameOf: NameOf): void {
  const name = nameOf(subject) ?? null
  const id = (kind: string) => `${kind}-P${at}`
  const before = draft.listings.length + draft.permits.length + draft.penalties.length + draft.commitments.length
  if (random.chance(0.01)) draft.listings.push(dishonesty(id('L'), subject, true, random))
  if (random.chance(0.01)) draft.permits.push(permit(id('X'), subject, true, name, at, random))
  if (random.chance(0.008)) draft.penalties.push(fineOf(id('C'), subject, name, at, random))
  if (random.chance(0.01)) draft.commitments.push(commitment(id('N'), subject, true, random))
  const added = draft.listings.length + draft.permits.length + draft.penalties.length + draft.commitments.length - before
  if (added === 0 || name === null) return
  draft.subjects.push({
    ...aboutSubject(id('Z'), subject, true), name, kind: kindOfSubject(subject, true), ...creditSource('development-reform', id('Z'), '2024-01-08'),
  })
}

function dishonesty(recordId: string, subject: string, naturalPerson: boolean, random: Random): CreditDraft['listings'][number] {
  const includedOn = daysAgo(random, 10, 600)
  return {
    ...aboutSubject(recordId, subject, naturalPerson), kind: RULES.serious, listName: '严重失信主体名单',
    reason: '有履行能力而拒不履行生效法律文书确定的义务', category: '02',
    basisDocNo: `示信列〔${includedOn.slice(0, 4)}〕${recordId.length}${random.int(100, 999)}号`,
    authority: codeOf('development-reform'), includedOn,
    validUntil: addYears(includedOn, 3), removedOn: null, repairState: UNREPAIRED, ...creditSource('development-reform', recordId, includedOn),
  }
}

function praise(recordId: string, subject: string, random: Random): CreditDraft['listings'][number] {
  const includedOn = daysAgo(random, 30, 300)
  return {
    ...aboutSubject(recordId, subject, false), kind: RULES.red, listName: '纳税信用A级纳税人名单', reason: '上一年度纳税信用评价为A级', category: '11',
    basisDocNo: null, authority: codeOf('tax'), includedOn, validUntil: addYears(includedOn, 1), removedOn: null, repairState: UNREPAIRED,
    ...creditSource('tax', recordId, includedOn),
  }
}

// Every third of these has been removed, so that a list shows what is in force and nothing else.
function watch(recordId: string, subject: string, random: Random): CreditDraft['listings'][number] {
  const includedOn = daysAgo(random, 100, 500)
  const removedOn = random.chance(1 / 3) ? addDays(includedOn, 60) : null
  return {
    ...aboutSubject(recordId, subject, false), kind: RULES.watched, listName: '重点关注名单', reason: '通过登记的住所无法联系', category: '05',
    basisDocNo: `示市监列〔${includedOn.slice(0, 4)}〕${random.int(100, 999)}号`, authority: codeOf('market-regulation'), includedOn,
    validUntil: addYears(includedOn, 2), removedOn, removalReason: removedOn === null ? null : '已恢复联系', repairState: UNREPAIRED,
    ...creditSource('market-regulation', recordId, includedOn, removedOn ?? includedOn),
  }
}

type Penalty = CreditDraft['penalties'][number]

const UNREPORTED = { violation: '未依法公示年度报告', facts: '逾期未报送年度报告', basis: '企业信息公示暂行条例 第十八条', kind: '2', content: '罚款', fineAmount: '0.5' }

/** One penalty in four was asked to be repaired; of those some are, and some decisions were revoked and withdrawn. */
function addPenalty(draft: CreditDraft, recordId: string, subject: string, name: string | null, at: number, random: Random): void {
  const decidedOn = daysAgo(random, 30, 700)
  const fate = random.next()
  const repairState = fate < 0.1 ? REPAIRED : fate < 0.2 ? UNDER_REPAIR : UNREPAIRED
  const withdrawn = fate > 0.95
  const withdrawnOn = withdrawn ? addDays(decidedOn, 20) : null
  draft.penalties.push({
    ...aboutSubject(recordId, subject, false), ...namedSubject(subject, false, name), ...UNREPORTED, ...decidedBy('market-regulation'),
    docNo: `示市监罚〔${decidedOn.slice(0, 4)}〕9${String(at).padStart(4, '0')}号`, decidedOn, publicityEndsOn: addYears(decidedOn, 1),
    state: withdrawn ? '1' : IN_FORCE, withdrawnOn, repairState,
    ...creditSource('market-regulation', recordId, decidedOn, withdrawnOn ?? decidedOn),
  })
  if (fate >= 0.25) return
  const acceptedOn = addDays(decidedOn, 25)
  const closedOn = repairState === UNDER_REPAIR ? null : addDays(acceptedOn, 5)
  const repairId = `R${recordId.slice(1)}`
  draft.repairs.push({
    ...aboutSubject(repairId, subject, false), kind: '1', targetKind: '2', target: recordId, applicantName: name, reason: '已补报年度报告并缴纳罚款',
    materials: ['信用修复申请书', '缴款凭证'], acceptedBy: codeOf('development-reform'), acceptedOn, closedOn,
    result: closedOn === null ? null : repairState === REPAIRED ? '1' : '2', ...creditSource('development-reform', repairId, acceptedOn, closedOn ?? acceptedOn),
  })
}

function fineOf(recordId: string, subject: string, name: string | null, at: number, random: Random): Penalty {
  const decidedOn = daysAgo(random, 30, 500)
  return {
    ...aboutSubject(recordId, subject, true), ...namedSubject(subject, true, name), ...decidedBy('market-regulation'),
    docNo: `示市监罚〔${decidedOn.slice(0, 4)}〕8${String(at).padStart(4, '0')}号`, violation: '无照经营', facts: '未取得营业执照从事经营活动',
    basis: '无证无照经营查处办法 第十三条', kind: '2', content: '罚款', fineAmount: '0.05', decidedOn,
    publicityEndsOn: addDays(decidedOn, 365), state: random.chance(0.1) ? '2' : IN_FORCE, repairState: UNREPAIRED,
    ...creditSource('market-regulation', recordId, decidedOn),
  }
}

function permit(recordId: string, subject: string, naturalPerson: boolean, name: string | null, at: number, random: Random): CreditDraft['permits'][number] {
  const decidedOn = daysAgo(random, 10, 1_500)
  const kind = random.pick(['1', '1', '1', '3', '4', '5', '9'])
  return {
    ...aboutSubject(recordId, subject, naturalPerson), ...namedSubject(subject, naturalPerson, name), ...decidedBy('market-regulation'),
    docName: '行政许可决定书', docNo: `示市监许〔${decidedOn.slice(0, 4)}〕${naturalPerson ? '8' : '9'}${String(at).padStart(4, '0')}号`, kind,
    certName: naturalPerson ? '特种设备作业人员证' : '食品经营许可证', certNo: `XK9901${naturalPerson ? '8' : '9'}${String(at).padStart(7, '0')}`,
    content: naturalPerson ? '准予从事特种设备作业' : '准予从事食品经营', decidedOn, validFrom: decidedOn, validTo: addYears(decidedOn, 4),
    publicityEndsOn: addYears(decidedOn, 5), state: random.chance(0.02) ? '1' : IN_FORCE, ...creditSource('market-regulation', recordId, decidedOn),
  }
}

function commitment(recordId: string, subject: string, naturalPerson: boolean, random: Random): CreditDraft['commitments'][number] {
  const committedOn = daysAgo(random, 20, 700)
  const kind = naturalPerson ? '1' : random.pick(['1', '2', '2', '9'])
  return {
    ...aboutSubject(recordId, subject, naturalPerson), kind, content: '承诺所提交材料真实、合法、有效', case: null,
    acceptedBy: codeOf('market-regulation'), committedOn, state: random.pick(['0', '1', '1', '1', '2']),
    ...creditSource('market-regulation', recordId, committedOn),
  }
}
