import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { sm2Verify } from '#platform/sm2'
import { ISSUER, TEST_ROOT, testIssuer } from '../testing.ts'
import { type FileIssuerKeys, openFileKeys } from './file-keys.ts'

const OTHER = '11990000000000019A'
const own = testIssuer()

const opened: FileIssuerKeys[] = []
afterEach(async () => {
  for (const keys of opened.splice(0)) await keys.close()
})

const folderOf = (...keys: (Pick<ReturnType<typeof testIssuer>, 'privateKey' | 'row'> & { name?: string })[]) => {
  const folder = mkdtempSync(join(tmpdir(), 'govshare-'))
  for (const { privateKey, row, name = row.issuer } of keys) {
    writeFileSync(join(folder, `${name}.key`), privateKey, { mode: 0o600 })
    writeFileSync(join(folder, `${name}.pem`), row.certificates)
  }
  return folder
}
const open = async (folder: string) => {
  const keys = await openFileKeys(folder, [TEST_ROOT], 2)
  opened.push(keys)
  return keys
}

describe('issuers’ keys are refused at the start, by issuer and check and nothing of what they are', () => {
  const faults: [string, (folder: string) => void, string][] = [
    ['that the group may read', (folder) => chmodSync(join(folder, `${ISSUER}.key`), 0o640), `${ISSUER}: KEY_READABLE_BY_OTHERS`],
    ['that others may write', (folder) => chmodSync(join(folder, `${ISSUER}.key`), 0o602), `${ISSUER}: KEY_READABLE_BY_OTHERS`],
    ['that are not there', (folder) => rmSync(join(folder, `${ISSUER}.key`)), `${ISSUER}: KEY_MISSING`],
    ['that are none', (folder) => writeFileSync(join(folder, `${ISSUER}.key`), own.privateKey.slice(0, 90)), `${ISSUER}: KEY_BROKEN`],
    ['that belong to another certificate', (folder) => writeFileSync(join(folder, `${ISSUER}.key`), testIssuer(ISSUER, '示例机关', 10).privateKey), `${ISSUER}: KEY_MISMATCH`],
    ['without a certificate', (folder) => rmSync(join(folder, `${ISSUER}.pem`)), `${ISSUER}: CERTIFICATE_BROKEN`],
    ['whose certificate names no issuer', (folder) => writeFileSync(join(folder, `${ISSUER}.pem`), testIssuer('', '示例机关').row.certificates), `${ISSUER}: CERTIFICATE_WITHOUT_CREDIT_CODE`],
  ]
  it.each(faults)('%s', async (_, spoil, told) => {
    const folder = folderOf(own)
    spoil(folder)
    const error = (await openFileKeys(folder, [TEST_ROOT], 1).catch((fault: unknown) => fault)) as Error & { exitCode: number }
    expect([error.name, error.exitCode]).toEqual(['StartFault', 78])
    expect(error.message).toContain(told)
    expect(error.message).not.toContain(own.privateKey.split('\n')[1]?.slice(0, 12))
  })

  it('that no configured root certifies', async () => {
    await expect(openFileKeys(folderOf(own), [], 1)).rejects.toThrow(`${ISSUER}: CHAIN_UNTRUSTED`)
  })

  it('all of them at once', async () => {
    const folder = folderOf(own, testIssuer(OTHER, '另一机关', 11))
    chmodSync(join(folder, `${ISSUER}.key`), 0o644)
    rmSync(join(folder, `${OTHER}.key`))
    await expect(openFileKeys(folder, [TEST_ROOT], 1)).rejects.toThrow(/2 fault\(s\)[^]*KEY_MISSING[^]*KEY_READABLE_BY_OTHERS/)
  })
})

describe('nobody signs', () => {
  it('for an issuer without a key, or on a day on which it does not count', async () => {
    const keys = await open(folderOf(own))
    expect(await keys.find(OTHER, '2024-01-01')).toBeUndefined()
    for (const day of ['2019-12-31', '2030-01-02']) expect(await keys.find(ISSUER, day)).toBeUndefined()
  })

  it('with a key that is not there any more', async () => {
    const keys = await open(folderOf(own))
    const handle = { keyId: 'ff'.repeat(16), issuer: ISSUER, sealSigner: '', sealName: '' }
    await expect(keys.sign(handle, [Buffer.from('x')])).rejects.toThrow('KEY_MISSING')
  })
})

describe('an issuer signs', () => {
  it('with its newest key that counts, under the seal that the certificate names', async () => {
    const later = testIssuer(ISSUER, '示例机关', 12, new Date('2026-01-01T00:00:00+08:00'), new Date('2028-12-31T23:59:59+08:00'))
    const keys = await open(folderOf(own, { ...later, name: 'renewed' }))
    const found = async (day: string) => (await keys.find(ISSUER, day))?.keyId
    expect(await Promise.all(['2025-12-31', '2026-01-01', '2028-12-31', '2029-01-01'].map(found)))
      .toEqual([own.row.keyId, later.row.keyId, later.row.keyId, own.row.keyId])
    expect(await keys.find(ISSUER, '2024-01-01')).toEqual({ keyId: own.row.keyId, issuer: ISSUER, sealSigner: '示例机关', sealName: '示例机关电子证照专用章' })
    expect(keys.certificates).toEqual(expect.arrayContaining([own.row, later.row]))
  })

  it('each message by itself and in their order', async () => {
    const keys = await open(folderOf(own))
    const handle = await keys.find(ISSUER, '2024-01-01')
    if (handle === undefined) throw new Error('no key')
    const messages = Array.from({ length: 150 }, (_, at) => Buffer.from(`licence ${at}`))
    const signatures = await keys.sign(handle, messages)
    expect(messages.map((message, at) => sm2Verify(own.publicKey, message, signatures[at] ?? Buffer.alloc(0)))).toEqual(messages.map(() => true))
    expect(await keys.sign(handle, [])).toEqual([])
  })

  it('while this thread does other work, its private key being read in other threads alone', async () => {
    const keys = await open(folderOf(own))
    const handle = await keys.find(ISSUER, '2024-01-01')
    if (handle === undefined) throw new Error('no key')
    let turns = 0
    const turning = setInterval(() => (turns += 1), 1)
    await keys.sign(handle, Array.from({ length: 1_000 }, (_, at) => Buffer.from(`licence ${at}`)))
    clearInterval(turning)
    expect(turns).toBeGreaterThan(20)
    for (const file of ['file-keys.ts', 'key-files.ts', 'pool.ts']) expect(readFileSync(new URL(file, import.meta.url), 'utf8')).not.toContain('createPrivateKey')
  })
})
