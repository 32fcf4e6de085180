import type { CodeList } from '#platform/codes'

/** 事项类型, GB/T 39046-2020 A.1; 11–19 and 21–99 are left to extensions. */
export const kinds: CodeList = {
  '00': '行政权力事项', '01': '行政许可', '02': '行政处罚', '03': '行政强制', '04': '行政征收', '05': '行政给付', '06': '行政检查',
  '07': '行政确认', '08': '行政奖励', '09': '行政裁决', '10': '其他类别事项', '20': '公共服务事项',
}

/** 行使层级, GB/T 39046-2020 A.2. */
export const levels: CodeList = {
  '1': '国家级/局(署、会)', '2': '省级/直属', '3': '市级/隶属', '4': '县级', '5': '镇(乡、街道)级', '6': '村(社区)级', '7': '分级管理',
}

/** State of a matter, as the national exchange tables number it. */
export const states: CodeList = { '1': '在用', '2': '暂停', '3': '取消', '4': '删除' }

/** 实施主体性质, GB/T 39046-2020 A.3. */
export const agencyKinds: CodeList = { '1': '法定机关', '2': '授权组织', '3': '受委托组织', '9': '其他' }

/** 权力来源, as exchange tables number it; recalled. */
export const powerSources: CodeList = {
  '1': '法定本级行使', '2': '上级下放', '3': '上级授权', '4': '同级授权', '5': '上级委托', '6': '同级委托',
}

/** 办理形式, GB/T 39046-2020 A.5. */
export const handleForms: CodeList = {
  '1': '窗口办理', '2': '电脑端网上办理', '3': '移动端网上申请', '4': '快递申请', '9': '其他',
}

/** 网上办理深度, as exchange tables number it; recalled. */
export const onlineDepths: CodeList = {
  '1': '互联网咨询', '2': '互联网收件', '3': '互联网预审', '4': '互联网受理', '5': '互联网办理', '6': '互联网办理结果信息反馈', '7': '互联网电子证照反馈',
  '9': '其他',
}

/** 服务对象, GB/T 39046-2020 A.4. */
export const serviceObjects: CodeList = {
  '1': '自然人', '2': '企业法人', '3': '事业法人', '4': '社会组织法人', '5': '行政机关', '6': '其他组织',
}

/** 办件类型, GB/T 39046-2020 A.6. */
export const handleKinds: CodeList = { '1': '即办件', '2': '承诺件', '9': '其他' }

/** 是否收费, by the list 是/否 of GB/T 39046-2020. */
export const feeKinds: CodeList = { '0': '不收费', '1': '收费' }

/** What a time limit counts in; the hub's own list. */
export const dayUnits = { WORKING_DAY: '工作日', CALENDAR_DAY: '自然日' } as const satisfies CodeList

/** 通办范围, GB/T 39046-2020, which gives names and no codes. */
export const handleScopes = { 全国: '全国', 跨省: '跨省', 跨市: '跨市', 跨县: '跨县' } as const satisfies CodeList

/** 材料形式; the hub's own list. */
export const materialForms: CodeList = { ORIGINAL: '原件', COPY: '复印件', ELECTRONIC: '电子件', FILLED: '共享数据生成' }

/** 材料类型, as exchange tables tell them; the numbers are the hub's own. */
export const materialKinds: CodeList = { '1': '证件证书证明', '2': '申请表格文书', '9': '其他' }

/** 来源渠道, as exchange tables number it; recalled. */
export const materialSources: CodeList = { '10': '申请人自备', '20': '政府部门核发', '99': '其他' }

/** 结果类型, as exchange tables tell them; the numbers are the hub's own. */
export const resultKinds: CodeList = { '1': '证照', '2': '批文', '9': '其他' }

/** Roles of a party in a case; the hub's own list, the same as in cases. */
export const partyRoles = {
  APPLICANT: '申请人', CO_APPLICANT: '共同申请人', COUNTERPARTY: '相对方', AGENT: '代理人', GUARDIAN: '监护人',
  LEGAL_REP: '法定代表人', MEMBER: '成员', RIGHT_HOLDER: '权利人', RESPONDENT: '被调查人',
} as const satisfies CodeList

export type DayUnit = keyof typeof dayUnits
export type HandleScope = keyof typeof handleScopes
export type PartyRole = keyof typeof partyRoles

/** How far an e-licence may be trusted, `A` the most. */
export type Grade = 'A' | 'B' | 'C' | 'D'
