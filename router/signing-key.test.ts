import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { generateKeyPairSync } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it, vi } from 'vitest'
import * as sm2 from '#platform/sm2'
import { readConfig } from './config.ts'
import { EMBEDDED_MASTER } from './secrets.ts'
import { formerKeys, signingKey } from './signing-key.ts'

vi.mock('#platform/sm2', async (original) => ({ ...(await original<typeof sm2>()), sm2Supported: vi.fn(() => true) }))

const folder = mkdtempSync(join(tmpdir(), 'govshare-signing-'))
afterAll(() => rmSync(folder, { recursive: true }))

function fileWith(name: string, text: string): string {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}

const { privateKey, publicKey } = sm2.sm2KeyPair(Buffer.alloc(32, 5))

describe('the record is signed', () => {
  it('by the key of the configuration', () => {
    const config = readConfig({ AUDIT_SIGNING_KEY_FILE: fileWith('key.pem', privateKey) })
    expect(signingKey(config).publicKey).toBe(publicKey)
  })

  it('by a key made of the master secret where there is none, the same each time and another for every secret', () => {
    const keyOf = (master: Buffer) => signingKey({ auditSigningKey: undefined, master }).publicKey
    expect(keyOf(EMBEDDED_MASTER)).toBe(keyOf(EMBEDDED_MASTER))
    expect(keyOf(Buffer.alloc(32, 1))).not.toBe(keyOf(EMBEDDED_MASTER))
  })

  it('by no key of another curve, and by no text that is none', () => {
    const other = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()
    for (const auditSigningKey of [other, publicKey, 'no key']) expect(() => signingKey({ auditSigningKey, master: EMBEDDED_MASTER })).toThrow(/private key of the SM2 curve/)
    expect(() => readConfig({ AUDIT_SIGNING_KEY_FILE: join(folder, 'missing.pem') })).toThrow('AUDIT_SIGNING_KEY_FILE')
  })

  it('by none where OpenSSL has no SM2, which keeps the hub from starting', () => {
    vi.mocked(sm2.sm2Supported).mockReturnValueOnce(false)
    expect(() => signingKey({ auditSigningKey: undefined, master: EMBEDDED_MASTER })).toThrow(/no SM2 and SM3/)
  })
})

describe('the record is verified', () => {
  it('by the keys too that signed it before, each known by its id', () => {
    const other = sm2.sm2KeyPair(Buffer.alloc(32, 6)).publicKey
    const config = readConfig({ AUDIT_FORMER_KEYS_FILE: fileWith('former.pem', `${publicKey}${other}`) })
    expect([...formerKeys(config).values()].map((each) => each.trim())).toEqual([publicKey.trim(), other.trim()])
    expect(formerKeys(readConfig({})).size).toBe(0)
  })

  it('by no file that holds none, which keeps the hub from starting', () => {
    for (const auditFormerKeys of ['', 'no key', privateKey]) expect(() => formerKeys({ auditFormerKeys })).toThrow(/AUDIT_FORMER_KEYS_FILE must be a file with public keys/)
  })
})

describe('the record is kept', () => {
  it('for five years where nothing is said, and for three at least', () => {
    expect(readConfig({}).auditRetentionMonths).toBe(60)
    expect(readConfig({ AUDIT_RETENTION_MONTHS: '36' }).auditRetentionMonths).toBe(36)
  })

  it.each(['35', '0', '-1', '36.5', 'ever', '1201'])('never for %s months, and it is told by which law', (months) => {
    expect(() => readConfig({ AUDIT_RETENTION_MONTHS: months })).toThrow(/AUDIT_RETENTION_MONTHS.*网络数据安全管理条例第十二条.*个人信息保护法第五十六条/)
  })
})
