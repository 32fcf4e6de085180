import { createECDH, createHmac } from 'node:crypto'
import { sm2Digest } from '#platform/sm2'
import { der, derInteger, TAG } from '#platform/x509/der'

/** Order of the SM2 curve, GB/T 32918.5. */
const ORDER = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n
const SCALAR_BYTES = 32

/**
 * An SM2 signature that is the same always, so that the invented world is: its secret number is drawn from key and message and not by
 * chance. For published keys alone, which have nothing to lose by a mistake here.
 *
 * @param privateKey PEM
 * @param scalar the same key as 32 bytes
 * @returns DER of r and s, GB/T 32918.2 clause 6.1
 */
export function fixedSignature(privateKey: string, scalar: Buffer, message: Buffer): Buffer {
  const digest = sm2Digest(privateKey, message)
  const d = numberOf(scalar)
  const k = 1n + (numberOf(createHmac('sm3', scalar).update(digest).digest()) % (ORDER - 1n))
  const curve = createECDH('SM2')
  curve.setPrivateKey(bytesOf(k))
  const r = (numberOf(digest) + numberOf(curve.getPublicKey().subarray(1, 1 + SCALAR_BYTES))) % ORDER
  const s = mod(power(1n + d, ORDER - 2n) * mod(k - r * d))
  return der(TAG.SEQUENCE, derInteger(bytesOf(r)), derInteger(bytesOf(s)))
}

const mod = (value: bigint) => ((value % ORDER) + ORDER) % ORDER
const numberOf = (bytes: Buffer) => BigInt(`0x${bytes.toString('hex')}`)
const bytesOf = (value: bigint) => Buffer.from(value.toString(16).padStart(2 * SCALAR_BYTES, '0'), 'hex')

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n
  for (let [square, left] = [mod(base), exponent]; left > 0n; [square, left] = [mod(square * square), left >> 1n]) {
    if ((left & 1n) === 1n) result = mod(result * square)
  }
  return result
}
