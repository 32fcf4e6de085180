import { createCipheriv, createDecipheriv, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

const FORMAT = 1
const KEY_BYTES = 32
const SM4_KEY_BYTES = 16
const IV_BYTES = 16
const TAG_BYTES = 32
const HEAD_BYTES = 1 + IV_BYTES

/**
 * Seals a small text so that only a holder of the key reads it, and nobody changes or moves it unseen: SM4-CTR
 * (GB/T 32907), then HMAC-SM3 (GB/T 32905) over what was written.
 *
 * @param key 32 bytes
 * @param text any well-formed text; it is held in memory whole
 * @param associated what the box belongs to, as a row's key; not kept in the box, and asked for again when opening
 * @returns format (1 byte), initial counter (16), ciphertext (as long as the text in UTF-8), tag (32)
 * @throws RangeError where the key is not 32 bytes
 */
export function seal(key: Buffer, text: string, associated: string): Buffer {
  const { encryption, authentication } = keysFrom(key)
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv('sm4-ctr', encryption, iv)
  const head = Buffer.concat([Buffer.of(FORMAT), iv])
  const ciphertext = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([head, ciphertext, tagOf(authentication, head, associated, ciphertext)])
}

/**
 * Opens what {@link seal} made.
 *
 * @throws Error, always the same and free of content, where key, box or `associated` is not the one of sealing
 * @throws RangeError where the key is not 32 bytes
 */
export function unseal(key: Buffer, box: Buffer, associated: string): string {
  const { encryption, authentication } = keysFrom(key)
  if (box.length < HEAD_BYTES + TAG_BYTES || box[0] !== FORMAT) throw refusal()
  const head = box.subarray(0, HEAD_BYTES)
  const ciphertext = box.subarray(HEAD_BYTES, -TAG_BYTES)
  const tag = tagOf(authentication, head, associated, ciphertext)
  if (!timingSafeEqual(tag, box.subarray(-TAG_BYTES))) throw refusal()
  const decipher = createDecipheriv('sm4-ctr', encryption, head.subarray(1))
  return Buffer.concat([decipher.update(ciphertext), decipher.final()]).toString('utf8')
}

function refusal(): Error {
  return new Error('the envelope cannot be opened')
}

interface Keys {
  readonly of: Buffer
  readonly encryption: Buffer
  readonly authentication: Buffer
}

const derived = new WeakMap<Buffer, Keys>()

// Two keys, since one key for two algorithms would tie the safety of each to the other. Deriving them takes as long as
// sealing, so they are kept beside the key, and made anew where its bytes are other ones by now.
function keysFrom(key: Buffer): Keys {
  if (key.length !== KEY_BYTES) throw new RangeError(`an envelope key has ${KEY_BYTES} bytes`)
  const known = derived.get(key)
  if (known?.of.equals(key) === true) return known
  const derive = (label: string) => createHmac('sm3', key).update(`envelope ${FORMAT} ${label}`).digest()
  const keys = { of: Buffer.from(key), encryption: derive('encryption').subarray(0, SM4_KEY_BYTES), authentication: derive('authentication') }
  derived.set(key, keys)
  return keys
}

// The length in front keeps bytes of the associated text from passing as ciphertext, or the other way round.
function tagOf(key: Buffer, head: Buffer, associated: string, ciphertext: Buffer): Buffer {
  const bytes = Buffer.from(associated, 'utf8')
  const length = Buffer.alloc(4)
  length.writeUInt32BE(bytes.length)
  return createHmac('sm3', key).update(head).update(length).update(bytes).update(ciphertext).digest()
}
