import type { Sql } from 'postgres'
import { type Cancellable, Cancelling } from './cancelling.ts'
import { Gate, type GateOptions } from './gate.ts'
import { sqlState } from './sql-state.ts'
import { type Interest, withSlot } from './with-slot.ts'

/** A row as the driver read it, a value per selected column. */
export type RawRow = readonly unknown[]

/** Sends one reading statement; see `Database.rows`. */
type Read = (text: string, parameters: readonly unknown[], signal?: AbortSignal) => Promise<RawRow[]>

/** A server and its driver keep every text that a connection has prepared, and callers may choose ever other columns. */
const TEXTS_MOST = 2_000

/** `query_canceled` */
const CANCELLED = '57014'

/** Connections, and the texts that they may have prepared. */
interface Pool {
  readonly client: Sql
  readonly texts: Set<string>
  underWay: number
}

/** Reading on a database in this process, which runs one statement at a time and cannot be made to stop. */
export function embeddedReads(query: (text: string, parameters: unknown[]) => Promise<RawRow[]>, options: GateOptions): Read {
  const gate = new Gate(options)
  return (text, parameters, signal) => withSlot(gate, () => query(text, [...parameters]), signal)
}

/**
 * Reading connections to a server. Statements are prepared, and several are under way on a connection at once, so that few
 * connections do. A statement whose asker has left is cancelled on the server.
 *
 * @param connect opens the connections
 */
export function serverReads(connect: () => Sql, options: GateOptions): { readonly read: Read; close(): Promise<void> } {
  const gate = new Gate(options)
  const cancelling = new Cancelling()
  const opened = (): Pool => ({ client: connect(), texts: new Set(), underWay: 0 })
  let pool = opened()

  // Nothing but new connections makes driver and server forget texts.
  const poolFor = (text: string): Pool => {
    if (!pool.texts.has(text) && pool.texts.size >= TEXTS_MOST) {
      const full = pool
      pool = opened()
      endUnused(full)
    }
    pool.texts.add(text)
    return pool
  }

  const endUnused = (used: Pool) => {
    if (used !== pool && used.underWay === 0) void used.client.end({ timeout: 5 })
  }

  const send = async (text: string, parameters: readonly unknown[], interest: Interest): Promise<RawRow[]> => {
    const used = poolFor(text)
    const statement = used.client.unsafe(text, parameters as never[], { prepare: true }).values()
    const cancellable = statement as unknown as Cancellable
    interest.whenGone = () => cancelling.add(cancellable)
    used.underWay += 1
    try {
      return await statement
    } finally {
      cancelling.delete(cancellable)
      used.underWay -= 1
      endUnused(used)
    }
  }

  const sendOrAgain = async (text: string, parameters: readonly unknown[], interest: Interest): Promise<RawRow[]> => {
    try {
      return await send(text, parameters, interest)
    } catch (error) {
      // A cancel stops whatever its connection does when it arrives, and that may be another's statement by then.
      if (interest.gone || sqlState(error) !== CANCELLED) throw error
      return send(text, parameters, interest)
    }
  }

  return {
    read: (text, parameters, signal) => withSlot(gate, (interest) => sendOrAgain(text, parameters, interest), signal),
    close: () => pool.client.end({ timeout: 5 }),
  }
}
