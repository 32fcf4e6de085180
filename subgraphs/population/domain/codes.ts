import type { CodeList } from '#platform/codes'

/** GB/T 2261.1. */
export const sexes: CodeList = { '0': '未知的性别', '1': '男性', '2': '女性', '9': '未说明的性别' }

/** GB/T 2261.2. */
export const maritalStates: CodeList = {
  '10': '未婚', '20': '已婚', '21': '初婚', '22': '再婚', '23': '复婚', '30': '丧偶', '40': '离婚', '90': '未说明的婚姻状况',
}

/** GB/T 4658. */
export const educations: CodeList = {
  '10': '研究生', '20': '大学本科', '30': '大学专科', '40': '中等职业', '60': '普通高中', '70': '初中', '80': '小学', '90': '其他',
}

/** GB/T 4761, first digit. */
export const familyRelations: CodeList = {
  '0': '本人或户主', '1': '配偶', '2': '子', '3': '女', '4': '孙子女', '5': '父母', '6': '祖父母', '7': '兄弟姐妹', '8': '其他',
}

/**
 * Kinds of guardianship after 民法典 articles 27 to 33; no national list was found, so this is the hub's own. An article 32
 * guardian is an authority or a committee.
 */
export const guardianships: CodeList = {
  '1': '法定监护', '2': '遗嘱指定监护', '3': '协议监护', '4': '指定监护', '5': '民政部门或居(村)委会监护', '6': '意定监护', '9': '其他监护',
}

/** GA/T 2000.156, the documents that identify somebody or that base libraries hold of people. */
export const documentTypes: CodeList = {
  '111': '居民身份证', '112': '临时居民身份证', '113': '户口簿', '114': '军官证', '115': '警官证', '117': '出生医学证明', '335': '机动车驾驶证',
  '411': '外交护照', '412': '公务护照', '413': '公务普通护照', '414': '普通护照', '415': '旅行证', '416': '入出境通行证',
  '511': '台湾居民来往大陆通行证', '513': '往来港澳通行证', '516': '港澳居民来往内地通行证', '517': '往来台湾通行证',
  '551': '港澳居民居住证', '552': '台湾居民居住证', '553': '外国人永久居留证', '554': '外国人居留证', '990': '其他',
}

/** State of the household registration; no national list was found, so this is the hub's own. */
export const registrationStates: CodeList = { '1': '正常', '2': '迁出', '3': '死亡注销', '4': '其他注销' }

/** Kinds of household registration; the hub's own list. */
export const householdTypes: CodeList = { '1': '家庭户', '2': '集体户' }

/** Kinds of vital events; the hub's own list. */
export const vitalEvents: CodeList = { '1': '出生', '2': '死亡', '3': '迁入', '4': '迁出', '5': '结婚', '6': '离婚' }

/** Why a registration was cancelled after a death; the hub's own list. 宣告死亡 is 民法典 article 46. */
export const deathCancellations: CodeList = { '1': '正常死亡', '2': '非正常死亡', '3': '宣告死亡', '9': '原因不明' }

/** Grades of protection; the hub's own list. */
export const protectionGrades: CodeList = { SEALED: '身份保密', RESTRICTED: '限制查询', FACT: '事实保密' }

const NATIONS =
  '汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 东乡 纳西 景颇 柯尔克孜 土 达斡尔 ' +
  '仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺'

/** GB/T 3304. */
export const nations: CodeList = {
  ...Object.fromEntries(NATIONS.split(' ').map((name, index) => [String(index + 1).padStart(2, '0'), `${name}族`])),
  '97': '其他',
  '98': '外国血统中国籍人士',
}
