import { createHmac } from 'node:crypto'
import { generateKeyPair, importJWK, type JWK, SignJWT } from 'jose'
import { describe, expect, it } from 'vitest'
import { EMBEDDED_ISSUER } from '../../router/embedded-issuer.ts'
import { codeOf } from '../../seeds/agencies.ts'
import { personaOf } from '../../seeds/personas.ts'
import type { Answer, Question, TestHub } from '../harness/hub.ts'
import { testClock } from '../harness/library.ts'
import { numberOf, refusals, under } from './story.ts'

const purpose = under('old-age-allowance', 'allowance')

/** Tokens that are accepted and tokens that are not, against an open hub. */
export function tokens(hub: () => TestHub): void {
  const ask = (question: Question): Promise<Answer> => hub().ask(question)
  const oldMan = () => ({ id: numberOf('old-man') })

  describe('A token', () => {
    const NOW = Math.floor(testClock.now() / 1_000)
    const claims = () => {
      const { consumer, agency, zone, assurance } = personaOf('civil-affairs')!
      return {
        iss: EMBEDDED_ISSUER.issuer, aud: EMBEDDED_ISSUER.audience, iat: NOW, exp: NOW + 600,
        client_id: consumer, agency, zone, assurance,
      }
    }
    const HEADER = { alg: 'EdDSA', kid: 'embedded', typ: 'JWT' }
    const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
    type Signing = { readonly header?: typeof HEADER; readonly key?: Parameters<SignJWT['sign']>[0] }
    async function signed(change: Record<string, unknown> = {}, { header = HEADER, key }: Signing = {}) {
      const signer = key ?? (await importJWK(hub().key, 'EdDSA'))
      return new SignJWT({ ...claims(), ...change }).setProtectedHeader(header).sign(signer)
    }
    const told = async (authorization: string) =>
      ask({
        query: `query ($id: CitizenId!) { person(citizenId: $id) { name } }`, variables: oldMan(), purpose,
        headers: { authorization },
      })

    const BAD: [string, () => Promise<string>][] = [
      ['has expired', () => signed({ exp: NOW - 60 })],
      ['has no end', () => signed({ exp: undefined })],
      ['is meant for somebody else', () => signed({ aud: 'another-hub' })],
      ['comes from an issuer that nobody trusts', () => signed({ iss: 'https://elsewhere.example' })],
      ['names no system', () => signed({ client_id: undefined })],
      ['names a system by what no record keeps', () => signed({ client_id: 'sys-civil-affairs\0' })],
      ['names an operator by half a character', () => signed({ operator: 'op-\ud800' })],
      ['names no agency', () => signed({ agency: '11990101000000000X' })],
      [
        'is signed with another key',
        async () => signed({}, { key: (await generateKeyPair('EdDSA')).privateKey }),
      ],
      ['names a key that there is not', () => signed({}, { header: { ...HEADER, kid: 'another' } })],
      ['was changed after it was signed', async () => {
        const [header, , signature] = (await signed()).split('.')
        return `${header}.${encoded({ ...claims(), agency: codeOf('public-security') })}.${signature}`
      }],
      ['is not signed at all', async () => `${encoded({ alg: 'none', typ: 'JWT' })}.${encoded(claims())}.`],
      [
        'is not signed and says so beside a signature',
        async () => `${encoded({ alg: 'none', kid: 'embedded' })}.${encoded(claims())}.AAAA`,
      ],
      ['is signed with the public key as if it were a secret', async () => {
        const body = `${encoded({ alg: 'HS256', kid: 'embedded', typ: 'JWT' })}.${encoded(claims())}`
        const { x } = hub().key as JWK & { x: string }
        return `${body}.${createHmac('sha256', x).update(body).digest('base64url')}`
      }],
      ['is no token', async () => 'nonsense'],
    ]

    it.each(BAD)('that %s gets 401 and not a word more', async (_fault, token) => {
      const answer = await told(`Bearer ${await token()}`)
      expect(answer.status).toBe(401)
      expect(JSON.parse(answer.text)).toEqual({ errors: [{
        message: 'the token is not accepted', extensions: { code: 'UNAUTHENTICATED' },
      }] })
    })

    it('under another scheme gets 401 too', async () => {
      expect((await told(`Basic ${Buffer.from('civil-affairs:secret').toString('base64')}`)).status).toBe(401)
    })

    it('that is good is answered, so that the others fail for their fault alone', async () => {
      expect((await told(`Bearer ${await signed()}`)).data).toEqual({ person: { name: '张大山' } })
    })

    it('is accepted of a system that the catalogue does not know, for nothing', async () => {
      const answer = await told(`Bearer ${await signed({ client_id: 'sys-unknown' })}`)
      expect(refusals(answer)).toEqual(['person: Person.citizenId CONSUMER_SUSPENDED'])
    })

    it('is accepted of a system that acts for an agency it does not serve, for nothing', async () => {
      const answer = await told(`Bearer ${await signed({ agency: codeOf('public-security') })}`)
      expect(refusals(answer)).toEqual(['person: Person.citizenId AGENCY_NOT_SERVED'])
    })

    it('of a person who was not identified well opens nothing personal', async () => {
      const answer = await told(`Bearer ${await signed({ assurance: 'LOW' })}`)
      expect(refusals(answer)).toEqual(['person: Person.citizenId ASSURANCE_TOO_LOW'])
    })
  })
}
