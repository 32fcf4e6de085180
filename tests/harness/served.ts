import { writeFileSync } from 'node:fs'
import { type Agent, request } from 'node:http'
import { join } from 'node:path'
import type { JWK } from 'jose'
import { systemClock } from '#platform/clock'
import { EMBEDDED_ISSUER, publicKeySet } from '../../router/embedded-issuer.ts'
import { formatPurpose } from '../../router/purpose.ts'
import { newRouterKey } from '../../router/router-key.ts'
import { personaToken } from '../../router/tokens.ts'
import type { Question } from './hub.ts'
import { emptyFolder, hub, type Running } from './process.ts'

/** A hub in a process of its own that listens. */
export interface Served {
  readonly url: string
  readonly running: Running
}

/** What an answer said, or `null` where it did not come whole. */
export interface Got {
  readonly status: number
  readonly data: Record<string, unknown> | null
  readonly codes: readonly string[]
  readonly traceId: string
}

/** A deployment of the hub on a server, as its administrator configures it, whose tokens a test can sign. */
export class Deployment {
  readonly environment: Readonly<Record<string, string>>
  readonly #key: JWK
  readonly #started: Running[] = []

  private constructor(environment: Readonly<Record<string, string>>, key: JWK) {
    this.environment = environment
    this.#key = key
  }

  static async on(url: string): Promise<Deployment> {
    const key = { ...(await newRouterKey()), kid: 'embedded' }
    const folder = emptyFolder()
    const file = (name: string, text: string) => {
      writeFileSync(join(folder, name), text)
      return join(folder, name)
    }
    const { issuer, audience, identityProvider } = EMBEDDED_ISSUER
    const jwks = file('keys.json', JSON.stringify(publicKeySet(key)))
    return new Deployment({
      DATABASE_URL: url, PUBLIC_URL: 'https://hub.example', PORT: '0', ATTEMPTS_PER_MINUTE: '1000000', LOG_LEVEL: 'warn',
      MASTER_SECRET_FILE: file('secret', Buffer.alloc(32, 5).toString('base64')),
      TRUSTED_ISSUERS: file('issuers.json', JSON.stringify([{ issuer, audience, jwks, identityProvider }])),
    }, key)
  }

  /** Migrates and seeds the database, as small as it may be. */
  async seed(): Promise<void> {
    for (const args of [['migrate'], ['seed', '--persons', '100']]) {
      const running = hub(args, this.environment)
      if ((await running.exited()) !== 0) throw new Error(running.output().err)
    }
  }

  /** Starts a hub, and resolves when it listens. */
  async serve(settings: Readonly<Record<string, string>> = {}): Promise<Served> {
    const running = hub(['start'], { ...this.environment, ...settings })
    this.#started.push(running)
    await running.printed('listens on ')
    return { url: /listens on (\S+)/.exec(running.output().out)?.[1] ?? '', running }
  }

  /** Kills every hub that was started and is still there. */
  async kill(): Promise<void> {
    for (const { child } of this.#started) child.kill('SIGKILL')
    await Promise.all(this.#started.map((running) => running.exited()))
  }

  /** Headers of a question, signed once, since signing would be most of what a busy client does. */
  async headersOf({ persona = '', subject, purpose }: Question): Promise<Record<string, string>> {
    const token = await personaToken(this.#key, persona, subject, systemClock)
    const stated = purpose === undefined ? {} : { 'sharing-purpose': formatPurpose({ matter: purpose.matter, caseNo: purpose.case ?? null, reason: purpose.reason ?? null }) }
    return { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...stated }
  }
}

/** A hub answers within fifteen seconds, whatever is wrong: five for the record, and ten before that for a fact that decides. */
const PATIENCE_MS = 60_000

/** Asks once. An answer counts as received only where all of it came. */
export function ask(url: string, headers: Readonly<Record<string, string>>, { query, variables }: Question, agent?: Agent): Promise<Got | null> {
  const body = JSON.stringify({ query, variables: variables ?? {} })
  return new Promise((resolve) => {
    const outgoing = request(`${url}/graphql`, { method: 'POST', headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) }, ...(agent === undefined ? {} : { agent }) }, (incoming) => {
      let text = ''
      incoming.setEncoding('utf8').on('data', (part: string) => (text += part))
      incoming.on('error', () => resolve(null)).on('close', () => {
        resolve(incoming.complete ? gotFrom(incoming.statusCode ?? 0, text) : null)
      })
    })
    outgoing.setTimeout(PATIENCE_MS, () => outgoing.destroy(new Error('no answer')))
    outgoing.on('error', () => resolve(null)).end(body)
  })
}

function gotFrom(status: number, text: string): Got {
  const { data, errors, extensions } = JSON.parse(text) as {
    data?: Record<string, unknown> | null
    errors?: { extensions?: { code?: string } }[]
    extensions?: { traceId?: string }
  }
  return { status, data: data ?? null, codes: (errors ?? []).map((error) => error.extensions?.code ?? ''), traceId: extensions?.traceId ?? '' }
}

export const readiness = (url: string): Promise<number> => fetch(`${url}/readyz`).then(({ status }) => status)
