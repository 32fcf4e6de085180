import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { AS_IT_IS, packed, takenEncoding } from './encoding.ts'

describe('An answer is packed by nothing', () => {
  it.each([
    undefined, '', 'identity', 'deflate', 'zstd, compress', 'gzip;q=0', 'br;q=0, gzip;q=0.0', '*;q=0, identity', 'identity;q=1, gzip;q=0.5, br;q=0.9',
    'gzip;q=2', 'gzip;q=-1', 'gzip;q=x', 'gzipped', ', ,', 'identity, *;q=0.1',
  ])('where a client takes %j', (header) => {
    expect(takenEncoding(header)).toEqual(AS_IT_IS)
  })
})

describe('An answer is packed', () => {
  it.each([
    ['gzip', 'gzip'], ['br', 'br'], ['gzip, deflate, br', 'br'], ['br, gzip', 'br'], ['GZIP;Q=0.5', 'gzip'], ['gzip;q=1.0, br;q=0.9', 'gzip'],
    ['br;q=0, gzip', 'gzip'], ['*', 'br'], ['*;q=0.1', 'br'], ['br;q=0, *', 'gzip'], ['gzip;q=0.5, identity;q=0.5', 'gzip'], ['gzip ; q = 0.001', 'gzip'],
  ])('where a client takes %j', (header, coding) => {
    expect(takenEncoding(header)).toEqual({ coding, identity: true })
  })

  it.each([['gzip, identity;q=0', 'gzip'], ['gzip, *;q=0', 'gzip'], ['*, identity;q=0', 'br']])('however small, where a client takes %j', (header, coding) => {
    expect(takenEncoding(header)).toEqual({ coding, identity: false })
  })

  it.each(['identity;q=0', '*;q=0', 'deflate, *;q=0', 'identity;q=0, br;q=0, gzip;q=0'])('by nothing that there is, where a client takes %j', (header) => {
    expect(takenEncoding(header)).toBeNull()
  })

  it('so that it is the same again afterwards', async () => {
    const text = `${'高龄津贴 '.repeat(500)}\u{20000}`
    expect(gunzipSync(await packed(text, 'gzip')).toString()).toBe(text)
    expect(brotliDecompressSync(await packed(text, 'br')).toString()).toBe(text)
  })
})
