import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AccessPlan } from '#platform/access'
import { sealedCursors } from '#platform/connection'
import type { Database } from '#platform/db'
import { sm3 } from '#platform/sm3'
import type { Subgraph } from '#platform/subgraph'
import { openTestDatabase } from '../../tests/harness/database.ts'
import { ask, planOf, testClock } from '../../tests/harness/library.ts'
import { audit, makeCheckpoint, type Proof, provesReceipt, readProof, record } from './index.ts'
import { entryOf, minute, recordSome, signer, stranger, trusted } from './testing.ts'

const CIVIL_AFFAIRS = '11990000000000019A'
const OTHER = '1199010000000022XR'
const READ = planOf({ common: { 'ReceiptVerification.verdict': 'CLEAR', 'ReceiptVerification.hash': 'CLEAR', 'ReceiptVerification.checkpoint': 'CLEAR' }, agency: CIVIL_AFFAIRS })
const ANSWER = '{"data":{"person":{"name":"李某"}},"errors":[{"message":"m","extensions":{"code":"FORBIDDEN"}}]}'

let db: Database
let library: Subgraph
let entry: string
/** The response as a department received and kept it. */
let response: string

beforeAll(async () => {
  db = await openTestDatabase(['audit'])
  library = audit({ db, clock: testClock, cursors: sealedCursors(Buffer.alloc(32, 5)), items: () => [] })
  await recordSome(db, 6)
  entry = (await record(db, entryOf({ answer: sm3(ANSWER) }))).entry
  await recordSome(db, 2)
  response = `${ANSWER.slice(0, -1)},"extensions":{"traceId":"t","receipt":{"entry":"${entry}","digest":"${sm3(ANSWER)}"}}}`
})

afterAll(() => db.close())

const QUESTION = `query ($entry: ID!, $digest: String!) { verifyReceipt(entry: $entry, digest: $digest) {
  verdict { code name } hash checkpoint { number head signature key index path } } }`

async function lookedUp(plan: AccessPlan, id = entry, digest = sm3(ANSWER)) {
  const { data } = await ask(library, plan, QUESTION, { entry: id, digest })
  return data?.['verifyReceipt'] as unknown as { verdict: { code: string }; hash: string | null; checkpoint: Proof['checkpoint'] | null }
}

describe('a receipt is not told of', () => {
  it('without a right', async () => {
    const { errors } = await ask(library, planOf({}), QUESTION, { entry, digest: 'x' })
    expect(errors?.[0]?.extensions['code']).toBe('FORBIDDEN')
  })

  it('to another agency, which is told what it is told of none, nor to nobody', async () => {
    const nothing = { verdict: { code: 'UNKNOWN', name: '无此记录' }, hash: null, checkpoint: null }
    expect(await lookedUp({ ...READ, agency: OTHER })).toEqual(nothing)
    expect(await lookedUp({ ...READ, agency: '' })).toBeNull()
    for (const id of ['1-999', '9-1', '1-0', '01-1', '1-1x', '', '99999999999-1']) expect(await lookedUp(READ, id)).toEqual(nothing)
  })
})

describe('a receipt', () => {
  it('is recorded, with no proof before there is a checkpoint', async () => {
    expect(await lookedUp(READ)).toMatchObject({ verdict: { code: 'RECORDED' }, hash: expect.stringMatching(/^[\w-]{43}$/), checkpoint: null })
    expect(await lookedUp(READ, entry, sm3(`${ANSWER} `))).toMatchObject({ verdict: { code: 'MISMATCH' } })
    expect(await lookedUp({ ...READ, agency: OTHER, personas: ['auditor'] })).toMatchObject({ verdict: { code: 'RECORDED' } })
  })

  it('is proved without the database once it stands under a checkpoint, by two statements', async () => {
    await makeCheckpoint(db, signer, minute(1))
    await recordSome(db, 3)
    await makeCheckpoint(db, signer, minute(2))
    const before = db.statements.count
    const told = await lookedUp(READ)
    expect(db.statements.count - before).toBe(2)
    expect(told).toMatchObject({ verdict: { code: 'RECORDED' }, checkpoint: { number: 1, index: 6 } })
    const proof = readProof(JSON.stringify({ data: { verifyReceipt: told } })) as Proof
    expect(provesReceipt(response, proof, trusted)).toBeNull()
    expect(provesReceipt(`${response}\n`, proof, trusted)).toBeNull()
  })

  it('is not proved of another answer, by another key, head or path, or for another entry', async () => {
    const proof = (await lookedUp(READ)) as Proof
    const { checkpoint } = proof
    const other = (await lookedUp(READ, '1-2')) as Proof
    const changed = response.replace('李某', '王某')
    const rehashed = changed.replace(sm3(ANSWER), sm3(ANSWER.replace('李某', '王某')))
    expect(provesReceipt(changed, proof, trusted)).toBe('ANSWER_CHANGED')
    expect(provesReceipt(response.replace('"code":"FORBIDDEN"', '"code":"x"'), proof, trusted)).toBe('ANSWER_CHANGED')
    expect(provesReceipt(rehashed, proof, trusted)).toBe('NOT_UNDER_HEAD')
    expect(provesReceipt(response.replace(`"entry":"${entry}"`, '"entry":"1-2"'), proof, trusted)).toBe('NOT_UNDER_HEAD')
    expect(provesReceipt(response, proof, new Map([[stranger.id, stranger.publicKey]]))).toBe('HEAD_NOT_SIGNED')
    expect(provesReceipt(response, { ...proof, checkpoint: { ...checkpoint, head: checkpoint.head.replace('"number":1', '"number":2') } }, trusted)).toBe('HEAD_NOT_SIGNED')
    expect(provesReceipt(response, other, trusted)).toBe('NOT_UNDER_HEAD')
    expect(provesReceipt(response, { ...proof, checkpoint: { ...checkpoint, index: 5 } }, trusted)).toBe('NOT_UNDER_HEAD')
    expect(provesReceipt(response, { ...proof, checkpoint: { ...checkpoint, path: checkpoint.path.slice(1) } }, trusted)).toBe('NOT_UNDER_HEAD')
    for (const none of [ANSWER, 'no JSON', '{}', 'null']) expect(provesReceipt(none, proof, trusted)).toBe('NO_RECEIPT')
  })

  it('is not proved of a response that says something else once more, behind what was digested', async () => {
    const proof = (await lookedUp(READ)) as Proof
    for (const again of ['"data":{"person":{"name":"王某"}}', '"d\\u0061ta":null', '"errors":[]']) {
      const forged = `${response.slice(0, -1)},${again}}`
      expect(() => JSON.parse(forged) as unknown).not.toThrow()
      expect(provesReceipt(forged, proof, trusted)).toBe('NO_RECEIPT')
    }
  })

  it('is proved by nothing else than an answer with a checkpoint', async () => {
    for (const text of ['', 'null', '{"data":null}', '{"data":{"verifyReceipt":null}}', '{"data":{"verifyReceipt":{"hash":"x","checkpoint":null}}}']) expect(readProof(text)).toBeNull()
  })
})
