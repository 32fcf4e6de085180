import { HeaderMap } from '@apollo/server'
import { systemClock } from '#platform/clock'
import { openDatabase } from '#platform/db'
import { subjectKey } from '#platform/keys'
import { silentLog } from '#platform/log'
import { EMBEDDED_ISSUER, publicKeySet } from '../router/embedded-issuer.ts'
import { openHub } from '../router/hub.ts'
import { openIssuer } from '../router/issuers.ts'
import { formatPurpose } from '../router/purpose.ts'
import { deriveSecrets, EMBEDDED_MASTER } from '../router/secrets.ts'
import { personaToken } from '../router/tokens.ts'
import { loadWorld } from '../seeds/load.ts'
import { makeWorld } from '../seeds/world.ts'
import { prepareFolder } from './hub.ts'
import type { Row } from './report.ts'

const MANY = 100

const QUESTION = `query ($codes: [CreditCode!]!) {
  legalPersons(creditCodes: $codes) { name address { fullText } credit { seriouslyDishonest } inspections(first: 1) { inspectedOn } }
}`

/** Statements of one question joined from four libraries, for one organisation and for a hundred. */
export async function joinedStatements(): Promise<Row[]> {
  const { key } = await prepareFolder()
  const db = await openDatabase({})
  const secrets = deriveSecrets(EMBEDDED_MASTER)
  const world = makeWorld({ keyOf: (type, number) => subjectKey(secrets.subjects, type, number) })
  const hub = await openHub({ db, clock: systemClock, log: silentLog, secrets, issuers: [openIssuer(EMBEDDED_ISSUER, publicKeySet(key))] })
  await loadWorld(db, world, { faceKey: secrets.licenceFaces })
  const headers = new HeaderMap()
  headers.set('content-type', 'application/json')
  headers.set('authorization', `Bearer ${await personaToken(key, 'outsider', undefined, systemClock)}`)
  headers.set('sharing-purpose', formatPurpose({ matter: world.matters.matters[0]?.code ?? '', caseNo: null, reason: null }))
  // Firms with an address, so that one of them is asked of as many libraries as a hundred are.
  const codes = world.legalPersons.legalPersons.flatMap(({ subject, address }) => (address && subject.startsWith('9') ? subject : []))
  const statementsFor = async (count: number) => {
    const body = { query: QUESTION, variables: { codes: codes.slice(0, count) } }
    await hub.handle({ method: 'POST', headers, search: '', body })
    const before = db.statements.count
    await hub.handle({ method: 'POST', headers, search: '', body })
    return db.statements.count - before
  }
  const [one, many] = [await statementsFor(1), await statementsFor(MANY)]
  await hub.stop()
  await db.close()
  const what = `statements of a question joined from four libraries: 1 organisation, ${MANY} organisations`
  return [{ what, measured: `${one}, ${many}`, wanted: 'equal', reached: one === many }]
}
