import type { Settings } from '#platform/config'

/** How reading statements wait for the database, as `openDatabase` takes it. */
export interface ReadSettings {
  readonly pipeline: number
  readonly queue: number
  readonly patienceMs: number
}

/** Reads the settings of waiting for the database, the same for a hub and for a host of libraries. */
export function readSettingsFrom(settings: Settings): ReadSettings {
  return {
    pipeline: settings.integer('DATABASE_PIPELINE', 16, 1, 100),
    queue: settings.integer('DATABASE_QUEUE', 5_000, 1, 1_000_000),
    patienceMs: settings.integer('DATABASE_WAIT_MS', 5_000, 1, 10_000),
  }
}
