import { parseArgs } from 'node:util'
import { migrate } from '#platform/db'
import { readConfig } from '../config.ts'
import { LIBRARY_NAMES } from '../../schema/libraries.ts'
import { openDatabaseOf } from '../start.ts'
import type { Command } from './hub.ts'

/** `hub migrate`: brings every library's schema up to date and ends. */
export const migrateCommand: Command = {
  usage: 'migrate                      bring the schemas of all libraries up to date and end',
  async run(args, environment) {
    parseArgs({ args: [...args], options: {} })
    const db = await openDatabaseOf(readConfig(environment))
    try {
      await migrate(db, LIBRARY_NAMES)
      process.stdout.write(`migrated ${LIBRARY_NAMES.length} libraries in ${db.label}\n`)
    } finally {
      await db.close()
    }
  },
}
