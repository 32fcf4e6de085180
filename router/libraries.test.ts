import { drizzle } from 'drizzle-orm/postgres-js'
import { describe, expect, it } from 'vitest'
import type { Database } from '#platform/db'
import { LIBRARY_NAMES } from '../schema/libraries.ts'
import { testClock } from '../tests/harness/library.ts'
import { MOVABLE_LIBRARIES, openLibraries, secretsOf } from './libraries.ts'
import { deriveSecrets, EMBEDDED_MASTER, type Secrets } from './secrets.ts'

const db = { orm: drizzle.mock() } as unknown as Database
const secrets = deriveSecrets(EMBEDDED_MASTER)
const names = Object.keys(secrets) as (keyof Secrets)[]

describe('a library', () => {
  it.each(LIBRARY_NAMES)('%s opens with its own secrets alone, and not without one of them', (name) => {
    const own = Object.fromEntries(secretsOf(name).map((each) => [each, secrets[each]]))
    expect([...openLibraries(db, testClock, own, [name]).keys()]).toEqual([name])
    for (const missing of secretsOf(name)) {
      expect(() => openLibraries(db, testClock, { ...own, [missing]: undefined }, [name])).toThrow(`${name} needs the secret ${missing}`)
    }
  })

  it('that makes keys out of numbers is population alone, and one that opens faces licences alone', () => {
    const having = (secret: keyof Secrets) => LIBRARY_NAMES.filter((name) => secretsOf(name).includes(secret))
    expect(having('subjects')).toEqual(['population'])
    expect(having('licenceFaces')).toEqual(['licences'])
    expect(having('webhooks')).toEqual(['catalogue'])
    expect([having('consoleSessions'), having('copySessions')]).toEqual([[], []])
    expect(names).toEqual(['subjects', 'licenceFaces', 'cursors', 'webhooks', 'consoleSessions', 'copySessions'])
  })

  it('may run on a host of its own, unless it is the catalogue or the record', () => {
    expect(LIBRARY_NAMES.filter((name) => !MOVABLE_LIBRARIES.includes(name))).toEqual(['catalogue', 'audit'])
  })
})
