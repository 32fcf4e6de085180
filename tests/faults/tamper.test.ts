import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { migrate, openDatabase } from '#platform/db'
import { sm2KeyPair } from '#platform/sm2'
import { sm3 } from '#platform/sm3'
import { deriveSigningKey, EMBEDDED_MASTER } from '../../router/secrets.ts'
import { leafOf } from '../../subgraphs/audit/domain/checkpoint.ts'
import { pathOf } from '../../subgraphs/audit/domain/merkle.ts'
import { keyIdOf, makeCheckpoint, newestCheckpoint, record, signerOf } from '../../subgraphs/audit/index.ts'
import { entryOf, minute, recordSome } from '../../subgraphs/audit/testing.ts'
import { emptyFolder, hub } from '../harness/process.ts'

// What an administrator runs, by an embedded database in a folder. What verifying finds is told in subgraphs/audit/audit.tamper.test.ts.

const folder = emptyFolder()
const file = (name: string) => join(folder, name)
const signer = signerOf(deriveSigningKey(EMBEDDED_MASTER))
const notary = sm2KeyPair(Buffer.alloc(32, 9))
const ANSWER = '{"data":{"person":{"name":"李某"}}}'

const run = (...args: string[]) => runWith({}, ...args)

async function runWith(environment: Record<string, string>, ...args: string[]) {
  const running = hub(['audit', ...args], { DATA_DIR: folder, LOG_LEVEL: 'silent', ...environment })
  return { code: await running.exited(), ...running.output() }
}

/** Opens the database while no command does. */
async function within(task: (db: Awaited<ReturnType<typeof openDatabase>>) => Promise<unknown>) {
  const db = await openDatabase({ directory: join(folder, 'database') })
  try {
    await task(db)
  } finally {
    await db.close()
  }
}

beforeAll(async () => {
  await within(async (db) => {
    await migrate(db, ['audit'])
    await recordSome(db, 5)
    await record(db, entryOf({ answer: sm3(ANSWER) }))
    await makeCheckpoint(db, signer, minute(1))
    await recordSome(db, 3, { at: minute(3) })
  })
  writeFileSync(file('notary.pem'), notary.privateKey)
})

describe('hub audit', () => {
  it('prints the public key, verifies by it, and tells how many entries stand under no checkpoint yet', async () => {
    const key = await run('key')
    expect(key).toMatchObject({ code: 0, out: signer.publicKey })
    writeFileSync(file('hub.pem'), key.out)
    const verified = await run('verify', '--key', file('hub.pem'))
    expect(verified.code).toBe(0)
    expect(verified.out).toMatch(/^9 entries verified .* 1 checkpoints, 0 counter-signatures\n3 entries stand under no checkpoint yet\n$/)
  })

  it('verifies what an older key has signed by the keys that were replaced, and not without them', async () => {
    const other = { AUDIT_SIGNING_KEY_FILE: file('notary.pem') }
    expect(await runWith(other, 'verify')).toMatchObject({ code: 3, err: expect.stringContaining('checkpoint 1: it is not signed with a key that is trusted') })
    expect(await runWith({ ...other, AUDIT_REPLACED_KEYS_FILE: file('hub.pem') }, 'verify')).toMatchObject({ code: 0 })
    expect(await runWith({ ...other, AUDIT_REPLACED_KEYS_FILE: file('notary.pem') }, 'verify')).toMatchObject({ code: 78 })
  })

  it('exports a head, has it signed by somebody else, keeps that, and refuses one that was changed', async () => {
    expect((await run('export-head', file('head.json'))).out).toContain('checkpoint 1 ')
    expect((await run('add-countersignature', file('head.json'))).code).toBe(1)
    expect((await run('countersign', file('head.json'), '--key', file('notary.pem'), '--signer', '示例公证处')).out).toContain('is signed by 示例公证处 too')
    expect((await run('add-countersignature', file('head.json'))).out).toBe('checkpoint 1: 示例公证处\n')
    expect((await run('verify', '--head', file('head.json'))).out).toMatch(new RegExp(`1 counter-signatures\n.*\ncounter-signed by 示例公证处 ${keyIdOf(notary.publicKey)}\n$`))
    writeFileSync(file('forged.json'), readFileSync(file('head.json'), 'utf8').replace('示例公证处', '另一公证处'))
    expect((await run('add-countersignature', file('forged.json'))).code).toBe(65)
  })

  it('proves a receipt by files alone', async () => {
    const { path, hash } = await proof()
    writeFileSync(file('proof.json'), JSON.stringify({ data: { verifyReceipt: { hash, checkpoint: path } } }))
    writeFileSync(file('response.json'), `${ANSWER.slice(0, -1)},"extensions":{"receipt":{"entry":"1-6","digest":"${sm3(ANSWER)}"}}}`)
    const files = ['--proof', file('proof.json'), '--key', file('hub.pem')]
    expect(await run('verify-receipt', '--response', file('response.json'), ...files)).toMatchObject({ code: 0 })
    writeFileSync(file('changed.json'), readFileSync(file('response.json'), 'utf8').replace('李某', '王某'))
    const changed = await run('verify-receipt', '--response', file('changed.json'), ...files)
    expect(changed).toMatchObject({ code: 3, err: expect.stringMatching(/^govshare: data and errors of the response/) })
  })

  it('says which entry is wrong, and ends with 3', async () => {
    await within((db) => db.orm.execute(sql`update audit.access_record set agency_credit_code = 'x' where seq = 4`))
    const verified = await run('verify')
    expect(verified).toMatchObject({ code: 3, err: expect.stringContaining('entry 1-4: the column agency_credit_code was changed') })
    expect(await run('retire')).toMatchObject({ code: 3, err: expect.stringContaining('nothing was taken out') })
  })

  it('refuses what it was not told, days and files that are none, and a database that a hub holds', async () => {
    expect((await run('verify', '--from', 'yesterday')).code).toBe(64)
    expect((await run('verify', '--from', '2026-02-30')).code).toBe(64)
    expect(await run('verify', '--from', '2026-03-03', '--to', '2026-03-02')).toMatchObject({ code: 64, err: 'govshare: --from must not be after --to\n' })
    expect((await run('verify', '--head')).code).toBe(64)
    expect((await run('verify', '--key', file('missing.pem'))).code).toBe(65)
    expect((await run('verify', '--key', file('notary.pem'))).code).toBe(65)
    expect((await run('forget')).code).toBe(64)
    await within(async () => expect(await run('verify')).toMatchObject({ code: 1, err: expect.stringContaining('stop it') }))
  })
})

async function proof() {
  const { entries, head } = await found()
  const path = pathOf(entries.map(leafOf), 5).map((hash) => hash.toString('base64url'))
  return { hash: entries[5]?.hash, path: { number: 1, head: head?.head, signature: head?.signature, key: head?.key, index: 5, path } }
}

async function found() {
  let entries: { stream: number; seq: number; hash: string; answer: string }[] = []
  let head: Awaited<ReturnType<typeof newestCheckpoint>> = null
  await within(async (db) => {
    const { rows } = (await db.orm.execute(sql`select stream, seq, translate(encode(hash, 'base64'), '+/=', '-_') as hash, body::jsonb ->> 'answer' as answer
      from audit.access_record where seq <= 6 order by seq`)) as unknown as { rows: typeof entries }
    entries = rows
    head = await newestCheckpoint(db)
  })
  return { entries, head: head as Awaited<ReturnType<typeof newestCheckpoint>> }
}
