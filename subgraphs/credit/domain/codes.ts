import type { CodeList } from '#platform/codes'

/** Code of the serious-dishonesty list in {@link listKinds}. */
export const SERIOUS_DISHONESTY = '2'

/** Kinds of credit lists (名单类型); names in official use, the codes are the hub's own. */
export const listKinds: CodeList = { '1': '守信激励对象名单', [SERIOUS_DISHONESTY]: '严重失信主体名单', '3': '重点关注名单' }

/** Kinds of subjects of a published decision (行政相对人类别); 1 is read from a deployed exchange, the others are recalled. */
export const subjectKinds: CodeList = { '1': '自然人', '2': '法人及非法人组织', '3': '个体工商户' }

/** State of the registration of an organisation (登记状态), as market regulation words it; the codes are recalled. */
export const registrationStates: CodeList = {
  '1': '存续', '2': '吊销未注销', '3': '吊销已注销', '4': '注销', '5': '撤销', '6': '迁出', '9': '其他',
}

/** Document types of natural persons, GA/T 2000.156, as far as published decisions name people by them. */
export const documentTypes: CodeList = {
  '111': '居民身份证', '414': '普通护照', '511': '台湾居民来往大陆通行证', '516': '港澳居民来往内地通行证', '553': '外国人永久居留证', '990': '其他',
}

/** Categories of public credit information (公共信用信息目录); the names are recalled, the codes are the hub's own. */
export const informationCategories: CodeList = {
  '01': '登记注册基本信息', '02': '司法裁判及执行信息', '03': '行政管理信息', '04': '职称和职业信息', '05': '经营（活动）异常名录（状态）信息',
  '06': '严重失信主体名单信息', '07': '合同履行信息', '08': '信用承诺及履行情况信息', '09': '信用评价结果信息', '10': '遵守法律法规情况信息',
  '11': '诚实守信相关荣誉信息', '12': '知识产权信息', '13': '经营主体自愿提供信息',
}

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

/** The same in the newer form of the exchange. */
export const recordEffects: CodeList = { '1': '有效', '2': '无效' }

/** The newer code of an older one; `null` for 其他, which says neither. */
export function effectOf(state: string): string | null {
  return state === '3' ? null : state === REVOKED ? '2' : '1'
}

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

/** What a request about a record asks for; the hub's own. */
export const repairKinds: CodeList = { '1': '信用修复', '2': '异议申诉' }

/** Codes of the tables that a repair can be about, in {@link repairTargets}. */
export const TARGET = { listing: '1', penalty: '2', permit: '3' } as const

/** What kind of record a repair is about; the hub's own. */
export const repairTargets: CodeList = { [TARGET.listing]: '信用名单', [TARGET.penalty]: '行政处罚', [TARGET.permit]: '行政许可' }

/** What was decided about a repair or an objection; the hub's own. */
export const repairResults: CodeList = { '1': '准予修复', '2': '不予修复', '3': '异议成立', '4': '异议不成立' }

/** Kinds of records as they are counted; the hub's own. */
export const recordKinds: CodeList = {
  LISTING: '信用名单', PENALTY: '行政处罚', PERMIT: '行政许可', COMMITMENT: '信用承诺', EVALUATION: '信用评价', REPAIR: '信用修复与异议',
}
