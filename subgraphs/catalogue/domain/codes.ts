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
export const resourceStates: CodeList = {
  DRAFT: '草稿', IN_REVIEW: '待审', PUBLISHED: '已发布', CHANGING: '变更中', WITHDRAWN: '停用',
}

/** Roles of an agency in a case; the hub's own list. */
export const agencyRoles: CodeList = { RECEIVING: '收件', ACCEPTING: '受理', DECIDING: '实施', JOINT: '联办' }

/** States of a system and of its registration for an agency; the hub's own list. */
export const consumerStates: CodeList = { ACTIVE: '正常', SUSPENDED: '已停用' }
