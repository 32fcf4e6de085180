import { execFileSync } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sm2KeyPair, sm2Sign, sm2Verify } from '../sm2.ts'
import { type Certificate, type Name, readCertificate } from './certificate.ts'
import { CHAIN_MAX, isRoot, trustedChain } from './chain.ts'
import { derInteger, derOid, readDer } from './der.ts'
import { certificatesIn, pemOf, strictCertificates } from './pem.ts'
import { type CertificateContent, writeCertificate } from './write.ts'

const FROM = new Date('2024-01-01T00:00:00Z')
const TO = new Date('2050-06-01T00:00:00Z')
const keyOf = (digit: number) => sm2KeyPair(Buffer.alloc(32, digit))
const name = (commonName: string): Name => ({ organization: '示例机关', organizationIdentifier: '1199010000000022XR', commonName })
const ROOT = name('示例根')
const MIDDLE = name('示例中间')
const SIGNER = name('示例机关电子证照专用章')

const content = (subject: Name, issuer: Name, digit: number, more: Partial<CertificateContent> = {}): CertificateContent =>
  ({ subject, issuer, publicKey: keyOf(digit).publicKey, serial: Buffer.from([0x80, 1]), validFrom: FROM, validTo: TO, ...more })
const made = (...given: [...Parameters<typeof content>, signer: number]) => {
  const [subject, issuer, digit, more, signer] = given
  return readCertificate(writeCertificate(content(subject, issuer, digit, more), keyOf(signer).privateKey)) as Certificate
}

const root = made(ROOT, ROOT, 1, { authority: { pathLength: 1 } }, 1)
const middle = made(MIDDLE, ROOT, 2, { authority: { pathLength: 0 } }, 1)
const signer = made(SIGNER, MIDDLE, 3, {}, 2)
const direct = made(SIGNER, ROOT, 3, {}, 1)

describe('a chain is not trusted', () => {
  const refused: [string, readonly Certificate[], (readonly Certificate[])?][] = [
    ['where there is none', []],
    ['to no root', [signer, middle], []],
    ['to another root of the same name', [direct], [made(ROOT, ROOT, 7, { authority: {} }, 7)]],
    ['with an authority left out', [signer]],
    ['in another order', [middle, signer]],
    ['with something beside it', [signer, middle, direct]],
    ['from an authority that signs as one of its signers', [middle]],
    ['from the root itself', [root]],
    ['through one who is no authority', [made(SIGNER, SIGNER, 4, {}, 3), direct]],
    ['with a signature of somebody else', [made(SIGNER, ROOT, 3, {}, 2)]],
    ['beyond a path length', [made(SIGNER, name('乙'), 5, {}, 4), made(name('乙'), MIDDLE, 4, { authority: {} }, 2), middle]],
  ]
  it.each(refused)('%s', (_, chain, roots = [root]) => {
    expect(trustedChain(chain, roots)).toBeNull()
  })

  it(`of more than ${CHAIN_MAX} certificates`, () => {
    const open = made(ROOT, ROOT, 1, { authority: {} }, 1)
    const names = Array.from({ length: CHAIN_MAX }, (_, at) => name(`第${at}级`))
    const authorities = names.map((each, at) => made(each, names[at - 1] ?? ROOT, 10 + at, { authority: {} }, at === 0 ? 1 : 9 + at)).toReversed()
    const long = [made(SIGNER, names.at(-1) as Name, 3, {}, 9 + CHAIN_MAX), ...authorities]
    expect(trustedChain(long, [open])).toBeNull()
    const shorter = [made(SIGNER, names.at(-2) as Name, 3, {}, 8 + CHAIN_MAX), ...authorities.slice(1)]
    expect(trustedChain(shorter, [open])).not.toBeNull()
  })

  it('as a root where it did not issue itself or may not issue', () => {
    expect([root, middle, signer, made(SIGNER, SIGNER, 3, {}, 3)].map(isRoot)).toEqual([true, false, false, false])
  })
})

describe('what is no certificate is read as none', () => {
  it('whatever it is, without throwing', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => readCertificate(Buffer.from(bytes)) === null), { seed: 7, numRuns: 500 })
    fc.assert(fc.property(fc.nat(direct.der.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
      const changed = Buffer.from(direct.der)
      changed.writeUInt8(changed.readUInt8(at) ^ change, at)
      const read = readCertificate(changed)
      return read === null || trustedChain([read], [root]) === null
    }), { seed: 7, numRuns: 300 })
    for (const length of direct.der.keys()) expect(readCertificate(direct.der.subarray(0, length))).toBeNull()
  })

  it('where it is of another curve or signed otherwise', () => {
    const folder = mkdtempSync(join(tmpdir(), 'govshare-'))
    const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' })
    openssl('req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', 'k', '-out', 'c', '-subj', '/CN=x', '-days', '1')
    expect(certificatesIn(readFileSync(join(folder, 'c'), 'utf8')).map(readCertificate)).toEqual([null])
  })

  it('in a text of another form', () => {
    const text = pemOf(direct.der)
    expect(strictCertificates(text + pemOf(root.der))).toEqual([direct.der, root.der])
    for (const other of ['', `${text}\n`, text.replace('\n', '\r\n'), text.slice(1), text.replace('BEGIN', 'BEGUN'), ` ${text}`]) expect(strictCertificates(other)).toBeNull()
  })

  it('of DER with a length in a longer form, or with more behind it', () => {
    expect(() => readDer(Buffer.from([0x04, 0x81, 0x01, 0x00]))).toThrow(RangeError)
    expect(() => readDer(Buffer.from([0x04, 0x01, 0x00, 0x00]))).toThrow(RangeError)
    expect(() => readDer(Buffer.from([0x04, 0x80]))).toThrow(RangeError)
  })
})

