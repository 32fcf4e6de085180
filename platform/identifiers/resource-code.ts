import { accepted, refused } from './parsed.ts'
import type { Parsed } from './parsed.ts'

/** A government information resource code and its parts, compilation guide 发改高技术〔2017〕1272号. */
export interface ResourceCode {
  readonly code: string
  /** 类, one digit: 1 base, 2 thematic, 3 departmental. */
  readonly classDigit: string
  /** 项, two digits. */
  readonly groupCode: string
  /** 目, three digits. */
  readonly topicCode: string
  /** 细目, variable and often empty. */
  readonly detailCode: string
  /** 顺序码 after the slash, variable. */
  readonly sequence: string
}

/** The guide leaves two parts unbounded; 32 characters each keep a code an identifier. */
const FORMAT = /^([1-9])(\d{2})(\d{3})([0-9A-Z]{0,32})\/([0-9A-Z]{1,32})$/

/**
 * Reads a resource code such as `101001/000001`: classification before the slash, sequence after it.
 * Refuses by `format` only, since the code carries no check.
 */
export function parseResourceCode(code: string): Parsed<ResourceCode> {
  const match = FORMAT.exec(code)
  if (match === null) return refused('format')
  const [, classDigit = '', groupCode = '', topicCode = '', detailCode = '', sequence = ''] = match
  return accepted({ code, classDigit, groupCode, topicCode, detailCode, sequence })
}
