import type { JWK } from 'jose'
import { systemClock } from '#platform/clock'
import { formatPurpose } from '../router/purpose.ts'
import { personaToken } from '../router/tokens.ts'
import { examples } from '../seeds/examples.ts'
import { databaseTools } from './databases.ts'
import type { AskedRequest } from './loader.ts'

const FIRMS = `query Firms($codes: [CreditCode!]!) {
  legalPersons(creditCodes: $codes) { name address { fullText } credit { seriouslyDishonest } inspections(first: 1) { inspectedOn } }
}`

interface Plan {
  readonly rounds: number
  readonly perRound: number
  /** Organisations of a question. */
  readonly size: number
}

/** Questions for every round about organisations out of the whole table: open data of four libraries, none asked twice while they last. */
export async function firmRequests(url: string, key: JWK, { rounds, perRound, size }: Plan): Promise<AskedRequest[][]> {
  const { organisations } = await databaseTools()
  const codes = await organisations(url, rounds * perRound * size)
  const headers = {
    authorization: `Bearer ${await personaToken(key, 'outsider', undefined, systemClock)}`,
    'sharing-purpose': formatPurpose({ matter: examples()[0]?.purpose.matter ?? '', caseNo: null, reason: null }),
  }
  return Array.from({ length: rounds }, (_round, round) => Array.from({ length: perRound }, (_question, place) => {
    const from = ((round * perRound + place) * size) % Math.max(1, codes.length - size + 1)
    return { path: '/graphql', headers, body: { query: FIRMS, variables: { codes: codes.slice(from, from + size) } } }
  }))
}