describe('a chain is trusted', () => {
  it('up to a configured root, which may stand in it, while all of it counts', () => {
    for (const chain of [[signer, middle], [signer, middle, root], [direct]]) expect(trustedChain(chain, [root])).toEqual({ validFrom: FROM, validTo: TO })
    const brief = made(SIGNER, ROOT, 3, { validFrom: new Date('2025-01-01T00:00:00Z'), validTo: new Date('2026-01-01T00:00:00Z') }, 1)
    expect(trustedChain([brief], [root])).toEqual({ validFrom: brief.validFrom, validTo: brief.validTo })
  })
})

describe('a certificate', () => {
  it('says who signs, until when, and with which key', () => {
    expect(direct).toMatchObject({ subject: SIGNER, validFrom: FROM, validTo: TO, publicKey: keyOf(3).publicKey, ca: false, pathLength: null, usage: 0xc0 })
    expect(middle).toMatchObject({ ca: true, pathLength: 0, usage: 0x06 })
    expect(direct.keyId).toMatch(/^[0-9a-f]{32}$/)
    expect(direct.keyId).toBe(signer.keyId)
    expect(new X509Certificate(direct.der).validTo).toContain('2050')
  })

  it('is written as others write it', () => {
    expect([derOid('1.2.156.10197.1.501'), derInteger(Buffer.from([0, 0, 0x80]))].map((each) => each.toString('hex'))).toEqual(['06082a811ccf55018375', '02020080'])
  })
})

describe('OpenSSL and the hub agree', () => {
  const folder = mkdtempSync(join(tmpdir(), 'govshare-'))
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' }).toString()
  const write = (file: string, ...chain: Certificate[]) => writeFileSync(join(folder, file), chain.map((each) => pemOf(each.der)).join(''))
  const DISTID = '1234567812345678'

  it('about certificates that the hub made', () => {
    write('root.pem', root)
    write('middle.pem', middle)
    write('signer.pem', signer)
    write('direct.pem', direct)
    // It takes the signer id for the certificate that is named and for none above it, so one step is looked at at a time.
    const verify = (root: string, file: string, ...more: string[]) => openssl('verify', '-vfyopt', `distid:${DISTID}`, '-CAfile', root, ...more, file)
    for (const file of ['direct.pem', 'middle.pem']) expect(verify('root.pem', file)).toContain(`${file}: OK`)
    expect(verify('middle.pem', 'signer.pem', '-partial_chain')).toContain('signer.pem: OK')
    expect(() => verify('root.pem', 'signer.pem')).toThrow()
    const text = openssl('x509', '-in', 'signer.pem', '-noout', '-text', '-nameopt', 'utf8')
    for (const part of ['Signature Algorithm: SM2-with-SM3', SIGNER.commonName, SIGNER.organizationIdentifier, 'Digital Signature, Non Repudiation', 'CA:FALSE']) expect(text).toContain(part)
  })

  it('about certificates and signatures that OpenSSL made', () => {
    openssl('ecparam', '-name', 'SM2', '-genkey', '-noout', '-out', 'own.key')
    openssl('req', '-x509', '-new', '-key', 'own.key', '-sm3', '-sigopt', `distid:${DISTID}`, '-utf8', '-subj', '/O=甲机关/organizationIdentifier=1199010000000022XR/CN=甲根', '-days', '30', '-out', 'own.pem')
    const [own] = certificatesIn(readFileSync(join(folder, 'own.pem'), 'utf8')).map(readCertificate)
    expect(own?.subject).toEqual({ organization: '甲机关', organizationIdentifier: '1199010000000022XR', commonName: '甲根' })
    expect(own !== null && own !== undefined && isRoot(own)).toBe(true)
    // The trap that makes verifying by hand necessary.
    expect(own && new X509Certificate(own.der).verify(new X509Certificate(own.der).publicKey)).toBe(false)
    writeFileSync(join(folder, 'message'), '一份证照')
    openssl('dgst', '-sm3', '-sign', 'own.key', '-sigopt', `distid:${DISTID}`, '-out', 'signature', 'message')
    expect(sm2Verify(own?.publicKey ?? '', Buffer.from('一份证照'), readFileSync(join(folder, 'signature')))).toBe(true)
  })

  it('about signatures that the hub made', () => {
    writeFileSync(join(folder, 'message'), '一份证照')
    writeFileSync(join(folder, 'signature'), sm2Sign(keyOf(3).privateKey, Buffer.from('一份证照')))
    writeFileSync(join(folder, 'public.pem'), signer.publicKey)
    expect(openssl('dgst', '-sm3', '-verify', 'public.pem', '-sigopt', `distid:${DISTID}`, '-signature', 'signature', 'message')).toContain('Verified OK')
  })
})
