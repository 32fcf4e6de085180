import { DisplayString, isInnerList, parseDictionary } from 'structured-headers'
import { hubError } from '#platform/errors'
import { parseCaseNumber, parseMatterCode } from '#platform/identifiers'
import { holdsControls, holdsPersonalNumber } from '#platform/texts'
import type { Purpose } from './decision/facts.ts'

const REASON_MAX = 200
const NO_DICTIONARY = 'it is no structured-field dictionary (RFC 9651)'

/** Old systems number cases freely; what looks like a citizen number would end up in the record as a case. */
const CITIZEN_NUMBER = /^\d{17}[\dXx]$/

/**
 * Reads the `Sharing-Purpose` header, a structured-field dictionary (RFC 9651):
 * `matter="…", case="…", reason=%"…"`, the reason a Display String so that Chinese travels.
 *
 * @throws BAD_USER_INPUT naming the part that is wrong, never what it held
 */
export function parsePurpose(header: string | undefined): Purpose | null {
  if (header === undefined || header.trim() === '') return null
  const members = dictionaryOf(header)
  const unknown = [...members.keys()].find((name) => !['matter', 'case', 'reason'].includes(name))
  if (unknown !== undefined) throw fault('it has a member other than matter, case and reason')
  return purposeFrom(Object.fromEntries(members), fault)
}

/** The members of a purpose, as somebody stated them; `undefined` and `null` are none. */
interface Stated {
  readonly matter?: unknown
  readonly case?: unknown
  readonly reason?: unknown
}

/**
 * Checks a purpose, wherever it is stated.
 *
 * @param fault makes the error that is thrown, out of what is wrong
 */
function purposeFrom(stated: Stated, fault: (what: string) => Error): Purpose {
  const textOf = (value: unknown, part: string): string | null => {
    if (value === undefined || value === null) return null
    if (typeof value !== 'string') throw fault(`${part} is no string`)
    return value
  }
  const matter = textOf(stated.matter, 'matter')
  if (matter === null) throw fault('matter is missing')
  if (!parseMatterCode(matter).ok) throw fault('matter is no matter code')
  const caseNo = textOf(stated.case, 'case')
  if (caseNo !== null && (!parseCaseNumber(caseNo).ok || CITIZEN_NUMBER.test(caseNo))) throw fault('case is no case number')
  const reason = stated.reason instanceof DisplayString ? stated.reason.toString() : textOf(stated.reason, 'reason')
  const wrong = reason === null ? null : faultOfReason(reason)
  if (wrong !== null) throw fault(wrong)
  return { matter, caseNo, reason }
}

/**
 * Reads a purpose that is stated as an input.
 *
 * @throws BAD_USER_INPUT naming the part that is wrong, never what it held
 */
export function purposeOf(stated: Stated | null | undefined): Purpose | null {
  if (stated === null || stated === undefined) return null
  return purposeFrom(stated, (what) => hubError('BAD_USER_INPUT', `purpose: ${what}`, { argument: 'purpose' }))
}

function dictionaryOf(header: string): Map<string, unknown> {
  // The parser lets pass what lies beyond ASCII, which no structured field may hold.
  if (/[^\t\x20-\x7e]/.test(header)) throw fault(NO_DICTIONARY)
  // It also drops a byte-order mark in front of a text, unseen.
  if (/%"%ef%bb%bf/i.test(header)) throw fault('reason holds control or direction characters')
  let parsed
  try {
    parsed = parseDictionary(header)
  } catch {
    throw fault(NO_DICTIONARY)
  }
  return new Map(
    [...parsed].map(([name, member]) => {
      if (isInnerList(member)) throw fault(`${name === 'reason' ? 'reason' : 'a member'} is a list`)
      return [name, member[0]]
    }),
  )
}

function faultOfReason(reason: string): string | null {
  if ([...reason].length > REASON_MAX) return `reason is longer than ${REASON_MAX} characters`
  if (holdsPersonalNumber(reason)) return 'reason holds a citizen number or a telephone'
  return holdsControls(reason) ? 'reason holds control or direction characters' : null
}

/**
 * Reads the `Sharing-Denial` header: whether one refusal refuses the whole question.
 *
 * @throws BAD_USER_INPUT for anything but `reject`: a slip of the pen would hand over the part that nobody wanted alone
 */
export function parseDenial(header: string | undefined): boolean {
  if (header === undefined) return false
  if (header === 'reject') return true
  throw hubError('BAD_USER_INPUT', 'Sharing-Denial: it is not reject, the only value there is', { argument: 'Sharing-Denial', http: { status: 400 } })
}

function fault(what: string) {
  return hubError('BAD_USER_INPUT', `Sharing-Purpose: ${what}`, { argument: 'Sharing-Purpose', http: { status: 400 } })
}

/** Writes the header for a purpose; what examples and clients send. */
export function formatPurpose({ matter, caseNo, reason }: Purpose): string {
  const parts = [`matter="${matter}"`]
  if (caseNo !== null) parts.push(`case="${caseNo}"`)
  if (reason !== null) parts.push(`reason=%"${encodeDisplayString(reason)}"`)
  return parts.join(', ')
}

function encodeDisplayString(text: string): string {
  return [...Buffer.from(text, 'utf8')]
    .map((byte) => (byte < 0x20 || byte > 0x7e || byte === 0x25 || byte === 0x22 ? `%${byte.toString(16).padStart(2, '0')}` : String.fromCharCode(byte)))
    .join('')
}
