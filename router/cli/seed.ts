import { parseArgs } from 'node:util'
import { migrate } from '#platform/db'
import { StartFault } from '#platform/errors'
import { readConfig } from '../config.ts'
import { LIBRARY_NAMES } from '../../schema/libraries.ts'
import { openDatabaseOf, seedWhenEmpty } from '../start.ts'
import type { Command } from './hub.ts'

/** `hub seed`: fills an empty database with synthetic people and their world. */
export const seedCommand: Command = {
  usage: 'seed [--persons N]           fill an empty database with N synthetic people (default 1000, 100 to 100000) and their world',
  async run(args, environment) {
    const { values } = parseArgs({ args: [...args], options: { persons: { type: 'string' } } })
    const config = readConfig({ ...environment, ...(values.persons === undefined ? {} : { SEED_PERSONS: values.persons }) })
    const db = await openDatabaseOf(config)
    try {
      await migrate(db, LIBRARY_NAMES)
      const seeded = await seedWhenEmpty(db, config, (line) => process.stderr.write(`govshare: ${line}\n`))
      if (!seeded) throw new StartFault('the database holds rows already; seeding would mix synthetic people with them')
    } finally {
      await db.close()
    }
  },
}
