import type { CodeList } from '#platform/codes'

/** Code of the serious-dishonesty list in {@link listKinds}. */
export const SERIOUS_DISHONESTY = '2'

/** Kinds of credit lists (名单类型); names in official use, the codes are the hub's own. */
export const listKinds: CodeList = { '1': '守信激励对象名单', [SERIOUS_DISHONESTY]: '严重失信主体名单', '3': '重点关注名单' }

/** Kinds of penalties (处罚种类), in the order of 行政处罚法 article 9. */
export const penaltyKinds: CodeList = {
  '1': '警告、通报批评',
  '2': '罚款、没收违法所得、没收非法财物',
  '3': '暂扣许可证件、降低资质等级、吊销许可证件',
  '4': '限制开展生产经营活动、责令停产停业、责令关闭、限制从业',
  '5': '行政拘留',
  '6': '法律、行政法规规定的其他行政处罚',
}

/** Kinds of permits (许可类别) in the public exchange; the codes are the hub's own. */
export const permitKinds: CodeList = { '1': '普通', '2': '特许', '3': '认可', '4': '核准', '5': '登记', '9': '其他' }

/** Code of a revoked record in {@link recordStates}. */
export const REVOKED = '1'

/** State of a permit or penalty record (当前状态), older form of the public exchange. */
export const recordStates: CodeList = { '0': '正常', [REVOKED]: '撤销', '2': '异议', '3': '其他' }

/** Code of a repaired record in {@link repairStates}. */
export const REPAIRED = '2'

/** State of the repair of a record (修复状态); the hub's own codes. */
export const repairStates: CodeList = { '0': '未修复', '1': '修复中', [REPAIRED]: '已修复' }

/** Grades of a public credit evaluation (信用评价等级); the codes are the hub's own. */
export const evaluationGrades: CodeList = { '1': '优', '2': '良', '3': '中', '4': '差' }

/** Kinds of commitments (承诺类型); the hub's own. */
export const commitmentKinds: CodeList = { '1': '证明事项告知承诺', '2': '涉企经营许可告知承诺', '3': '信用修复承诺', '9': '其他' }

/** How a commitment was kept (履行状态); the hub's own. */
export const commitmentStates: CodeList = { '0': '履行中', '1': '已履行', '2': '未履行' }
