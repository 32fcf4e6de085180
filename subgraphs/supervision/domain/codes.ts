import type { CodeList } from '#platform/codes'

/** Kinds of inspections; the hub's own list. */
export const inspectionKinds: CodeList = { '1': '双随机', '2': '专项', '3': '投诉举报', '4': '劳动监察', '9': '其他' }

/** Results of inspections; the hub's own list. */
export const inspectionResults: CodeList = {
  '1': '通过', '2': '发现问题，待后续处理', '3': '发现问题，已责令改正', '4': '住所无法联系', '5': '不配合检查', '9': '其他',
}

/** How grave a finding is; the hub's own list. */
export const severities: CodeList = { '1': '一般', '2': '较重', '3': '严重' }

/** States of a rectification; the hub's own list. */
export const rectificationStates: CodeList = { '1': '待整改', '2': '已整改', '3': '复查合格', '4': '逾期未整改' }

/** Kinds of bans; the hub's own list, the first two after 食品安全法 article 135. */
export const banKinds: CodeList = {
  '1': '五年内不得从事食品生产经营', '2': '终身不得从事食品生产经营管理', '3': '市场禁入',
  '4': '不得担任法定代表人、董事、监事、高级管理人员', '9': '其他从业限制',
}

/** How an inspection is done; the hub's own list. */
export const inspectionMethods: CodeList = { '1': '现场检查', '2': '书面检查', '3': '网络监测', '4': '抽样检测', '5': '委托专业机构检查', '9': '其他' }

/** 抽查类型 of a plan; the hub's own numbers. */
export const planKinds: CodeList = { '1': '不定向抽查', '2': '定向抽查' }

/** Result of one thing that was looked at; the hub's own list. */
export const itemResults: CodeList = { '1': '合格', '2': '不合格', '3': '不适用' }

/** What a second look at a rectification came to; the hub's own list. */
export const verifications: CodeList = { '1': '合格', '2': '不合格', '3': '部分合格' }
