import { setTimeout as rest } from 'node:timers/promises'

const EVERY_MS = 20

/** What comes at all comes within this, however busy the machine is. */
const PATIENCE_MS = 120_000

/** Looks again and again until something has come; fails where it does not. */
export async function until(come: () => Promise<boolean>): Promise<void> {
  for (let left = PATIENCE_MS / EVERY_MS; left > 0; left -= 1) {
    if (await come()) return
    await rest(EVERY_MS)
  }
  throw new Error('it did not come')
}
