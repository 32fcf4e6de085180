/** A line of business, and the words that a register uses of it. */
export interface Line {
  readonly word: string
  /** GB/T 4754 section. */
  readonly industry: string
  /** GB/T 4754 class. */
  readonly industryClass: readonly [code: string, name: string]
  readonly scope: string
}

const line = (word: string, industry: string, code: string, name: string, scope: string): Line => ({ word, industry, industryClass: [code, name], scope })

/** What invented firms do. */
export const LINES: readonly Line[] = [
  line('科技', 'I', '6513', '应用软件开发', '软件开发；信息技术咨询服务；信息系统集成服务'),
  line('餐饮管理', 'H', '6210', '正餐服务', '餐饮服务；餐饮管理；食品销售'),
  line('商贸', 'F', '5299', '其他未列明零售业', '日用百货销售；五金产品零售；互联网销售'),
  line('建筑工程', 'E', '4710', '住宅房屋建筑', '房屋建筑工程施工；建筑装饰装修工程'),
  line('机械制造', 'C', '3499', '其他未列明通用设备制造业', '通用设备制造；金属加工机械制造'),
  line('物流', 'G', '5431', '普通货物道路运输', '道路货物运输；仓储服务；装卸搬运'),
  line('文化传播', 'R', '9051', '文化活动服务', '组织文化艺术交流活动；广告设计、代理'),
  line('物业服务', 'K', '7020', '物业管理', '物业管理；停车场服务；园林绿化工程施工'),
  line('农业发展', 'A', '0141', '蔬菜种植', '蔬菜种植；水果种植；农产品初加工'),
  line('企业咨询', 'L', '7249', '其他专业咨询与调查', '企业管理咨询；市场营销策划；会议及展览服务'),
]

/** Trade names. */
export const WORDS = [
  '恒泰', '嘉和', '远航', '新源', '宏达', '瑞丰', '天成', '博雅', '金桥', '盛世', '锦程', '汇通', '明德', '卓越', '蓝海', '众信', '安泰', '华章', '东方红', '青禾',
] as const

/** What only a public institution has. Fund source as in the library's code list. */
export interface InstitutionFacts {
  /** Slug of the agency that founded it. */
  readonly organizer: string
  readonly fundSource: string
  readonly purpose: string
}

/** What only a social organisation has. */
export interface SocialFacts {
  /** Slug of the agency in charge of its business; absent where it has none. */
  readonly supervisor?: string
  readonly activityArea: string
  readonly isCharity: boolean
  /** 1 may raise funds in public, 2 may not. */
  readonly foundationKind?: string
}

/** A legal form that firms are invented in. */
export interface Form {
  /** Positions 1 and 2 of the credit code. */
  readonly kind: string
  readonly suffix: string
  readonly type: readonly [code: string, name: string]
  /** Position of whoever leads it, and of a second person where there is one. */
  readonly positions: readonly [string, ...string[]]
  readonly owned: boolean
  /** Instead of what the firm's line of business says. */
  readonly line?: Line
  readonly institution?: InstitutionFacts
  readonly social?: SocialFacts
}

const company = { kind: '91', type: ['1190', '有限责任公司(自然人投资或控股)'], positions: ['执行董事兼总经理', '监事'], owned: true } as const
const trader: Form = { kind: '92', suffix: '店', type: ['9500', '个体工商户'], positions: ['经营者'], owned: false }
const cooperative: Form = { kind: '93', suffix: '专业合作社', type: ['9100', '农民专业合作社'], positions: ['理事长', '监事'], owned: true }
const serviceBody: Form = {
  kind: '52', suffix: '服务中心', type: ['5200', '民办非企业单位'], positions: ['理事长', '监事'], owned: false,
  social: { supervisor: 'human-resources', activityArea: '示例区', isCharity: false },
}
const association: Form = {
  kind: '51', suffix: '行业协会', type: ['5100', '社会团体'], positions: ['会长', '秘书长'], owned: false,
  social: { activityArea: '示例市', isCharity: false },
}
const foundation: Form = {
  kind: '53', suffix: '慈善基金会', type: ['5300', '基金会'], positions: ['理事长', '秘书长'], owned: false,
  line: line('', 'S', '9530', '基金会', '扶贫济困；助学助医；资助公益项目'),
  social: { supervisor: 'province-civil-affairs', activityArea: '示例省', isCharity: true, foundationKind: '2' },
}
const school: Form = {
  kind: '12', suffix: '中学', type: ['1200', '事业单位'], positions: ['校长'], owned: false,
  line: line('', 'P', '8331', '普通初中教育', '实施义务教育；促进基础教育发展'),
  institution: { organizer: 'education', fundSource: '1', purpose: '实施义务教育，促进基础教育发展。初中学历教育及相关社会服务。' },
}
const hospital: Form = {
  kind: '12', suffix: '医院', type: ['1200', '事业单位'], positions: ['院长'], owned: false,
  line: line('', 'Q', '8411', '综合医院', '医疗与护理；预防保健；卫生技术人员培训'),
  institution: { organizer: 'health', fundSource: '3', purpose: '为人民身体健康提供医疗与护理保健服务。医疗与护理，医学教学，卫生医疗人员培训。' },
}

/** The forms of most firms. */
export const COMPANIES: readonly [Form, Form] = [{ ...company, suffix: '有限公司' }, { ...company, suffix: '有限责任公司' }]

/** The forms of the others, each as often as it stands here. */
export const OTHER_FORMS: readonly Form[] = [
  ...COMPANIES, trader, trader, trader, trader, trader, trader, cooperative, cooperative, serviceBody, serviceBody, association,
  foundation, school, hospital,
]
