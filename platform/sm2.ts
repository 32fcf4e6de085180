import { createECDH, createHash, createPrivateKey, createPublicKey, createSign, createVerify, getCurves, getHashes } from 'node:crypto'

/** Identity of a signer where none is agreed, GM/T 0009-2012 clause 10. */
export const DEFAULT_SIGNER_ID = '1234567812345678'

/** A key pair as PEM texts: PKCS #8 and SubjectPublicKeyInfo. */
export interface Sm2KeyPair {
  readonly privateKey: string
  readonly publicKey: string
}

// a ‖ b ‖ Gx ‖ Gy of the recommended curve, GB/T 32918.5-2017.
const CURVE = Buffer.from(
  'fffffffeffffffffffffffffffffffffffffffff00000000fffffffffffffffc' +
    '28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93' +
    '32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7' +
    'bc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0',
  'hex',
)

const SCALAR_BYTES = 32
const POINT_BYTES = 65
const SIGNER_ID_BYTES_MAX = 8_191

// DER around a private scalar and a public point; the curve is named by 1.2.156.10197.1.301.
const SEC1_HEAD = Buffer.from('30770201010420', 'hex')
const SEC1_MIDDLE = Buffer.from('a00a06082a811ccf5501822da144034200', 'hex')
const SPKI_HEAD = Buffer.from('3059301306072a8648ce3d020106082a811ccf5501822d034200', 'hex')

/**
 * Whether the OpenSSL of this process can sign and verify with SM2: distributions may leave the national algorithms out.
 * Where it cannot, {@link sm2Verify} answers `false` and {@link sm2Sign} throws.
 */
export function sm2Supported(): boolean {
  return getHashes().includes('sm3') && getCurves().includes('SM2')
}

/**
 * The key pair of a private scalar.
 *
 * @param scalar 32 bytes, from 1 to the order of the curve less 2
 * @throws Error on a scalar out of bounds, or where SM2 is not supported
 */
export function sm2KeyPair(scalar: Buffer): Sm2KeyPair {
  if (scalar.length !== SCALAR_BYTES) throw new RangeError(`a private scalar has ${SCALAR_BYTES} bytes`)
  const curve = createECDH('SM2')
  curve.setPrivateKey(scalar)
  const der = Buffer.concat([SEC1_HEAD, scalar, SEC1_MIDDLE, curve.getPublicKey()])
  const key = createPrivateKey({ key: der, format: 'der', type: 'sec1' })
  return {
    privateKey: key.export({ format: 'pem', type: 'pkcs8' }).toString(),
    publicKey: createPublicKey(key).export({ format: 'pem', type: 'spki' }).toString(),
  }
}

/**
 * Signs with SM2 over SM3, GB/T 32918.2: the digest is taken over Z of the signer and the message.
 *
 * Keys come as PEM and never as the object that made them: OpenSSL signs ECDSA with a key that it generated, and SM2 with
 * the same key read again.
 *
 * @param privateKey PEM, PKCS #8 or SEC1
 * @param signerId at most 8191 bytes
 * @returns DER of r and s; another for every call, since the algorithm draws a number
 * @throws Error where the key is none of the SM2 curve, or SM2 is not supported
 */
export function sm2Sign(privateKey: string, message: Buffer, signerId = DEFAULT_SIGNER_ID): Buffer {
  return sm2Signer(privateKey, signerId)(message)
}

/**
 * Signs many messages with one key, which is read once; see {@link sm2Sign}.
 *
 * @throws Error on a key that is none of the SM2 curve, or where SM2 is not supported
 */
export function sm2Signer(privateKey: string, signerId = DEFAULT_SIGNER_ID): (message: Buffer) => Buffer {
  const key = createPrivateKey(privateKey)
  const identity = identityDigest(pointOf(key), signerId)
  return (message) => createSign('sm3').update(identity).update(message).sign(key)
}

/**
 * What is signed in place of a message: e = SM3(Z ‖ M), GB/T 32918.2 clause 6.1.
 *
 * @param key PEM of the signer's key, private or public
 */
export function sm2Digest(key: string, message: Buffer, signerId = DEFAULT_SIGNER_ID): Buffer {
  return createHash('sm3').update(identityDigest(pointOf(createPublicKey(key)), signerId)).update(message).digest()
}

/**
 * Whether a signature holds. Anything that is no signature, no key or not supported does not: this never throws.
 *
 * @param publicKey PEM, SubjectPublicKeyInfo
 * @param signature DER of r and s
 */
export function sm2Verify(publicKey: string, message: Buffer, signature: Buffer, signerId = DEFAULT_SIGNER_ID): boolean {
  try {
    const key = createPublicKey(publicKey)
    return createVerify('sm3').update(identityDigest(pointOf(key), signerId)).update(message).verify(key, signature)
  } catch {
    return false
  }
}

/** Z = SM3(ENTL ‖ ID ‖ a ‖ b ‖ Gx ‖ Gy ‖ Px ‖ Py), which ties a signature to its signer; GB/T 32918.2-2016 clause 5.5. */
function identityDigest(point: Buffer, signerId: string): Buffer {
  const id = Buffer.from(signerId, 'utf8')
  if (id.length > SIGNER_ID_BYTES_MAX) throw new RangeError(`a signer id has at most ${SIGNER_ID_BYTES_MAX} bytes`)
  const bits = Buffer.alloc(2)
  bits.writeUInt16BE(id.length * 8)
  return createHash('sm3').update(bits).update(id).update(CURVE).update(point).digest()
}

/** Px ‖ Py of a key; a key of any other curve is refused, since it would sign by another algorithm. */
function pointOf(key: ReturnType<typeof createPublicKey>): Buffer {
  const spki = (key.type === 'private' ? createPublicKey(key) : key).export({ format: 'der', type: 'spki' })
  const known = spki.length === SPKI_HEAD.length + POINT_BYTES && spki.subarray(0, SPKI_HEAD.length).equals(SPKI_HEAD)
  if (!known) throw new RangeError('not a key of the SM2 curve')
  return spki.subarray(-POINT_BYTES + 1)
}
