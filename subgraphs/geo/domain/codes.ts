import type { CodeList } from '#platform/codes'
import { ownerships, parcelRights } from './land.ts'

export { buildingUses, landUses, rightNatures, rightTypes } from './land.ts'

/** What happens to divisions, in the order of the dictionary; the numbers are the hub's own. */
export const changeKinds: CodeList = { '1': '新设', '2': '更名', '3': '撤销', '4': '合并' }

/** Kinds of standard addresses; the hub's own list. */
export const addressTypes: CodeList = { '1': '住宅', '2': '商业', '3': '办公', '4': '工业', '5': '公共设施', '9': '其他' }

/** How exact the position of an address is; the hub's own list. */
export const precisions: CodeList = { '1': '实地测量', '2': '门牌定位', '3': '院落定位', '4': '道路定位', '5': '社区定位', '9': '未定位' }

/** States of a standard address; the hub's own list. */
export const addressStates: CodeList = { '1': '在用', '2': '停用', '3': '历史' }

/** Kinds of service halls, in the order of the dictionary; the numbers are the hub's own. */
export const hallKinds: CodeList = { '1': '政务服务大厅', '2': '便民服务中心', '3': '自助终端', '4': '邮政网点' }

/** Levels that a hall serves, GB/T 39046 A.2. */
export const hallLevels: CodeList = {
  '1': '国家级', '2': '省级', '3': '市级', '4': '县级', '5': '镇(乡、街道)级', '6': '村(社区)级',
}

/** States of a service hall; the hub's own list. */
export const hallStates: CodeList = { '1': '正常开放', '2': '暂停服务', '3': '撤销' }

/** Parcel features (宗地特征码) of GB/T 37346: who owns the land, and the right that it carries. */
export const parcelFeatures: CodeList = Object.fromEntries(
  Object.entries(ownerships).flatMap(([owner, ownedBy]) =>
    Object.entries(parcelRights).map(([right, carries]) => [`${owner}${right}`, `${ownedBy}，${carries}`])),
)

/** Units of the area of a parcel as registries number them; recalled, not compared with the printed list. */
export const areaUnits: CodeList = { '1': '平方米', '2': '亩', '3': '公顷' }

/** Grades of land; which grade a place has is set by the county. */
export const landGrades: CodeList = {
  '1': '一级', '2': '二级', '3': '三级', '4': '四级', '5': '五级', '6': '六级', '7': '七级', '8': '八级', '9': '九级', '10': '十级',
}

/** States of a registered unit; the hub's own list. */
export const unitStates: CodeList = { '1': '现势', '2': '历史', '9': '其他' }

/** Kinds of restrictions, in the order of the dictionary; the numbers are the hub's own. */
export const restrictionKinds: CodeList = { '1': '抵押', '2': '查封', '3': '异议登记', '4': '预告登记' }
