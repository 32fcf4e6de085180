import { hash as digest } from 'node:crypto'
import { decodeJwt, type JWTPayload, jwtVerify } from 'jose'
import { hubError } from '#platform/errors'
import { parseCreditCode, parsePersonDocument } from '#platform/identifiers'
import { type Clock, isYounger, today } from '#platform/clock'
import type { KeyOf } from '#platform/keys'
import type { Assurance, Represented } from './decision/facts.ts'
import type { Issuer } from './issuers.ts'
import { mandateMatters } from './mandate.ts'

/** What a token says, before the catalogue has been asked about the consumer. */
export interface Identity {
  readonly consumer: string
  readonly agency: string
  readonly operator: string
  readonly operatorKey: string | null
  readonly represented: Represented | null
  readonly zone: 'GOVERNMENT' | 'INTERNET'
  readonly assurance: Assurance
  readonly channel: Channel
}

/** Where a request is made: 门户, 窗口, 移动端, 自助终端, 系统. */
const CHANNELS = ['PORTAL', 'WINDOW', 'MOBILE', 'TERMINAL', 'SYSTEM'] as const
type Channel = (typeof CHANNELS)[number]

/** Nobody: may read open items only. */
export const ANONYMOUS: Identity = {
  consumer: '',
  agency: '',
  operator: '',
  operatorKey: null,
  represented: null,
  zone: 'INTERNET',
  assurance: 'NONE',
  channel: 'SYSTEM',
}

export interface AuthenticationOptions {
  readonly issuers: readonly Issuer[]
  readonly clock: Clock
  /** The key of a person from document type and number. */
  readonly keyOf: KeyOf
}

/**
 * A verified token is remembered by its hash for this long at most; the consumer's state is asked every time. Together
 * with the age of a key set it bounds how long a removed key works: one minute.
 */
const REMEMBERED_MS = 30_000
const REMEMBERED_MAX = 10_000

/** Turns an `Authorization` header into an identity; refuses every bad token alike, without a detail. */
export function authenticator(options: AuthenticationOptions): (header: string | undefined) => Promise<Identity> {
  const remembered = new Map<string, { identity: Identity; since: number; until: number }>()
  return async (header) => {
    if (header === undefined) return ANONYMOUS
    const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(header)?.[1]
    if (token === undefined) throw refused()
    const hash = digest('sha256', token, 'base64url')
    const now = options.clock.now()
    const known = remembered.get(hash)
    if (known !== undefined && isYounger(REMEMBERED_MS, known.since, now) && known.until > now) return known.identity
    const { identity, expiresAt } = await verify(token, options)
    if (remembered.size >= REMEMBERED_MAX) remembered.clear()
    remembered.set(hash, { identity, since: now, until: expiresAt })
    return identity
  }
}

function refused() {
  return hubError('UNAUTHENTICATED', 'the token is not accepted')
}

async function verify(token: string, options: AuthenticationOptions): Promise<{ identity: Identity; expiresAt: number }> {
  try {
    const issuer = options.issuers.find((each) => each.issuer === decodeJwt(token).iss)
    if (issuer === undefined) throw refused()
    const { payload } = await jwtVerify(token, issuer.key, {
      issuer: issuer.issuer,
      audience: issuer.audience,
      algorithms: [...issuer.algorithms],
      clockTolerance: issuer.leewaySeconds,
      currentDate: new Date(options.clock.now()),
      requiredClaims: ['exp', 'iss', 'aud', 'client_id', 'agency'],
    })
    return { identity: identityFrom(payload, issuer, options), expiresAt: (payload.exp as number) * 1_000 }
  } catch {
    throw refused()
  }
}

function identityFrom(payload: JWTPayload, issuer: Issuer, options: AuthenticationOptions): Identity {
  const consumer = text(payload['client_id'])
  const agency = text(payload['agency'])
  if (consumer === '' || !parseCreditCode(agency).ok) throw refused()
  return {
    consumer,
    agency,
    operator: operatorFrom(payload['operator']),
    operatorKey: issuer.identityProvider ? operatorKeyFrom(payload['operator_document'], options) : null,
    represented: payload['subject'] === undefined ? null : representedFrom(payload, issuer, options),
    zone: payload['zone'] === 'GOVERNMENT' ? 'GOVERNMENT' : 'INTERNET',
    assurance: assuranceFrom(payload['assurance']),
    channel: channelFrom(payload),
  }
}

// What cannot be kept as it is would make the record fail, or name somebody else there.
function text(value: unknown): string {
  return typeof value === 'string' && value.length <= 200 && !/[\p{Cc}\p{Cs}]/u.test(value) ? value : ''
}

// A name of an operator that cannot be kept is refused: the record would say that nobody was there.
function operatorFrom(value: unknown): string {
  if (value === undefined) return 'UNATTENDED'
  const operator = text(value)
  if (operator === '') throw refused()
  return operator
}

function assuranceFrom(value: unknown): Assurance {
  return value === 'LOW' || value === 'MEDIUM' || value === 'HIGH' ? value : 'NONE'
}

// A channel that nobody knows is refused: the record would tell of another. Where none is told, it follows from who acts.
function channelFrom({ channel, operator, subject }: JWTPayload): Channel {
  if (channel === undefined) return subject !== undefined ? 'PORTAL' : operator === undefined ? 'SYSTEM' : 'WINDOW'
  const known = CHANNELS.find((each) => each === channel)
  if (known === undefined) throw refused()
  return known
}

function operatorKeyFrom(document: unknown, options: AuthenticationOptions): string | null {
  return document === undefined ? null : subjectFrom(document, options)
}

// Only an identity provider knows who stands behind a token; anybody else's word on it is refused, not ignored.
function representedFrom(payload: JWTPayload, issuer: Issuer, options: AuthenticationOptions): Represented {
  if (!issuer.identityProvider) throw refused()
  const subject = subjectFrom(payload['subject'], options)
  const mandate = payload['mandate']
  if (mandate === undefined) return { subject, mandateMatters: null }
  const { type, number } = payload['subject'] as Record<string, unknown>
  const matters = mandateMatters(mandate, { type: text(type), number: text(number) }, today(options.clock))
  if (matters === null) throw refused()
  return { subject, mandateMatters: matters.map(text) }
}

/** `{ type: '111', number: '…' }` (GA/T 2000.156) for a person, `{ type: '001', number: <credit code> }` for an organisation. */
function subjectFrom(document: unknown, options: AuthenticationOptions): string {
  const { type, number } = document as { type?: unknown; number?: unknown }
  const given = text(number)
  if (type === '001') {
    if (!parseCreditCode(given).ok) throw refused()
    return given
  }
  const parsed = parsePersonDocument(text(type), given, today(options.clock))
  if (!parsed.ok) throw refused()
  return options.keyOf(parsed.value.type, parsed.value.number)
}
