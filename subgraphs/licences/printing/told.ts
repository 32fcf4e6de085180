import type { GraphQLError } from 'graphql'
import { actError, inputError } from '#platform/errors'
import { type PrintCheck, REASON } from './faults.ts'
import type { CopyToPrint } from './printer.ts'

const WORDS: Readonly<Record<PrintCheck, readonly [en: string, zh: string]>> = {
  TEMPLATE_BROKEN: ['the template of the type is broken', '该类型的模板有误'],
  TEMPLATE_MISSING: ['the type has no template in the version that it states', '该类型没有所示版本的模板'],
  TEXT_TOO_LONG: ['a text does not fit its place', '文字放不下'],
  TEXT_WRONG: ['a text holds control or direction characters', '文字含控制字符或方向字符'],
  GLYPH_MISSING: ['a text holds a character that the font does not have', '文字含字库没有的字'],
}

/** What is told of a copy that was not printed: check, code of the type with the version of its template, and place. No value, the licence's name included. */
export function told({ check, where, licence }: { check: PrintCheck; where: string; licence: number | null }, { licences }: CopyToPrint): GraphQLError {
  if (where === REASON) return inputError([{ argument: 'input.reason', check: 'characters', en: 'holds a character that cannot be printed', zh: '含无法打印的字符' }])
  const about = licence === null ? undefined : licences[licence]
  const argument = about === undefined ? 'copy' : `licences[${licence}]`
  const type = about === undefined ? '' : ` ${about.type} ${about.templateVersion}`
  const [en, zh] = WORDS[check]
  const fault = { argument, check, en: `${en}:${type} ${where}`, zh: `${zh}：${type} ${where}` }
  return actError('CONFLICT', `the copy cannot be printed; ${fault.en}`, `加注件无法制作；${fault.zh}`, { faults: [fault] })
}
