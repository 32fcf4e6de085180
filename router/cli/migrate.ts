import { parseArgs } from 'node:util'
import { systemClock } from '#platform/clock'
import { type Database, migrate } from '#platform/db'
import { grantRoles } from '#platform/db/roles'
import { readConfig } from '../config.ts'
import { contractItems, RUNTIME_WRITES } from '../libraries.ts'
import { LIBRARY_NAMES } from '../../schema/libraries.ts'
import { openDatabaseOf } from '../start.ts'
import { compileCatalogue } from '../../subgraphs/catalogue/index.ts'
import type { Command } from './hub.ts'

/** `hub migrate`: brings every library's schema and role up to date and ends. */
export const migrateCommand: Command = {
  usage: 'migrate                      bring the schemas of all libraries and their database roles up to date and end',
  async run(args, environment) {
    parseArgs({ args: [...args], options: {} })
    const db = await openDatabaseOf(readConfig(environment))
    try {
      await migrate(db, LIBRARY_NAMES)
      await compileCatalogue(db, contractItems(), systemClock)
      process.stdout.write(`migrated ${LIBRARY_NAMES.length} libraries in ${db.label}\n`)
      await bringRoles(db)
    } finally {
      await db.close()
    }
  },
}

// Libraries that run with the router need no roles, so a login that may not make them has done all it can.
async function bringRoles(db: Database): Promise<void> {
  const { ready, missing } = await grantRoles(db, RUNTIME_WRITES)
  if (ready.length > 0) process.stdout.write(`roles ready: ${ready.join(', ')}\n`)
  if (missing.length === 0) return
  const wanted = missing.map((role) => `create role ${role} nologin;`).join(' ')
  process.stderr.write(`govshare: this login may not make roles; libraries on hosts of their own need them. An administrator runs: ${wanted}\ngovshare: then run hub migrate again\n`)
}
