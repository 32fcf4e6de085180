import { it } from 'vitest'
import { HeaderMap } from '@apollo/server'
import { openHub } from '../router/hub.ts'
import { openLog } from '#platform/log'
import { EMBEDDED_ISSUER, publicKeySet, signToken } from '../router/embedded-issuer.ts'
import { openIssuer } from '../router/issuers.ts'
import { LIBRARY_NAMES } from '../router/libraries.ts'
import { deriveSecrets, EMBEDDED_MASTER } from '../router/secrets.ts'
import { openTestDatabase } from './harness/database.ts'
import { testClock } from './harness/library.ts'
it('smokes', async () => {
  const key = { kty: 'OKP', crv: 'Ed25519', kid: 'embedded', alg: 'EdDSA', use: 'sig', d: 'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' }
  const db = await openTestDatabase(LIBRARY_NAMES, { postgis: true })
  const hub = await openHub({ db, clock: testClock, log: openLog({ level: 'info' }), secrets: deriveSecrets(EMBEDDED_MASTER), issuers: [openIssuer(EMBEDDED_ISSUER, publicKeySet(key))] })
  const token = await signToken(key, { client_id: 'x', agency: '11990000000000019A', zone: 'GOVERNMENT', assurance: 'HIGH' }, testClock)
  const ask = async (query: string, headers: Record<string, string> = {}) => {
    const map = new HeaderMap(); for (const [k, v] of Object.entries({ 'content-type': 'application/json', ...headers })) map.set(k, v)
    const r = await hub.handle({ method: 'POST', headers: map, search: '', body: { query } })
    console.log(r.status, r.body.kind === 'complete' ? r.body.string.slice(0, 1500) : r.body.kind)
  }
  await ask('{ person(citizenId: "990101194001010016") { name } }')
  await ask('{ division(code: "990101") { name } }')
  await ask('{ __typename }')
  const auth = { authorization: `Bearer ${token}` }
  await ask('{ __schema { queryType { name } } }', auth)
  await ask('{ person(citizenId: "990101194001010016") { name } division(code: "990101") { name } }', auth)
  await ask('{ person(citizenId: "990101194001010017") { name } }', auth)
  await ask('{ person(citizenId: 990101194001010017) { name } ', auth)
  await ask('{ personx }', auth)
  await db.close()
})
