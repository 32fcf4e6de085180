import type { CodeList } from '#platform/codes'

/** Kinds of standard addresses; the hub's own list. */
export const addressTypes: CodeList = { '1': '住宅', '2': '商业', '3': '办公', '4': '工业', '5': '公共设施', '9': '其他' }

/** Kinds of service halls, in the order of the dictionary; the numbers are the hub's own. */
export const hallKinds: CodeList = { '1': '政务服务大厅', '2': '便民服务中心', '3': '自助终端', '4': '邮政网点' }

/** Levels that a hall serves, GB/T 39046 A.2. */
export const hallLevels: CodeList = {
  '1': '国家级', '2': '省级', '3': '市级', '4': '县级', '5': '镇(乡、街道)级', '6': '村(社区)级',
}

/** States of a service hall; the hub's own list. */
export const hallStates: CodeList = { '1': '正常开放', '2': '暂停服务', '3': '撤销' }

/** GB/T 21010, the classes that the hub meets; any other code keeps its number as its name. */
export const landUses: CodeList = {
  '0501': '零售商业用地', '0507': '其他商服用地', '0601': '工业用地', '0701': '城镇住宅用地', '0702': '农村宅基地', '0801': '机关团体用地',
}

/** Uses of a building (房屋用途); the hub's own numbers until a source list is configured. */
export const buildingUses: CodeList = { '10': '住宅', '20': '工业、交通、仓储', '30': '商业、金融、信息', '60': '办公', '80': '其他' }

/** Types of rights (权利类型) as registries number them; recalled, not compared with the printed list. */
export const rightTypes: CodeList = {
  '1': '集体土地所有权', '2': '国家土地所有权', '3': '国有建设用地使用权', '4': '国有建设用地使用权/房屋(构筑物)所有权',
  '5': '宅基地使用权', '6': '宅基地使用权/房屋(构筑物)所有权', '7': '集体建设用地使用权', '8': '集体建设用地使用权/房屋(构筑物)所有权',
}

/** Natures of rights (权利性质) as registries number them; recalled, not compared with the printed list. */
export const rightNatures: CodeList = {
  '101': '划拨', '102': '出让', '103': '作价出资(入股)', '104': '国有土地租赁', '105': '授权经营', '201': '家庭承包',
}

/** States of a registered unit; the hub's own list. */
export const unitStates: CodeList = { '1': '现势', '2': '历史', '9': '其他' }

/** Kinds of restrictions, in the order of the dictionary; the numbers are the hub's own. */
export const restrictionKinds: CodeList = { '1': '抵押', '2': '查封', '3': '异议登记', '4': '预告登记' }
