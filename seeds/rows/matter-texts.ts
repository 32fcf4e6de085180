import type { MattersRows } from '../../subgraphs/matters/commands.ts'
import { codeOf } from '../agencies.ts'
import type { CastMatter } from '../scenarios/scenario.ts'

type Window = Partial<MattersRows['matters'][number]>
type Fee = Omit<NonNullable<MattersRows['fees']>[number], 'matterCode' | 'ordinal'>

/** What differs from matter to matter at the window: topics, joint agencies, special procedures, visits. */
const ABOUT: Readonly<Record<string, Window>> = {
  'old-age-allowance': { personTopics: ['015'], visits: 0, towns: ['990101001000'], villages: ['990101001001'], entrustedAgencies: [codeOf('street-office')] },
  'company-registration': { personTopics: ['007'], organisationTopics: ['001'], visits: 0, jointAgencies: [codeOf('tax')] },
  'house-transfer': { personTopics: ['014'], organisationTopics: ['016'], visits: 1, jointAgencies: [codeOf('tax')], onlineDepth: '4', entrustedAgencies: [codeOf('service-centre')] },
  'startup-subsidy': { personTopics: ['006'], organisationTopics: ['006'], visits: 0 },
  'residence-permit': { personTopics: ['002', '016'], visits: 1, terminals: true, onlineDepth: '4', entrustedAgencies: [codeOf('police-station')] },
  'food-licence': {
    organisationTopics: ['002'], visits: 0, specialProcedures: ['延长审批', '现场核查'], powerSource: '2', entrustedAgencies: [codeOf('neighbour-service-centre')],
    statutoryExplain: '现场核查所需时间不计算在内',
  },
}

/** What a window tells about one of the scenarios' matters. */
export function windowOf({ slug, calendarDays }: CastMatter, agency: string): Window {
  const days = calendarDays === true ? '自然日' : '工作日'
  return {
    agencyKind: '1', powerSource: '1', specialProcedures: ['延长审批'], handleForms: ['1', '2', '3'], quantityLimit: null,
    statutoryExplain: `按${days}计算，依法需要听证、鉴定和专家评审的，所需时间不计算在内`,
    promisedExplain: `自受理次日起按${days}计算`,
    feeBasis: feesOf(slug)[0]?.legalBasis ?? null,
    address: '示例区政务服务中心综合窗口', hours: '工作日 9:00-12:00，13:30-17:00', consultation: '12345（示例）', complaints: '12345（示例）',
    link: `https://portal.example/matters/${slug}`, mobileLink: `https://m.portal.example/matters/${slug}`,
    online: true, onlineDepth: '5', express: true, appointments: true, onlinePayment: feesOf(slug).length > 0, terminals: false,
    inServiceCentre: agency !== 'public-security',
    ...ABOUT[slug],
  }
}

/** Fees of the scenarios' matters; most cost nothing. Amounts are recalled. */
const FEES: Readonly<Record<string, readonly Fee[]>> = {
  'house-transfer': [
    {
      name: '不动产登记费（住宅）', standard: '每件80元', legalBasis: '发改价格规〔2016〕2559号', reducible: true,
      reduction: '小微企业（含个体工商户）免收',
    },
    { name: '不动产权属证书工本费（加发）', standard: '每增加一本10元', legalBasis: '发改价格规〔2016〕2559号', reducible: false },
  ],
  'residence-permit': [
    { name: '居住证补领工本费', standard: '按省级规定执行；首次申领免费', legalBasis: '居住证暂行条例 第十九条', reducible: true, reduction: '首次申领免费' },
  ],
}

export const feesOf = (slug: string): readonly Fee[] => FEES[slug] ?? []

/** Questions that everybody asks, and one of the matter's own. */
export function questionsOf({ slug, promisedDays, calendarDays, condition }: CastMatter): readonly (readonly [question: string, answer: string])[] {
  const days = calendarDays === true ? '日' : '个工作日'
  return [
    ['谁可以申请？', `${condition}。`],
    ['多久能办好？', `自受理次日起${promisedDays}${days}内。`],
    ['要交费吗？', feesOf(slug).map(({ name, standard }) => `${name}：${standard ?? ''}`).join('；') || '不收费。'],
  ]
}

/** How a material is filled in, and where it comes from. */
export function guideOf(name: string, onlyPaper: boolean, onlyItems: boolean): Partial<MattersRows['materials'][number]> {
  const form = onlyItems || name.endsWith('表')
  return {
    kind: form ? '2' : onlyPaper ? '9' : '1',
    sourceKind: onlyPaper || onlyItems ? '10' : '20',
    sourceExplain: onlyPaper ? '申请人自备' : onlyItems ? '由共享数据生成' : '政府部门核发，可凭电子证照免提交',
    acceptStandard: onlyItems ? '申请人确认无误' : '清晰完整，在有效期内',
    fillGuide: form ? '系统预填，申请人核对后签名' : null,
    copies: onlyPaper ? 1 : 0,
    pageFormat: 'A4',
    exampleRef: form ? '示例表格-样表' : null,
    formRef: form ? '示例表格-空表' : null,
  }
}
