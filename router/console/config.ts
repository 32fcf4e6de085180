import type { Settings } from '#platform/config'
import { isInTheClear } from '../elsewhere.ts'
import type { IssuerSettings } from '../issuers.ts'
import type { ConsoleSettings } from './index.ts'

/** How people sign in to the console; `null` where no provider is named. Half of a provider is a fault. */
export function consoleFrom(settings: Settings, issuers: readonly IssuerSettings[]): ConsoleSettings | null {
  if (settings.named('OIDC_').length === 0) return null
  const issuer = settings.text('OIDC_ISSUER') ?? ''
  const clientId = settings.text('OIDC_CLIENT_ID') ?? ''
  const origin = settings.text('CONSOLE_ORIGIN') ?? ''
  const resource = settings.text('OIDC_RESOURCE') ?? null
  if (!issuers.some((each) => each.issuer === issuer)) settings.fault('OIDC_ISSUER', 'one of TRUSTED_ISSUERS, whose tokens the hub accepts')
  else if (!/^https?:\/\//.test(issuer) || isInTheClear(`${issuer}/`)) settings.fault('OIDC_ISSUER', 'an address https://…, or http://… on this machine')
  if (clientId === '') settings.fault('OIDC_CLIENT_ID', 'the name that the provider knows the console by')
  if (!isOrigin(origin)) settings.fault('CONSOLE_ORIGIN', 'where browsers reach the hub, as https://hub.example.gov.cn, without a path')
  if (resource !== null && !URL.canParse(resource)) settings.fault('OIDC_RESOURCE', 'an absolute address')
  const secret = settings.file('OIDC_CLIENT_SECRET_FILE')?.trim()
  if (secret === '') settings.fault('OIDC_CLIENT_SECRET_FILE', 'a file that holds a secret')
  return { origin, provider: { issuer, clientId, clientSecret: secret ?? null, scope: settings.text('OIDC_SCOPE') ?? 'openid', resource } }
}

function isOrigin(text: string): boolean {
  return /^https?:\/\//.test(text) && URL.canParse(text) && new URL(text).origin === text && !isInTheClear(`${text}/`)
}
