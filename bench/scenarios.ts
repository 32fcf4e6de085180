import type { JWK } from 'jose'
import { systemClock } from '#platform/clock'
import { type RunnableExample, runnableExamples } from '../router/examples.ts'
import { personaToken } from '../router/tokens.ts'
import type { AskedRequest } from './loader.ts'

/** A question of the scenarios with the token of whoever asks it. */
export interface Scenario extends AskedRequest { readonly name: string; readonly example: RunnableExample }

/** Every fully granted question of the scenarios. Tokens last an hour, so a bench makes them anew. */
export async function scenarios(key: JWK): Promise<Scenario[]> {
  return Promise.all(runnableExamples().map(async (example) => {
    const { name, persona, subject, headers, query, variables } = example
    const authorization = `Bearer ${await personaToken(key, persona, subject, systemClock)}`
    return { name, example, path: '/graphql', headers: { ...headers, authorization }, body: { query, variables } }
  }))
}

/**
 * Asks one question and gives the text of its answer.
 *
 * @throws where it is not answered in full
 */
export async function askInFull(port: number, { path, headers, body }: AskedRequest): Promise<string> {
  const all = { 'content-type': 'application/json', accept: 'application/json', ...headers }
  const response = await fetch(`http://127.0.0.1:${port}${path}`, { method: 'POST', headers: all, body: JSON.stringify(body) })
  const text = await response.text()
  const { data, errors } = JSON.parse(text) as { data?: unknown; errors?: { extensions?: { code?: unknown } }[] }
  if (response.status !== 200 || errors !== undefined || data === undefined) {
    throw new Error(`a question was answered with ${response.status} ${JSON.stringify(errors?.map(({ extensions }) => extensions?.code))}`)
  }
  return text
}
