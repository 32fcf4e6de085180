import { afterAll, beforeAll, expect, it } from 'vitest'
import { silentLog } from '#platform/log'
import { openTestDatabase, type TestDatabase } from '../tests/harness/database.ts'
import { testClock } from '../tests/harness/library.ts'
import { makeCheckpoint } from '../subgraphs/audit/index.ts'
import { recordVerification } from '../subgraphs/audit/tables.verifications.ts'
import { minute, recordSome, signer, stranger } from '../subgraphs/audit/testing.ts'
import { openBackground } from './background.ts'
import { deriveSecrets, EMBEDDED_MASTER } from './secrets.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await openTestDatabase(['audit', 'catalogue'])
  await recordSome(db, 3)
  // Signed before the key was changed.
  await makeCheckpoint(db, stranger, minute(1))
})
afterAll(() => db?.close())

it.each([
  ['as it was written where the hub knows the key that signed before', [stranger, signer], 'SOUND'],
  ['not as it was written where it does not', [signer], 'FAULTY'],
] as const)('after a change of key the record is %s', async (_what, signers, state) => {
  const catalogue = { items: () => Promise.resolve([]), calendarDays: () => Promise.resolve([]) }
  const background = await openBackground({ db, clock: testClock, log: silentLog, secrets: deriveSecrets(EMBEDDED_MASTER), signer, recordKeys: new Map(signers.map(({ id, publicKey }) => [id, publicKey])) }, new Map(), catalogue)
  await db.orm.delete(recordVerification)
  await db.orm.insert(recordVerification).values({ id: 'V-1', askedAt: minute(2), consumer: 'sys-audit', operator: 'op-auditor' })
  await background.verifications.run()
  await background.stop()
  expect(await db.orm.select().from(recordVerification)).toMatchObject([{ state, checkpoints: signers.length - 1 }])
})
