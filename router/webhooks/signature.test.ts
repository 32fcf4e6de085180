import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { projectFile } from '#platform/files'
import { documentedReceiver, type IsFromHub } from '../../tests/harness/receiver.ts'
import { canonicalText, signatureOf } from './signature.ts'

/** The vector as the document tells it. */
const [, table = ''] = /<!-- test vector -->\n\n([\s\S]*?)\n\n/.exec(readFileSync(projectFile('docs/webhooks.md'), 'utf8')) ?? []
const told = Object.fromEntries([...table.matchAll(/^\| (.+?) \| `(.+)` \|$/gm)].map(([, member = '', value = '']) => [member, value]))
const signed = { method: told['method'] ?? '', path: told['path'] ?? '', timestamp: told['timestamp'] ?? '', nonce: told['nonce'] ?? '', body: told['body'] ?? '' }
const secret = told['secret'] ?? ''
const NOW = Number(signed.timestamp)

let isFromHub: IsFromHub
beforeAll(async () => {
  isFromHub = await documentedReceiver()
})

const request = (more: { url?: string; headers?: object } = {}) => ({
  method: signed.method, url: signed.path,
  ...more,
  headers: { 'govshare-timestamp': signed.timestamp, 'govshare-nonce': signed.nonce, 'govshare-signature': told['signature'] ?? '', ...more.headers },
})

describe('a receiver that does what the document says believes nothing', () => {
  it.each([
    ['that says something else', request(), signed.body.replace('7', '8')],
    ['that went to another path', request({ url: '/govshare?from=elsewhere' }), signed.body],
    ['that was sent at another time', request({ headers: { 'govshare-timestamp': String(NOW + 1) } }), signed.body],
    ['with another nonce', request({ headers: { 'govshare-nonce': `${signed.nonce}0` } }), signed.body],
    ['without a signature', request({ headers: { 'govshare-signature': undefined } }), signed.body],
    ['with half of one', request({ headers: { 'govshare-signature': (told['signature'] ?? '').slice(0, 32) } }), signed.body],
  ])('%s', (_what, sent, body) => {
    expect(isFromHub(secret, sent, body, NOW)).toBe(false)
  })

  it('that is signed with another secret', () => {
    expect(isFromHub(Buffer.alloc(32).toString('base64url'), request(), signed.body, NOW)).toBe(false)
  })

  it('that is old, or comes a second time', () => {
    expect(isFromHub(secret, request(), signed.body, NOW + 301)).toBe(false)
    expect([isFromHub(secret, request(), signed.body, NOW + 1), isFromHub(secret, request(), signed.body, NOW + 2)]).toEqual([true, false])
  })
})

describe('a signature', () => {
  it('is the one of the vector that receivers test themselves by', () => {
    expect(canonicalText(signed)).toBe(`POST\n/govshare?from=hub\n1772413200\n000102030405060708090a0b0c0d0e0f\n${told['SM3 of the body']}`)
    expect(signatureOf(Buffer.from(secret, 'base64url'), signed)).toBe(told['signature'])
  })
})
