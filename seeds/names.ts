import type { Random } from './random.ts'

const SURNAMES = [
  '王', '李', '张', '刘', '陈', '杨', '黄', '赵', '吴', '周', '徐', '孙', '马', '朱', '胡', '郭', '何', '林', '高', '罗', '郑', '梁', '谢', '宋',
  '唐', '许', '韩', '冯', '邓', '曹', '彭', '曾', '肖', '田', '董', '袁', '潘', '于', '蒋', '蔡', '余', '杜', '叶', '程', '苏', '魏', '吕', '丁',
  '任', '沈', '姚', '卢', '姜', '崔', '钟', '谭', '陆', '汪', '范', '石',
]
const COMPOUND_SURNAMES = ['欧阳', '上官', '诸葛', '司徒', '慕容', '皇甫']
const MALE = [
  '伟', '强', '磊', '军', '勇', '杰', '涛', '明', '超', '刚', '平', '辉', '鹏', '华', '飞', '鑫', '波', '斌', '宇', '浩', '凯', '健', '俊', '帆',
  '旭', '宁', '龙', '林', '欢', '建', '国', '志', '文', '海', '永', '福', '德', '庆', '山', '松',
]
const FEMALE = [
  '芳', '娜', '敏', '静', '丽', '艳', '娟', '霞', '秀', '燕', '玲', '桂', '英', '兰', '红', '梅', '琴', '云', '莉', '雪', '洁', '倩', '婷', '慧',
  '莹', '璐', '雅', '琳', '欣', '怡', '月', '凤', '春', '香', '珍', '萍', '菊', '淑', '瑶', '晴',
]

/** Nations (GB/T 3304) that some invented people belong to, with names as they are written in Chinese. */
const OF_NATIONS: Readonly<Record<string, { readonly male: readonly string[]; readonly female: readonly string[] }>> = {
  '02': { male: ['巴特尔', '苏和', '朝鲁', '阿古达木'], female: ['其其格', '乌兰', '萨仁高娃', '娜仁'] },
  '03': { male: ['马忠良', '马文义', '哈立新'], female: ['马秀云', '马晓燕', '哈雅琴'] },
  '04': { male: ['扎西多吉', '丹增平措', '次仁旺堆'], female: ['卓玛央金', '德吉曲珍', '拉姆次仁'] },
  '05': { male: ['艾山·买买提', '吐尔逊·艾力', '阿迪力·库尔班'], female: ['古丽·艾山', '阿依木·吐尔逊', '热娜·买买提'] },
  '08': { male: ['韦志高', '覃永福', '农建华'], female: ['韦彩云', '覃美莲', '农月英'] },
  '11': { male: ['关德海', '佟永庆', '那志远'], female: ['关秀珍', '佟雅琳', '那玉兰'] },
  '15': { male: ['向远山', '彭家寨', '田茂林'], female: ['向秋月', '彭桂香', '田小满'] },
}

/** GB/T 3304 code of the Han. */
export const HAN = '01'

/** A family name; one in forty is a compound one. */
export function surname(random: Random): string {
  return random.chance(1 / 40) ? random.pick(COMPOUND_SURNAMES) : random.pick(SURNAMES)
}

/** A name after a family name: one or two characters, sex as in GB/T 2261.1. */
export function fullName(random: Random, family: string, sex: '1' | '2'): string {
  const characters = sex === '1' ? MALE : FEMALE
  const first = random.pick(characters)
  return random.chance(0.3) ? family + first : `${family}${first}${random.pick(characters)}`
}

/** A nation other than the Han. */
export function minority(random: Random): string {
  return random.pick(Object.keys(OF_NATIONS))
}

/** A name as people of that nation bear it. */
export function nameOfNation(random: Random, nation: string, sex: '1' | '2'): string {
  const names = OF_NATIONS[nation]
  if (names === undefined) return fullName(random, surname(random), sex)
  return random.pick(sex === '1' ? names.male : names.female)
}
