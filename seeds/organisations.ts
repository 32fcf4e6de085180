import type { LegalPersonsRows } from '../subgraphs/legal-persons/commands.ts'
import type { AddressBook, SeedAddress } from './addresses.ts'
import { AGENCIES, agencyOf, codeOf } from './agencies.ts'
import { addDays, ageOn, REFERENCE_DAY } from './calendar.ts'
import { creditCode, mobileNumber } from './numbers.ts'
import { countyOf, DISTRICT, placeOf } from './places.ts'
import type { SeedPerson } from './population.ts'
import type { Random } from './random.ts'
import type { Draft } from './rows/drafts.ts'


/** Rows of the legal-persons library while they are being made. */
export type LegalPersonsDraft = Draft<LegalPersonsRows>

export const emptyLegalPersons = (): LegalPersonsDraft => ({
  legalPersons: [], staff: [], shareholders: [], changes: [], abnormalListings: [],
})

/** Somebody named in a register: a person by key, an organisation by credit code. */
export interface Named {
  readonly name: string
  readonly key?: string
  readonly creditCode?: string
}

/** What must be known of an invented organisation; everything else of its rows follows from it. */
export interface OrganisationFacts {
  readonly creditCode: string
  readonly name: string
  readonly entityType: readonly [code: string, name: string]
  /** §2.5 registration state: 1 existing, 2 revoked and not deregistered, 4 deregistered. */
  readonly status: string
  readonly revokedOn?: string
  readonly legalRep: Named
  readonly address: SeedAddress
  readonly establishedOn: string
  readonly scope: string
  /** Units of 10 000 yuan. */
  readonly capital: string
  /** GB/T 4754 section. */
  readonly industry: string
  readonly phone: string
  readonly staff: readonly (Named & { readonly position: string })[]
  readonly shareholders: readonly (Named & { readonly contribution: string; readonly ratio: string })[]
  readonly abnormal?: { readonly includedOn: string; readonly reason: string; readonly removedOn?: string }
  readonly change?: { readonly item: string; readonly before: string; readonly after: string; readonly changedOn: string }
}

/** Adds the rows of an organisation to a draft. */
export function addOrganisation(draft: LegalPersonsDraft, facts: OrganisationFacts): void {
  const subject = facts.creditCode
  const division = countyOf(facts.address.village)
  const registrar = agencyOf('market-regulation')
  draft.legalPersons.push({
    subject,
    division,
    name: facts.name,
    entityTypeCode: facts.entityType[0],
    entityTypeName: facts.entityType[1],
    status: facts.status,
    revokedOn: facts.revokedOn ?? null,
    legalRepresentative: facts.legalRep.key ?? null,
    legalRepName: facts.legalRep.name,
    domicile: facts.address.fullText,
    address: facts.address.code,
    registrar: registrar.creditCode,
    registrarName: registrar.name,
    establishedOn: facts.establishedOn,
    approvedOn: facts.change?.changedOn ?? facts.establishedOn,
    scope: facts.scope,
    capital: facts.capital,
    currency: 'CNY',
    termFrom: facts.establishedOn,
    termTo: null,
    industry: facts.industry,
    phone: facts.phone,
  })
  facts.staff.forEach(({ name, position, key }, at) => {
    draft.staff.push({ subject, place: at + 1, division, name, position, person: key ?? null })
  })
  facts.shareholders.forEach((holder, at) => {
    draft.shareholders.push({
      subject, place: at + 1, division, name: holder.name, person: holder.key ?? null,
      legalPerson: holder.creditCode ?? null, contribution: holder.contribution, ratio: holder.ratio,
    })
  })
  if (facts.abnormal !== undefined) draft.abnormalListings.push(abnormalRow(subject, division, facts.abnormal))
  if (facts.change !== undefined) {
    const { item, before, after, changedOn } = facts.change
    draft.changes.push({ subject, place: 1, division, changeItem: item, before, after, changedOn, authority: registrar.creditCode })
  }
}

function abnormalRow(subject: string, division: string, given: NonNullable<OrganisationFacts['abnormal']>) {
  const authority = codeOf('market-regulation')
  const removed = given.removedOn === undefined ? {} : { removedOn: given.removedOn, removalReason: '补报年度报告', removalAuthority: authority }
  return { subject, division, place: 1, includedOn: given.includedOn, reason: given.reason, authority, ...removed }
}

/** Agencies are organisations too: cases, licences and registers name them by credit code. */
export function addAgencies(draft: LegalPersonsDraft): void {
  for (const { creditCode: subject, name, division } of AGENCIES) {
    draft.legalPersons.push({
      subject, division, name, entityTypeCode: null, entityTypeName: '机关、事业单位或群众团体', status: '1',
      domicile: placeOf(division).fullName, establishedOn: '2019-03-01', approvedOn: '2019-03-01', industry: 'S',
    })
  }
}

interface Line {
  readonly word: string
  readonly industry: string
  readonly scope: string
}

