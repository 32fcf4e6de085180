import { type SQL, sql } from 'drizzle-orm'
import type { Database, Orm } from '../db.ts'
import type { Hear, Listening } from './listen.ts'

// Copies of a database (one that counts, one in a transaction's place) share its drizzle, so that is what it is known by.
const here = new WeakMap<Orm, Map<string, Set<Hear>>>()

function listeners(orm: Orm, channel: string): Set<Hear> {
  const channels = here.get(orm) ?? new Map<string, Set<Hear>>()
  here.set(orm, channels)
  const known = channels.get(channel) ?? new Set<Hear>()
  channels.set(channel, known)
  return known
}

/** The part of a statement that tells every process of the database, as soon as its transaction is committed. */
export function telling(channel: string, told: SQL): SQL {
  return sql`pg_notify(${channel}, ${told})`
}

/** Tells whoever hears in this process, before anything else happens here. */
export function tellHere(db: Database, channel: string, told: string): void {
  for (const hear of listeners(db.orm, channel)) hear(told)
}

/** Hears what is told of a database: by this process at once, by others as soon as the database passes it on. */
export function hearNews(db: Database, channel: string, hear: Hear): Listening {
  listeners(db.orm, channel).add(hear)
  const listening = db.listen(channel, hear)
  return {
    reconnects: () => listening.reconnects(),
    stop() {
      listeners(db.orm, channel).delete(hear)
      return listening.stop()
    },
  }
}
