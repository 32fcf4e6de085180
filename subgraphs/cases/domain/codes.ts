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
export const states = {
  '10': '已申请', '11': '补正中', '20': '已受理', '21': '不予受理', '30': '办理中', '31': '特别程序中', '40': '已决定(准予)',
  '41': '已决定(不予)', '50': '已办结', '51': '已送达', '90': '申请人撤回', '91': '作废', '92': '转报',
} as const satisfies CodeList

export type CaseState = keyof typeof states

/** Confidential categories of instruments; the hub's own list. */
export const instrumentCategories = { SUPERVISION: '监察', AUDIT: '审计', JUDICIAL: '司法' } as const satisfies CodeList

/** What a party is by nature (申请人类型), GB/T 39046-2020 A.4. */
export const applicantKinds: CodeList = {
  '1': '自然人', '2': '企业法人', '3': '事业法人', '4': '社会组织法人', '5': '行政机关', '6': '其他组织',
}

/** 办件类型, GB/T 39046-2020 A.6. */
export const handleKinds: CodeList = { '1': '即办件', '2': '承诺件', '9': '其他' }

/** Kinds of documents that a party shows (证件类型), as national exchange tables number them; others keep their number. */
export const documentTypes: CodeList = {
  '001': '统一社会信用代码', '111': '居民身份证', '411': '外交护照', '412': '公务护照', '414': '普通护照', '511': '台湾居民来往大陆通行证',
  '516': '港澳居民来往内地通行证', '553': '外国人永久居留身份证', '810': '港澳居民居住证', '830': '台湾居民居住证',
}

/** 办理形式, GB/T 39046-2020 A.5. */
export const channels: CodeList = {
  '1': '窗口办理', '2': '电脑端网上办理', '3': '移动端网上申请', '4': '快递申请', '9': '其他',
}

/** 业务动作, GB/T 39046-2020, which gives names and no codes; a source may say something else. */
export const stepEvents = { 通过: '通过', 退回: '退回', 其他: '其他' } as const satisfies CodeList

/** 环节办理状态, GB/T 39046-2020. */
export const stepStates: CodeList = { '1': '待办', '2': '已办' }

/** Where a material comes from; the hub's own list. */
export const materialSources: CodeList = { UPLOAD: '上传', LICENCE: '证照引用', SHARED: '数据共享', WAIVED: '免提交' }

/** 办结结果, after a provincial list that many systems copied. */
export const resultTypes: CodeList = {
  '0': '出证办结', '1': '退回办结', '2': '作废办结', '3': '删除办结', '4': '转报办结', '5': '补正不来办结', '6': '办结(其他)',
}

/** 特别程序种类, GB/T 39046-2020 A.7. */
export const specialKinds: CodeList = { '1': '延长审批', '2': '除延长审批之外的情况' }

/** Names of special procedures, GB/T 39046-2020 and 行政许可法 article 45; a source may name another. */
export const specialNames = [
  '延长审批', '补正告知', '听证', '招标', '拍卖', '检验', '检测', '检疫', '鉴定', '专家评审', '现场核查',
] as const

/** 满意度, GB/T 39046-2020 A.8: 1 is the best. */
export const satisfactions: CodeList = { '1': '非常满意', '2': '满意', '3': '基本满意', '4': '不满意', '5': '非常不满意' }

/** 评价渠道 in the order of GB/T 39046-2020; the numbers are the hub's own. */
export const evaluationChannels: CodeList = {
  '1': 'PC端', '2': '移动服务端', '3': '二维码', '4': '政务大厅平板电脑', '5': '政务大厅其他终端', '6': '电话', '7': '短信',
}

/** What looking into a bad evaluation came to; the hub's own list. */
export const verifications: CodeList = { '1': '属实', '2': '部分属实', '3': '不属实', '4': '无法核实' }

/** What a time limit counts in; the hub's own list, the same as in matters. */
export const dayUnits = { WORKING_DAY: '工作日', CALENDAR_DAY: '自然日' } as const satisfies CodeList

export type DayUnit = keyof typeof dayUnits

/** How the time of a case stands, after 监察 正常/预警/超期; the hub's own codes. */
export const timeStates = { NORMAL: '正常', WARNING: '预警', OVERDUE: '超期', STOPPED: '暂停计时' } as const satisfies CodeList

export type TimeState = keyof typeof timeStates
