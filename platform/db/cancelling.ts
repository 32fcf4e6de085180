/** A statement of the driver under way, as far as a cancel must know it. */
export interface Cancellable {
  /** Whether the server works on it: what stands before it on its connection has been answered. */
  readonly active: boolean
  /** Whether the server is still asked what the statement is about, and so would not notice. */
  readonly describeFirst?: boolean
  /** Sends the cancel on a connection of its own. The driver's `cancel()` leaves nobody to hear where that fails. */
  readonly canceller: (statement: Cancellable) => Promise<void>
}

const EVERY_MS = 5

/**
 * Cancels statements as soon as the server works on them. Cancelled while it stands behind another on its connection, the
 * driver gives a statement's rows to the one after it; cancelled while it waits for a connection, it loses that connection.
 */
export class Cancelling {
  readonly #statements = new Set<Cancellable>()
  #timer: NodeJS.Timeout | undefined

  add(statement: Cancellable): void {
    this.#statements.add(statement)
    this.#timer ??= setInterval(() => this.#look(), EVERY_MS)
    this.#look()
  }

  /** Forgets a statement that has ended. */
  delete(statement: Cancellable): void {
    if (this.#statements.delete(statement)) this.#rest()
  }

  #look(): void {
    for (const statement of this.#statements) {
      if (!statement.active || statement.describeFirst === true) continue
      this.#statements.delete(statement)
      // Where no connection can be made to cancel it, it runs to its end and nobody hears of it.
      statement.canceller(statement).catch(() => {})
    }
    this.#rest()
  }

  #rest(): void {
    if (this.#statements.size > 0) return
    clearInterval(this.#timer)
    this.#timer = undefined
  }
}
