import type { CodeList } from '#platform/codes'

/** Formats of a resource (信息资源格式), 发改高技术〔2017〕1272号. */
export const formats: CodeList = {
  '1': '电子文件', '2': '电子表格', '3': '数据库', '4': '图形图像', '5': '流媒体', '6': '自描述格式', '7': '服务接口',
}

/** Update cycles (更新周期), 发改高技术〔2017〕1272号; 7 and 9 are the hub's own. */
export const updateCycles: CodeList = {
  '1': '实时', '2': '每日', '3': '每周', '4': '每月', '5': '每季度', '6': '每年', '7': '每半年', '9': '不定期',
}

/** States of a resource; the hub's own list. */
export const resourceStates: CodeList = {
  DRAFT: '草稿', IN_REVIEW: '待审', PUBLISHED: '已发布', CHANGING: '变更中', WITHDRAWN: '停用',
}

/** Roles of an agency in a case; the hub's own list. */
export const agencyRoles: CodeList = { RECEIVING: '收件', ACCEPTING: '受理', DECIDING: '实施', JOINT: '联办' }
