import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair } from 'jose'
import { type Configuration, Provider } from 'oidc-provider'

/** An OpenID Connect provider with people to sign in, on the loopback address. */
export interface TestProvider {
  readonly issuer: string
  close(): Promise<void>
}

export interface TestProviderOptions {
  readonly clientId: string
  readonly clientSecret: string
  readonly redirect: string
  readonly afterSignOut: string
  /** Address that names the hub to the provider (RFC 8707). */
  readonly resource: string
  /** What the hub reads of each account's access token. */
  readonly accounts: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

/** Signs in whoever `?login=` of its interaction names, without a form; everything else is the provider's own. */
export async function openProvider(options: TestProviderOptions): Promise<TestProvider> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const provider = new Provider(issuer, await configuration(options))
  const answer = provider.callback()
  server.on('request', (request, response) => {
    const login = /^\/interaction\/[^?]+\?login=([\w-]+)$/.exec(request.url ?? '')?.[1]
    if (login === undefined) return void answer(request, response)
    void provider.interactionFinished(request, response, login === 'nobody' ? { error: 'access_denied' } : { login: { accountId: login } }, { mergeWithLastSubmission: false })
  })
  return { issuer, close: () => new Promise((resolve) => { server.close(() => resolve()); server.closeAllConnections() }) }
}

async function configuration({ clientId, clientSecret, redirect, afterSignOut, resource, accounts }: TestProviderOptions): Promise<Configuration> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true })
  return {
    jwks: { keys: [{ ...(await exportJWK(privateKey)), alg: 'ES256', use: 'sig', kid: 'test' }] },
    clients: [{
      client_id: clientId, client_secret: clientSecret, redirect_uris: [redirect], post_logout_redirect_uris: [afterSignOut], id_token_signed_response_alg: 'ES256',
      grant_types: ['authorization_code'], response_types: ['code'],
    }],
    cookies: { keys: ['a key for tests'] },
    pkce: { required: () => true },
    findAccount: (_context, accountId) => ({ accountId, claims: async () => ({ sub: accountId }) }),
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    async loadExistingGrant(context) {
      const { client, session, provider } = context.oidc
      const grant = new provider.Grant({ clientId: client?.clientId ?? '', accountId: session?.accountId ?? '' })
      grant.addOIDCScope('openid')
      grant.addResourceScope(resource, '')
      await grant.save()
      return grant
    },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => resource,
        getResourceServerInfo: () => ({ scope: '', audience: 'govshare', accessTokenFormat: 'jwt', accessTokenTTL: 3_600, jwt: { sign: { alg: 'ES256' } } }),
      },
    },
    formats: {
      customizers: { jwt: (_context, token, parts) => void Object.assign(parts.payload, accounts[(token as { accountId?: string }).accountId ?? '']) },
    },
  }
}
