import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { sm3 } from '#platform/sm3'
import { chanceOf } from './copy-number.ts'

/** How long an address leads to its file, and how long what is shown is good. */
export const ADDRESS_MS = 300_000
export const SHOWN_MS = 300_000

const CODE_SYMBOLS = 20
const GROUP = 5
const ADDRESS_BYTES = 24
const SHOWN_BYTES = 16
const SHOWN_FORM = 'GSL1'

/** A new code of leave: a hundred bits of chance, in groups as people read them to one another. */
export function newLeaveCode(): string {
  return (chanceOf(CODE_SYMBOLS).match(new RegExp(`.{${GROUP}}`, 'g')) ?? []).join('-')
}

/** By what a code of leave is kept, however it was typed. */
export function leaveCodeHash(code: string): string {
  return sm3(code.replace(/[\s-]/g, '').toUpperCase())
}

/** What an address ends with, 192 bits of chance. */
export function newToken(): string {
  return randomBytes(ADDRESS_BYTES).toString('base64url')
}

/** By what anything that is good once is kept. */
export const hashOf = (token: string): string => sm3(token)

/**
 * The text of a code to show: chance, its end in seconds, and HMAC-SM3 over both, so that what nobody issued is told apart before
 * anything is looked up.
 */
export function newShown(key: Buffer, expiresAt: number): string {
  const body = `${SHOWN_FORM}.${randomBytes(SHOWN_BYTES).toString('base64url')}.${Math.floor(expiresAt / 1_000).toString(36)}`
  return `${body}.${signed(key, body)}`
}

/** Whether a text was issued here and has not run out. */
export function shownHolds(key: Buffer, text: string, now: number): boolean {
  const at = text.lastIndexOf('.')
  const [form, , end = ''] = text.split('.')
  if (at === -1 || form !== SHOWN_FORM || Number.parseInt(end, 36) * 1_000 <= now) return false
  const [given, own] = [Buffer.from(text.slice(at + 1)), Buffer.from(signed(key, text.slice(0, at)))]
  return given.length === own.length && timingSafeEqual(given, own)
}

// A key of its own, so that nothing else that this library seals can pass for a code.
function signed(key: Buffer, body: string): string {
  const own = createHmac('sm3', key).update('licences shown').digest()
  return createHmac('sm3', own).update(body).digest('base64url')
}
