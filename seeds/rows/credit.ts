import type { CreditRows } from '../../subgraphs/credit/commands.ts'
import { codeOf } from '../agencies.ts'
import { addDays, addYears, REFERENCE_DAY } from '../calendar.ts'
import { DISTRICT } from '../places.ts'
import type { Random } from '../random.ts'
import type { Scenario } from '../scenarios/scenario.ts'
import { type Who, whoOf } from '../scenarios/who.ts'
import type { Draft } from './drafts.ts'

type CreditDraft = Draft<CreditRows>
type Everybody = ReadonlyMap<string, Who>

const division = DISTRICT.code
const IN_FORCE = '0'
const UNREPAIRED = '0'

/** The scenarios' credit records, and some of other people and organisations. `caseNos` are those of cases by example. */
export function creditRows(
  scenarios: readonly Scenario[], everybody: Everybody, caseNos: ReadonlyMap<string, string>,
  others: { readonly people: readonly string[]; readonly organisations: readonly string[] }, random: Random,
): CreditRows {
  const draft: CreditDraft = { listings: [], penalties: [], permits: [], commitments: [], evaluations: [] }
  for (const { number, credit } of scenarios) addCast(draft, `S${number}`, credit, everybody, caseNos)
  others.organisations.forEach((subject, at) => addOrganisation(draft, subject, at, random))
  others.people.forEach((subject, at) => {
    if (random.chance(0.01)) draft.listings.push(dishonesty(`L-P${at}`, subject, true, random))
  })
  return draft
}

function addCast(
  draft: CreditDraft, prefix: string, credit: Scenario['credit'], everybody: Everybody, caseNos: ReadonlyMap<string, string>,
): void {
  const about = (kind: string, at: number, who: string) => {
    const { kind: what, subject } = whoOf(everybody, who)
    return { recordId: `${kind}-${prefix}-${at + 1}`, subject, naturalPerson: what === 'PERSON', division }
  }
  credit.listings?.forEach(({ who, docNo, authority, removedOn, validUntil, ...listing }, at) => {
    draft.listings.push({
      ...about('L', at, who), ...listing, basisDocNo: docNo, authority: codeOf(authority),
      validUntil: validUntil ?? null, removedOn: removedOn ?? null,
      repairState: UNREPAIRED,
    })
  })
  credit.permits?.forEach(({ who, authority, decidedOn, ...permit }, at) => {
    draft.permits.push({
      ...about('X', at, who), ...permit, kind: '1', certNo: null, decidedOn, validFrom: decidedOn, authority: codeOf(authority),
      dataSource: codeOf(authority), state: IN_FORCE,
    })
  })
  credit.penalties?.forEach(({ who, authority, fine, ...penalty }, at) => {
    draft.penalties.push({
      ...about('C', at, who), ...penalty, fineAmount: fine ?? null, authority: codeOf(authority),
      dataSource: codeOf(authority), state: IN_FORCE,
      repairState: UNREPAIRED,
    })
  })
  credit.commitments?.forEach(({ who, acceptedBy, forCase, ...commitment }, at) => {
    draft.commitments.push({
      ...about('N', at, who), ...commitment, acceptedBy: codeOf(acceptedBy),
      case: forCase === undefined ? null : (caseNos.get(forCase) ?? null),
    })
  })
  credit.evaluations?.forEach(({ who, ...evaluation }, at) => {
    draft.evaluations.push({ ...about('P', at, who), ...evaluated(), ...evaluation })
  })
}

const evaluated = () => ({ name: '公共信用综合评价', evaluator: codeOf('development-reform'), validUntil: '2030-12-31', modelVersion: '2025.1' })

function dishonesty(recordId: string, subject: string, naturalPerson: boolean, random: Random) {
  const includedOn = addDays(REFERENCE_DAY, -random.int(10, 600))
  return {
    recordId, subject, naturalPerson, division, kind: '2', listName: '严重失信主体名单', reason: '有履行能力而拒不履行生效法律文书确定的义务',
    basisDocNo: `示信列〔${includedOn.slice(0, 4)}〕${recordId.length}${random.int(100, 999)}号`,
    authority: codeOf('development-reform'), includedOn,
    validUntil: addYears(includedOn, 3), removedOn: null, repairState: UNREPAIRED,
  }
}

function addOrganisation(draft: CreditDraft, subject: string, at: number, random: Random): void {
  const about = { subject, naturalPerson: false, division }
  const score = random.int(45, 98)
  const grade = score >= 90 ? '1' : score >= 75 ? '2' : score >= 60 ? '3' : '4'
  draft.evaluations.push({ recordId: `P-O${at}`, ...about, ...evaluated(), grade, score: String(score), evaluatedOn: '2025-12-31' })
  if (random.chance(0.03)) draft.listings.push(dishonesty(`L-O${at}`, subject, false, random))
  if (random.chance(0.1)) {
    const decidedOn = addDays(REFERENCE_DAY, -random.int(30, 700))
    draft.penalties.push({
      recordId: `C-O${at}`, ...about, docNo: `示市监罚〔${decidedOn.slice(0, 4)}〕9${String(at).padStart(4, '0')}号`, violation: '未依法公示年度报告',
      facts: '逾期未报送年度报告', basis: '企业信息公示暂行条例 第十八条', kind: '2', content: '罚款', fineAmount: '0.5', authority: codeOf('market-regulation'),
      dataSource: codeOf('market-regulation'), decidedOn, publicityEndsOn: addYears(decidedOn, 1), state: IN_FORCE, repairState: UNREPAIRED,
    })
  }
}
