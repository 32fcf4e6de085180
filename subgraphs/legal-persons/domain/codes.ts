import type { CodeList } from '#platform/codes'
import { CREDIT_CODE_AUTHORITIES } from '#platform/identifiers'

/** Kinds of body, positions 1 and 2 of a credit code, GB 32100. */
export const entityKinds: CodeList = Object.fromEntries(
  Object.entries(CREDIT_CODE_AUTHORITIES).flatMap(([authority, { categories }]) =>
    Object.entries(categories).map(([category, name]) => [authority + category, name.zh]),
  ),
)

/** What an organisation counts as where only the kind of legal person matters; the numbers are the hub's own. */
export const categories: CodeList = { '1': '企业', '2': '社会组织', '3': '事业单位', '4': '机关', '9': '其他' }

/** Where the money of a public institution comes from, as its certificate words it; the numbers are the hub's own. */
export const fundSources: CodeList = { '1': '财政补助', '2': '上级补助', '3': '事业收入', '4': '经营收入', '5': '捐赠收入', '9': '其他' }

/** Kinds of social organisation, positions 1 and 2 of their credit codes, GB 32100. */
export const socialOrganisationKinds: CodeList = { '51': '社会团体', '52': '民办非企业单位（社会服务机构）', '53': '基金会', '59': '其他' }

/** Kinds of foundation, 基金会管理条例 article 3; the numbers are the hub's own. */
export const foundationKinds: CodeList = { '1': '公募基金会', '2': '非公募基金会' }

/** States of a registration; the texts are those of the registers, the numbers the hub's own. */
export const registrationStates: CodeList = {
  '1': '存续（在营、开业、在册）', '2': '吊销，未注销', '3': '吊销，已注销', '4': '注销', '5': '撤销', '6': '迁出', '9': '其他',
}

/** ISO 4217, as far as registers print capital in it. */
export const currencies: CodeList = {
  CNY: '人民币', HKD: '港元', MOP: '澳门元', TWD: '新台币', USD: '美元', EUR: '欧元', GBP: '英镑', JPY: '日元', KRW: '韩元', SGD: '新加坡元',
}

/** GB/T 4754, sections. */
export const industries: CodeList = {
  A: '农、林、牧、渔业', B: '采矿业', C: '制造业', D: '电力、热力、燃气及水生产和供应业', E: '建筑业', F: '批发和零售业',
  G: '交通运输、仓储和邮政业', H: '住宿和餐饮业', I: '信息传输、软件和信息技术服务业', J: '金融业', K: '房地产业', L: '租赁和商务服务业',
  M: '科学研究和技术服务业', N: '水利、环境和公共设施管理业', O: '居民服务、修理和其他服务业', P: '教育', Q: '卫生和社会工作',
  R: '文化、体育和娱乐业', S: '公共管理、社会保障和社会组织', T: '国际组织',
}
