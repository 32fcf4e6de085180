import { createPrivateKey, createSign, generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { DEFAULT_SIGNER_ID, sm2KeyPair, sm2Sign, sm2Supported, sm2Verify } from './sm2.ts'

// The sample of GB/T 32918.5-2017 annex A.
const SCALAR = Buffer.from('3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8', 'hex')
const POINT = '09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13'
const R = 'f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3'
const S = 'b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa'
const MESSAGE = Buffer.from('message digest')
// Both numbers begin with a bit that is set, so each takes 33 bytes.
const SAMPLE = Buffer.from(`3046022100${R}022100${S}`, 'hex')

const signer = sm2KeyPair(SCALAR)
const other = sm2KeyPair(Buffer.alloc(32, 7))
const pem = (der: Buffer) => `-----BEGIN PUBLIC KEY-----\n${der.toString('base64')}\n-----END PUBLIC KEY-----\n`

describe('an SM2 signature is refused', () => {
  const signature = sm2Sign(signer.privateKey, MESSAGE)

  it('under the key of somebody else', () => {
    expect(sm2Verify(other.publicKey, MESSAGE, signature)).toBe(false)
  })

  it('under another signer id', () => {
    expect(sm2Verify(signer.publicKey, MESSAGE, signature, 'ALICE123@YAHOO.COM')).toBe(false)
    expect(sm2Verify(signer.publicKey, MESSAGE, sm2Sign(signer.privateKey, MESSAGE, ''))).toBe(false)
  })

  it('when any byte of the message is another', () => {
    const accepted = [...MESSAGE.keys()].filter((at) => {
      const changed = Buffer.from(MESSAGE)
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at)
      return sm2Verify(signer.publicKey, changed, signature)
    })
    expect(accepted).toEqual([])
    expect(sm2Verify(signer.publicKey, Buffer.alloc(0), signature)).toBe(false)
  })

  it('when any byte of it is another, and when it is none', () => {
    const accepted = [...SAMPLE.keys()].filter((at) => {
      const changed = Buffer.from(SAMPLE)
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at)
      return sm2Verify(signer.publicKey, MESSAGE, changed)
    })
    expect(accepted).toEqual([])
    for (const none of [Buffer.alloc(0), Buffer.from(R + S, 'hex'), SAMPLE.subarray(0, 40)]) {
      expect(sm2Verify(signer.publicKey, MESSAGE, none)).toBe(false)
    }
  })

  it('without throwing where the key is none, or one of another curve', () => {
    const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'pem', type: 'spki' }).toString()
    const outside = pem(Buffer.concat([Buffer.from('3059301306072a8648ce3d020106082a811ccf5501822d03420004', 'hex'), Buffer.alloc(64, 1)]))
    for (const key of ['', 'no key', stranger, outside]) expect(sm2Verify(key, MESSAGE, signature)).toBe(false)
  })

  it('when it is ECDSA, as a key that was never written down and read again makes it', () => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'SM2' })
    const spki = publicKey.export({ format: 'pem', type: 'spki' }).toString()
    expect(sm2Verify(spki, MESSAGE, createSign('sm3').update(MESSAGE).sign(privateKey))).toBe(false)
    const again = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()
    expect(sm2Verify(spki, MESSAGE, sm2Sign(again, MESSAGE))).toBe(true)
  })

  it('when its digest leaves out the signer', () => {
    const bare = createSign('sm3').update(MESSAGE).sign(createPrivateKey(signer.privateKey))
    expect(sm2Verify(signer.publicKey, MESSAGE, bare)).toBe(false)
  })
})

describe('an SM2 key is refused', () => {
  it.each([
    ['of 31 bytes', Buffer.alloc(31, 1)],
    ['of zero', Buffer.alloc(32)],
    ['beyond the order of the curve', Buffer.alloc(32, 255)],
  ])('when its scalar is one %s', (_, scalar) => {
    expect(() => sm2KeyPair(scalar)).toThrow()
  })

  it('for signing when it is of another curve', () => {
    const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()
    expect(() => sm2Sign(stranger, MESSAGE)).toThrow(RangeError)
  })
})

describe('an SM2 signature holds', () => {
  it('where this OpenSSL has the algorithms', () => {
    expect(sm2Supported()).toBe(true)
  })

  it('for the sample of GB/T 32918.5', () => {
    expect(DEFAULT_SIGNER_ID).toBe('1234567812345678')
    expect(Buffer.from(signer.publicKey.split('\n').slice(1, -2).join(''), 'base64').toString('hex')).toMatch(new RegExp(`04${POINT}$`))
    expect(sm2Verify(signer.publicKey, MESSAGE, SAMPLE)).toBe(true)
  })

  it('for what the same key signed, differently every time', () => {
    const [one, two] = [sm2Sign(signer.privateKey, MESSAGE), sm2Sign(signer.privateKey, MESSAGE)]
    expect(one.equals(two)).toBe(false)
    expect([one, two].map((each) => sm2Verify(signer.publicKey, MESSAGE, each))).toEqual([true, true])
    expect(sm2Verify(signer.publicKey, MESSAGE, sm2Sign(signer.privateKey, MESSAGE, 'ALICE123@YAHOO.COM'), 'ALICE123@YAHOO.COM')).toBe(true)
  })
})
