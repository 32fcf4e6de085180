import { createContext, use } from 'react'

/** Whom the router says is signed in. The token itself never comes here. */
export interface SignedIn {
  readonly signedIn: true
  readonly consumer: string
  readonly agency: string
  readonly operator: string
  readonly zone: string
  /** The persona, in embedded mode. */
  readonly persona: string | null
  /** Goes with every question, so that no other site can ask one. */
  readonly csrf: string
  readonly expiresAt: string
}

export interface OfferedPersona {
  readonly persona: string
  readonly consumerName: string
  readonly roles: readonly string[]
}

export interface SignedOut {
  readonly signedIn: false
  /** Whether there is a provider to sign in with. */
  readonly provider: boolean
  /** Who may be chosen in embedded mode; `null` elsewhere. */
  readonly personas: readonly OfferedPersona[] | null
}

/** Who is signed in, with what the catalogue knows of the system. Roles decide what is shown, never what may be done. */
export interface Me extends SignedIn {
  readonly systemName: string
  readonly agencyName: string
  readonly roles: readonly string[]
}

export const MeContext = createContext<Me | null>(null)

export function useMe(): Me {
  const me = use(MeContext)
  if (me === null) throw new Error('a screen is shown to nobody')
  return me
}

export async function readSession(): Promise<SignedIn | SignedOut> {
  const response = await fetch('/console/session', { headers: { accept: 'application/json' } })
  if (!response.ok) throw new Error(`session ${response.status}`)
  return (await response.json()) as SignedIn | SignedOut
}

export async function choosePersona(persona: string): Promise<void> {
  await post('/console/sign-in/persona', { persona }, '')
}

/** Ends the session, and tells where to end it with the provider too. */
export async function signOut(csrf: string): Promise<string | null> {
  const response = await post('/console/sign-out', {}, csrf)
  return ((await response.json()) as { next: string | null }).next
}

async function post(path: string, body: unknown, csrf: string): Promise<Response> {
  const response = await fetch(path, { method: 'POST', headers: { 'content-type': 'application/json', 'x-csrf-token': csrf }, body: JSON.stringify(body) })
  if (!response.ok) throw new Error(`${path} ${response.status}`)
  return response
}
