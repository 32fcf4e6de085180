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
