import type { Language } from '../../language.tsx'

/** What is known of an item, of which a value is made up. */
interface Described {
  readonly name: string
  readonly title: string
  readonly dataType: string
}

const WORDS = { zh: ['示例甲', '示例乙', '示例丙', '是', '否'], en: ['sample A', 'sample B', 'sample C', 'yes', 'no'] } as const

/**
 * Made-up values of an item, by its type and title alone: nothing is read for them, so they can tell of nobody. The same
 * item is always given the same ones.
 */
export function samplesOf({ title, dataType }: Described, language: Language): readonly string[] {
  return [0, 1, 2].map((row) => sample(title, dataType, row, language))
}

function sample(title: string, dataType: string, row: number, language: Language): string {
  const word = WORDS[language][row] ?? ''
  const day = `20${20 + row}-0${row + 1}-1${row}`
  if (/证件号码|公民身份号码|身份证/.test(title)) return `9901011990010100${row}X`
  if (/电话|手机/.test(title)) return `1390000000${row}`
  if (/姓名/.test(title)) return word
  if (/日期|Date$|^D$/.test(`${title}`) || /^(Date|D|日期型)/.test(dataType)) return day
  if (/^(DateTime|T|日期时间型)/.test(dataType)) return `${day}T09:0${row}:00+08:00`
  if (/^(Int|Float|Decimal|N|I|Y|B|F|数值型|整型|货币型|双精度型|浮点型)/.test(dataType)) return String((row + 1) * 10)
  if (/^(Boolean|L|逻辑型)/.test(dataType)) return WORDS[language][row === 1 ? 4 : 3]
  return language === 'zh' ? `${title}${word}` : word
}
