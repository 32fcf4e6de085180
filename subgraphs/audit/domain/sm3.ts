import { hash } from 'node:crypto'

/** What is hashed is put together here, since a stream of hashes made one object each would be slower by half. */
const together = Buffer.alloc(65_536)

/** SM3 (GB/T 32905) of some bytes, 32 bytes. */
export function sm3Bytes(bytes: Buffer | string): Buffer {
  return hash('sm3', bytes, 'buffer')
}

/** SM3 of some bytes and a text in UTF-8 after them. */
export function sm3After(bytes: Buffer, text: string): Buffer {
  // No character takes more than three bytes of UTF-8 for each of its code units.
  if (bytes.length + text.length * 3 > together.length) return sm3Bytes(Buffer.concat([bytes, Buffer.from(text, 'utf8')]))
  const head = bytes.copy(together)
  return sm3Bytes(together.subarray(0, head + together.write(text, head, 'utf8')))
}
