import type { InputFault } from '#platform/errors'
import { holdsControls, holdsPersonalNumber } from '#platform/texts'

/** What is wrong with a part of an application, in English and Chinese, by the name of the check. */
const CHECKS = {
  AGENCY_UNKNOWN: ['the catalogue does not know the agency that applies', '目录中没有该申请机构'],
  ARGUMENTS_NEEDED: ['a derived item needs a list of values for each of its arguments', '衍生项须逐个参数列出允许的取值'],
  ARGUMENTS_WRONG: ['it is no JSON object of lists that fit the arguments of the item', '不是与该信息项参数相符的取值列表（JSON）'],
  BINDING_TOO_WIDE: ['personal items cannot be had of anybody, but for VERIFY', '个人信息不得不限主体申请，仅核验除外'],
  CONTENT_WRONG: ['it is no object, is too large, or holds a personal number', '不是对象，或者过大，或含个人号码'],
  BINDING_WRONG: ['it names no binding, or members that do not belong to it', '主体绑定不正确'],
  DAYS_WRONG: ['the days are not 1 up to the limit', '延长天数超出限额'],
  DAY_WRONG: ['the day is not in the year', '日期不在该年度'],
  DIGEST_WRONG: ['it is no SM3 digest: 64 hexadecimal digits in lower case', '不是 SM3 摘要（64 位小写十六进制）'],
  DUPLICATE: ['it is named twice', '重复'],
  EMPTY: ['it is empty', '不得为空'],
  MATTER_NOT_IN_USE: ['the matter is not in use', '事项未启用'],
  MATTER_NOT_YOURS: ['the agency neither implements the matter, nor was entrusted with it in this role', '本机构并非该事项的实施机构，也未以该角色受委托或参与联办'],
  MORE_THAN_ASKED: ['more would be given than was asked', '超出申请的披露方式'],
  NOTHING_GIVEN: ['nothing is given: refuse it instead', '没有同意任何信息项，请改为不予同意'],
  NOT_PUBLISHED: ['the item is not published in the catalogue', '该信息项未在目录中发布'],
  NO_BASIC_CODE: ['it is no basic code of a matter, or not the one of the class', '不是事项基本编码，或与使用方类别不符'],
  NO_MASKED_FORM: ['the item has no masked form; of a birth date that is the item birthYear', '该信息项没有脱敏形式；出生日期请改申请出生年份（birthYear）'],
  QUOTA_WRONG: ['the quota is not 1 or more', '配额须为正整数'],
  REGION_NOT_YOURS: ['the region reaches beyond the divisions that the agency administers', '区划超出本机构管辖范围'],
  ROLE_UNKNOWN: ['it is no role', '角色不存在'],
  SEVERAL_PROVIDERS: ['the items are of several providers; apply to each', '信息项分属多个提供方，请分别申请'],
  SUBJECT_WRONG: ['it names nobody, or two', '须指明一个主体，且仅一个'],
  TERM_PAST: ['the term begins or ends in the past', '期限早于今日'],
  TERM_REVERSED: ['the term ends before it begins', '期限止早于期限起'],
  TERM_TOO_LONG: ['the term is longer than three years', '期限超过三年'],
  TEXT_WRONG: ['the text is too long, or holds control characters or a personal number', '文字过长，或含控制字符、个人号码'],
  TOO_MANY: ['there are too many', '数量过多'],
  UNKNOWN_ITEM: ['no such item', '没有该信息项'],
  UNKNOWN_SLICE: ['the item needs the slice of a resource, or no resource has this one', '须指明资源切片，或没有该切片'],
  WITHHELD: ['the item is not shared', '该信息项不予共享'],
  YEAR_WRONG: ['the year is not 2000 to 2099', '年度须为 2000 至 2099'],
} as const satisfies Readonly<Record<string, readonly [en: string, zh: string]>>

export type Check = keyof typeof CHECKS

/** One fault of an input, at a place such as `input.items[0].item`. */
export function fault(argument: string, check: Check): InputFault {
  const [en, zh] = CHECKS[check]
  return { argument, check, en: `${check}: ${en}`, zh }
}

/** What is wrong with a text that both sides of an application read. */
export function textFaults(argument: string, text: string, most: number): InputFault[] {
  if (text.trim() === '') return [fault(argument, 'EMPTY')]
  return [...text].length > most || holdsControls(text) || holdsPersonalNumber(text) ? [fault(argument, 'TEXT_WRONG')] : []
}

/** What is wrong with the length and the repeats of a list. */
export function listFaults(argument: string, values: readonly string[], most: number): InputFault[] {
  if (values.length === 0) return [fault(argument, 'EMPTY')]
  if (values.length > most) return [fault(argument, 'TOO_MANY')]
  return values.flatMap((value, at) => (values.indexOf(value) === at ? [] : [fault(`${argument}[${at}]`, 'DUPLICATE')]))
}
