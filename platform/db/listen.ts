import type { PGlite } from '@electric-sql/pglite'
import type { Sql } from 'postgres'

/** Somebody who hears what is told on a channel of the database, by whichever process. */
export interface Listening {
  /** How often the connection was lost and made anew. What was told meanwhile was not heard. */
  reconnects(): number
  stop(): Promise<void>
}

/** What is heard: the text told, or `null` once the connection stands again and whatever was told before may have been missed. */
export type Hear = (told: string | null) => void

const FIRST_REST_MS = 100
const LONGEST_REST_MS = 5_000

/**
 * Listens on a connection of its own, which is made anew whenever it is lost: a tenth of a second later, and twice as long
 * after each try that fails, five seconds at most.
 *
 * @param connect opens one connection, and says when it is lost
 */
export function listenOnServer(connect: (events: { onnotify: (channel: string, told: string) => void; onclose: () => void }) => Sql, channel: string, hear: Hear): Listening {
  let client: Sql | undefined
  let timer: NodeJS.Timeout | undefined
  let stopped = false
  let connected = 0
  let restMs = FIRST_REST_MS

  const again = (lost: Sql) => {
    if (stopped || client !== lost) return
    client = undefined
    void lost.end({ timeout: 1 })
    timer = setTimeout(start, restMs)
    timer.unref()
    restMs = Math.min(LONGEST_REST_MS, restMs * 2)
  }

  const start = () => {
    const mine = connect({ onnotify: (_channel, told) => hear(told), onclose: () => again(mine) })
    client = mine
    mine.unsafe(`listen "${channel}"`).then(
      () => {
        connected += 1
        restMs = FIRST_REST_MS
        hear(null)
      },
      () => again(mine),
    )
  }

  start()
  return {
    reconnects: () => Math.max(0, connected - 1),
    async stop() {
      stopped = true
      clearTimeout(timer)
      await client?.end({ timeout: 1 })
    },
  }
}

/** Listens on the database of this process, which is never lost. */
export function listenEmbedded(client: PGlite, channel: string, hear: Hear): Listening {
  const listening = client.listen(channel, (told) => hear(told)).then(
    (unlisten) => {
      hear(null)
      return unlisten
    },
    () => undefined,
  )
  return {
    reconnects: () => 0,
    async stop() {
      const unlisten = await listening
      if (!client.closed) await unlisten?.()
    },
  }
}
