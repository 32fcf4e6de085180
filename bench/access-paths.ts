import { systemClock } from '#platform/clock'
import type { Database } from '#platform/db'
import { openLibraries } from '../router/libraries.ts'
import type { Secrets } from '../router/secrets.ts'
import { LIBRARY_NAMES, type LibraryName } from '../schema/libraries.ts'

/** A statement as its library prepared it. */
export interface AccessPath {
  readonly name: string
  readonly query: { readonly sql: string; readonly params: readonly unknown[] }
  /** Runs it; `values` are those of its named placeholders. */
  execute(values: Record<string, unknown>): Promise<unknown>
}

interface Session {
  prepareQuery(query: AccessPath['query'], fields: unknown, name: string | undefined, ...rest: unknown[]): Pick<AccessPath, 'execute'>
}

/** The libraries of records; the hub's own two are not asked with many keys. */
export const RECORD_LIBRARIES = LIBRARY_NAMES.filter((name) => name !== 'catalogue' && name !== 'audit')

/** Every statement that the libraries prepare when they are opened, caught where it is prepared, so that none is forgotten. */
export function accessPaths(db: Database, secrets: Secrets, libraries: readonly LibraryName[] = RECORD_LIBRARIES): AccessPath[] {
  const caught: AccessPath[] = []
  // Drizzle tells nobody what is prepared, so its session is listened to.
  const { session } = db.orm as unknown as { session: Session }
  const prepareQuery = session.prepareQuery.bind(session)
  session.prepareQuery = (query, fields, name, ...rest) => {
    const prepared = prepareQuery(query, fields, name, ...rest)
    if (name !== undefined) caught.push({ name, query, execute: (values) => prepared.execute(values) })
    return prepared
  }
  try {
    openLibraries(db, systemClock, secrets, libraries)
  } finally {
    session.prepareQuery = prepareQuery
  }
  return caught
}
