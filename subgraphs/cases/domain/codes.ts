import type { CodeList } from '#platform/codes'

/** Kinds of cases; the hub's own list. */
export const kinds = {
  APPLICATION: '依申请', DRAFT: '申办前', EX_OFFICIO: '依职权', ROSTER: '名册核验', ENROLMENT: '实名注册', EMERGENCY: '应急',
  INSTRUMENT: '监察、审计、司法文书',
} as const satisfies CodeList

/** Roles of an agency in a case; the hub's own list. */
export const agencyRoles = { RECEIVING: '收件', ACCEPTING: '受理', DECIDING: '实施', JOINT: '联办' } as const satisfies CodeList

/** Roles of a party in a case; the hub's own list. */
export const partyRoles = {
  APPLICANT: '申请人', CO_APPLICANT: '共同申请人', COUNTERPARTY: '相对方', AGENT: '代理人', GUARDIAN: '监护人',
  LEGAL_REP: '法定代表人', MEMBER: '成员', RIGHT_HOLDER: '权利人', RESPONDENT: '被调查人',
} as const satisfies CodeList

export type CaseKind = keyof typeof kinds
export type AgencyRole = keyof typeof agencyRoles
export type PartyRole = keyof typeof partyRoles

/** `PROPOSED`: an organisation that is not registered yet. Its subject is `proposed:` and its 名称申报号. */
export type SubjectKind = 'PERSON' | 'ORGANISATION' | 'PROPOSED'

/** What proves that the subject itself started the case, or that the agency's case stream knows it. */
export type Evidence = 'NONE' | 'OWN_SESSION' | 'SCANNED_CODE' | 'CARD_READ' | 'RECONCILED'

/** States of a case (办件状态); no national list was found, so this is the hub's own. */
export const states: CodeList = {
  '10': '已申请', '11': '补正中', '20': '已受理', '21': '不予受理', '30': '办理中', '31': '特别程序中', '40': '已决定(准予)',
  '41': '已决定(不予)', '50': '已办结', '51': '已送达', '90': '申请人撤回', '91': '作废', '92': '转报',
}

/** 办理形式, GB/T 39046-2020 A.5. */
export const channels: CodeList = {
  '1': '窗口办理', '2': '电脑端网上办理', '3': '移动端网上申请', '4': '快递申请', '9': '其他',
}

/** 环节办理状态, GB/T 39046-2020. */
export const stepStates: CodeList = { '1': '待办', '2': '已办' }

/** Where a material comes from; the hub's own list. */
export const materialSources: CodeList = { UPLOAD: '上传', LICENCE: '证照引用', SHARED: '数据共享', WAIVED: '免提交' }

/** 办结结果, after a provincial list that many systems copied. */
export const resultTypes: CodeList = {
  '0': '出证办结', '1': '退回办结', '2': '作废办结', '3': '删除办结', '4': '转报办结', '5': '补正不来办结', '6': '办结(其他)',
}
