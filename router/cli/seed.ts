import { parseArgs } from 'node:util'
import { setFlagsFromString } from 'node:v8'
import { systemClock } from '#platform/clock'
import { migrate } from '#platform/db'
import { LIBRARY_NAMES } from '../../schema/libraries.ts'
import { readConfig } from '../config.ts'
import { progressBar, progressLines } from '../progress.ts'
import { openDatabaseOf, seedDatabase } from '../start.ts'
import type { Command } from './hub.ts'

/** `hub seed`: fills an empty database with synthetic people and their world, and goes on where it was cut off. */
export const seedCommand: Command = {
  usage: 'seed [--persons N]           fill an empty database with N synthetic people and their world (default 1000; 100 to 3000000 on a server, to 100000 embedded)',
  async run(args, environment) {
    const { values } = parseArgs({ args: [...args], options: { persons: { type: 'string' } } })
    const config = readConfig({ ...environment, ...(values.persons === undefined ? {} : { SEED_PERSONS: values.persons }) })
    // Rows are made and dropped all the time, so a heap that is cleaned as early as a hub's would cost more time than it saves memory.
    setFlagsFromString('--heap-growing-percent=60')
    const db = await openDatabaseOf(config)
    const { stderr } = process
    const progress = stderr.isTTY
      ? progressBar(config.seedPersons, systemClock, (text) => stderr.write(text))
      : progressLines(config.seedPersons, systemClock, (line) => stderr.write(`govshare: ${line}\n`))
    try {
      await migrate(db, LIBRARY_NAMES)
      await seedDatabase(db, config, progress)
    } finally {
      progress.end()
      await db.close()
    }
  },
}
