import type { CodeList } from '#platform/codes'

/** Formats of a resource (信息资源格式), 发改高技术〔2017〕1272号. */
export const formats: CodeList = {
  '1': '电子文件', '2': '电子表格', '3': '数据库', '4': '图形图像', '5': '流媒体', '6': '自描述格式', '7': '服务接口',
}

/** Update cycles (更新周期), 发改高技术〔2017〕1272号; 7 and 9 are the hub's own. */
export const updateCycles: CodeList = {
  '1': '实时', '2': '每日', '3': '每周', '4': '每月', '5': '每季度', '6': '每年', '7': '每半年', '9': '不定期',
}

/** Ways of sharing (共享方式), 发改高技术〔2017〕1272号; 4 and 5 are the hub's own. */
export const shareMethods: CodeList = { '1': '数据库', '2': '文件下载', '3': '服务接口', '4': '核验', '5': '消息订阅' }

/** Grades of data (数据分级), 数据安全法 article 21. */
export const grades: CodeList = { '1': '一般数据', '2': '重要数据', '3': '核心数据' }

/** Secrecy (涉密属性). */
export const secrecies: CodeList = { '0': '非涉密', '1': '涉密' }

/** States of a resource; the hub's own list. */
export const resourceStates = {
  DRAFT: '草稿', IN_REVIEW: '待审', PUBLISHED: '已发布', CHANGING: '变更中', WITHDRAWN: '停用',
} as const satisfies CodeList

/** What a resource is to the hub; the hub's own list. Only `ITEMS` can be queried here. */
export const resourceKinds = { ITEMS: '库表信息项', TABLE: '库表', FILE: '文件', INTERFACE: '外部接口' } as const satisfies CodeList

/** Sharing classes (共享类型), 国发〔2016〕51号. */
export const shareClasses = { UNCONDITIONAL: '无条件共享', CONDITIONAL: '有条件共享', WITHHELD: '不予共享' } as const satisfies CodeList

/** How sensitive an item is (敏感级别), from the least to the most; the hub's own list. */
export const dataClasses = { PUBLIC: '公开', INTERNAL: '内部', BUSINESS: '商业秘密', PERSONAL: '个人信息', SENSITIVE: '敏感个人信息' } as const satisfies CodeList

/** Masked forms (掩码规则); the hub's own list. */
export const masks = { NONE: '无', ID: '证件号码', NAME: '姓名', PHONE: '电话', ADDR: '地址', ACC: '账号', DROP: '不显示' } as const satisfies CodeList

/** Types of data (数据类型) of items that are columns elsewhere, 发改高技术〔2017〕1272号. */
export const dataTypes: CodeList = {
  C: '字符型', N: '数值型', Y: '货币型', D: '日期型', T: '日期时间型', L: '逻辑型', M: '备注型', G: '通用型', B: '双精度型', I: '整型', F: '浮点型',
}

/** Roles of an agency in a case; the hub's own list. */
export const agencyRoles: CodeList = { RECEIVING: '收件', ACCEPTING: '受理', DECIDING: '实施', JOINT: '联办' }

/** Roles of a party in a case; the hub's own list. */
export const partyRoles: CodeList = {
  APPLICANT: '申请人', CO_APPLICANT: '共同申请人', COUNTERPARTY: '相对方', AGENT: '代理人', GUARDIAN: '监护人',
  LEGAL_REP: '法定代表人', MEMBER: '成员', RIGHT_HOLDER: '权利人', RESPONDENT: '被调查人',
}

/** States of a system and of its registration for an agency; the hub's own list. */
export const consumerStates: CodeList = { ACTIVE: '正常', SUSPENDED: '已停用' }
