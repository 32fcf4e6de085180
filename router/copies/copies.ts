import { type DocumentNode, parse } from 'graphql'
import { type Clock, today } from '#platform/clock'
import type { ContractItem, ContractItems } from '#platform/contract'
import { hubError } from '#platform/errors'
import type { AskedLibrary } from '#platform/subgraph'
import type { AccessEntry, Recorded } from '../../subgraphs/audit/index.ts'
import type { CopyState } from '../../subgraphs/licences/index.ts'
import type { FactFinder } from '../facts.ts'
import { routerPlan } from '../router-plan.ts'
import { decideFetch } from './deciding.ts'
import { COPYABLE, fetchEntry, type FetchedFile } from './entry.ts'
import { openSession } from './session.ts'

const STATE = parse('query ($number: ID!) { _copyState(number: $number) }')
const STATE_OF_FILE = parse('query ($sm3: ID!) { _copyStateOfFile(sm3: $sm3) }')
const TAKE = parse(`mutation ($token: ID!) { _takeCopyFile(token: $token) {
  file state number byGrant types subjects holders matter caseNo session } }`)

/** Copies of licences, for whoever is shown one or has the address of one. */
export interface Copies {
  /** Whether the copy with this number counts; `null` where there is none. */
  stateOf(number: string): Promise<CopyState | null>
  /** The same for the copy whose file has this SM3, in hexadecimal digits. */
  stateOfFile(sm3: string): Promise<CopyState | null>
  /**
   * The file behind an address, decided anew, once its release is on record; `null` where the address leads nowhere, or it may not leave
   * any more, which is on record too. The address leads nowhere afterwards.
   *
   * @throws LIBRARY_UNAVAILABLE where it cannot be decided, AUDIT_UNAVAILABLE where it cannot be recorded; the file is then dropped
   */
  take(token: string, client: string): Promise<Buffer | null>
}

interface CopyTools {
  readonly libraries: ReadonlyMap<string, AskedLibrary>
  readonly facts: Pick<FactFinder, 'about'>
  readonly items: Pick<ContractItems, 'get'>
  /** Opens who asked for an address. */
  readonly sessionKey: Buffer
  readonly record: (entry: AccessEntry) => Promise<Recorded>
  readonly policyVersion: string
  readonly clock: Clock
}

/** Asks the licences library about copies, as the router itself. */
export function openCopies({ libraries, facts: finder, items, sessionKey, record, policyVersion, clock }: CopyTools): Copies {
  const ask = async (document: DocumentNode, variables: Record<string, unknown>): Promise<Record<string, unknown>> => {
    const { data, errors } = (await libraries.get('licences')?.open(routerPlan(today(clock)))({ document, variables })) ?? {}
    if (errors !== undefined || data === null || data === undefined) throw hubError('LIBRARY_UNAVAILABLE', 'copies cannot be looked up at the moment', { library: 'licences' })
    return data
  }
  return {
    stateOf: async (number) => (await ask(STATE, { number }))['_copyState'] as CopyState | null,
    stateOfFile: async (sm3) => (await ask(STATE_OF_FILE, { sm3 }))['_copyStateOfFile'] as CopyState | null,
    async take(token, client) {
      const startedAt = clock.now()
      const taken = (await ask(TAKE, { token }))['_takeCopyFile'] as FetchedFile | null
      const identity = taken && openSession(sessionKey, taken.session)
      if (taken === null || identity === null) return null
      const { matter, caseNo } = taken
      const facts = await finder.about(identity, { matter, caseNo, reason: null }, { closed: true, personal: true, named: [], matters: [] })
      const decision = decideFetch(taken, facts, items.get(COPYABLE) as ContractItem)
      await record(fetchEntry(taken, { identity, facts, decision, client, policyVersion, at: clock.now(), durationMs: Math.max(0, clock.now() - startedAt) }))
      return decision.refused !== null || taken.file === null ? null : Buffer.from(taken.file, 'base64')
    },
  }
}