const LINES: readonly Line[] = [
  { word: '科技', industry: 'I', scope: '软件开发；信息技术咨询服务；信息系统集成服务' },
  { word: '餐饮管理', industry: 'H', scope: '餐饮服务；餐饮管理；食品销售' },
  { word: '商贸', industry: 'F', scope: '日用百货销售；五金产品零售；互联网销售' },
  { word: '建筑工程', industry: 'E', scope: '房屋建筑工程施工；建筑装饰装修工程' },
  { word: '机械制造', industry: 'C', scope: '通用设备制造；金属加工机械制造' },
  { word: '物流', industry: 'G', scope: '道路货物运输；仓储服务；装卸搬运' },
  { word: '文化传播', industry: 'R', scope: '组织文化艺术交流活动；广告设计、代理' },
  { word: '物业服务', industry: 'K', scope: '物业管理；停车场服务；园林绿化工程施工' },
  { word: '农业发展', industry: 'A', scope: '蔬菜种植；水果种植；农产品初加工' },
  { word: '企业咨询', industry: 'L', scope: '企业管理咨询；市场营销策划；会议及展览服务' },
]
const WORDS = [
  '恒泰', '嘉和', '远航', '新源', '宏达', '瑞丰', '天成', '博雅', '金桥', '盛世', '锦程', '汇通', '明德', '卓越', '蓝海', '众信', '安泰', '华章', '东方红', '青禾',
]

interface Form {
  readonly kind: string
  readonly suffix: string
  readonly type: readonly [string, string]
}

const FORMS: readonly Form[] = [
  { kind: '91', suffix: '有限公司', type: ['1190', '有限责任公司(自然人投资或控股)'] },
  { kind: '91', suffix: '有限责任公司', type: ['1190', '有限责任公司(自然人投资或控股)'] },
  { kind: '92', suffix: '店', type: ['9500', '个体工商户'] },
  { kind: '93', suffix: '专业合作社', type: ['9100', '农民专业合作社'] },
  { kind: '52', suffix: '服务中心', type: ['5200', '民办非企业单位'] },
]

/** Fills the register with so many invented firms, led and owned by the people given. */
export function addOrganisations(
  draft: LegalPersonsDraft, count: number, people: readonly SeedPerson[], random: Random, book: AddressBook,
): void {
  const adults = people.filter(({ birthDate }) => ageOn(birthDate) >= 20 && ageOn(birthDate) < 75)
  if (adults.length === 0) return
  for (let made = 0; made < count; made++) addOrganisation(draft, inventOrganisation(made, adults, random, book))
}

const UNREPORTED = { includedOn: '2025-07-15', reason: '未依照规定期限公示年度报告' }

const widerScope = ({ scope }: Line, changedOn: string) =>
  ({ item: '经营范围变更', before: scope.split('；')[0] ?? '', after: scope, changedOn })

function inventOrganisation(made: number, adults: readonly SeedPerson[], random: Random, book: AddressBook): OrganisationFacts {
  const line = LINES[made % LINES.length] as Line
  const word = WORDS[Math.floor(made / LINES.length) % WORDS.length] ?? ''
  const round = Math.floor(made / (LINES.length * WORDS.length))
  const form = random.chance(0.75) ? (FORMS[made % 2] as Form) : random.pick(FORMS)
  const named = (person: SeedPerson) => ({ name: person.name, key: person.key })
  const leader = named(random.pick(adults))
  const partner = named(random.pick(adults))
  const establishedOn = addDays(REFERENCE_DAY, -random.int(60, 6_000))
  const fate = random.next()
  const revoked = fate < 0.03
  const capital = random.pick([10, 30, 50, 100, 200, 500, 1_000])
  const share = partner.key === leader.key ? 100 : random.pick([51, 60, 70, 80])
  return {
    creditCode: creditCode(form.kind, DISTRICT.code.slice(0, 6), `MA1${String(made).padStart(5, '0')}`),
    name: `示例${word}${line.word}${round === 0 ? '' : `第${round + 1}`}${form.suffix}`,
    entityType: form.type,
    status: revoked ? '2' : fate < 0.06 ? '4' : '1',
    ...(revoked ? { revokedOn: addDays(REFERENCE_DAY, -random.int(100, 2_000)) } : {}),
    legalRep: leader,
    address: book.next(random.chance(0.7) ? '990101001001' : '990101002001', true),
    establishedOn,
    scope: `${line.scope}（依法须经批准的项目，经相关部门批准后方可开展经营活动）`,
    capital: String(capital),
    industry: line.industry,
    phone: mobileNumber(9_000_000 + made),
    staff: [{ ...leader, position: '执行董事兼总经理' }, { ...partner, position: '监事' }],
    shareholders: [
      { ...leader, contribution: String((capital * share) / 100), ratio: String(share) },
      ...(share === 100 ? [] : [{ ...partner, contribution: String((capital * (100 - share)) / 100), ratio: String(100 - share) }]),
    ],
    ...(fate > 0.95 ? { abnormal: fate > 0.97 ? { ...UNREPORTED, removedOn: '2025-11-03' } : UNREPORTED } : {}),
    ...(random.chance(0.15) ? { change: widerScope(line, addDays(establishedOn, 40)) } : {}),
  }
}
