import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readConfig } from '../config.ts'

const folder = mkdtempSync(join(tmpdir(), 'govshare-console-'))
const file = (name: string, text: string) => {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}
const ISSUER = 'https://id.example'
const TRUSTED_ISSUERS = file('issuers.json', JSON.stringify([{ issuer: ISSUER, audience: 'govshare', jwks: `${ISSUER}/jwks`, identityProvider: true }]))
const RIGHT = { TRUSTED_ISSUERS, OIDC_ISSUER: ISSUER, OIDC_CLIENT_ID: 'console', OIDC_CLIENT_SECRET_FILE: file('secret', 'a secret\n'), CONSOLE_ORIGIN: 'https://hub.example' }

describe('how people sign in to the console', () => {
  afterAll(() => rmSync(folder, { recursive: true }))

  it.each([
    ['OIDC_ISSUER', 'https://another.example'], ['OIDC_ISSUER', ''], ['OIDC_CLIENT_ID', ''], ['OIDC_CLIENT_SECRET_FILE', join(folder, 'missing')], ['OIDC_CLIENT_SECRET_FILE', file('empty', ' \n')],
    ['CONSOLE_ORIGIN', ''], ['CONSOLE_ORIGIN', 'http://hub.example'], ['CONSOLE_ORIGIN', 'https://hub.example/'], ['CONSOLE_ORIGIN', 'https://hub.example/console'], ['OIDC_RESOURCE', 'hub'],
  ])('is not left half configured: %s=%s', (name, value) => {
    expect(() => readConfig({ ...RIGHT, [name]: value })).toThrow(new RegExp(`${name} must be`))
  })

  it('is by no provider where none is named', () => {
    expect(readConfig({}).console).toBeNull()
  })

  it('is by the provider that is named, with PKCE alone where it gave no secret', () => {
    expect(readConfig({ ...RIGHT, OIDC_RESOURCE: 'https://hub.example/graphql' }).console).toEqual({
      origin: 'https://hub.example', provider: { issuer: ISSUER, clientId: 'console', clientSecret: 'a secret', scope: 'openid', resource: 'https://hub.example/graphql' },
    })
    expect(readConfig({ ...RIGHT, OIDC_CLIENT_SECRET_FILE: '' }).console?.provider.clientSecret).toBeNull()
  })
})
