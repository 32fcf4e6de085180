import { keepPreviousData, queryOptions, useQuery, type UseQueryResult } from '@tanstack/react-query'
import { inEnglish } from './code-names.en.ts'
import type { Document } from './generated/operations.ts'
import { useWords } from './language.tsx'
import { useMe } from './session.tsx'

/** Why something was not answered or not done, as the hub says it. */
export interface Refusal {
  readonly code: string
  readonly message: string
  readonly messageZh: string | null
  readonly reason: string | null
  readonly remedy: string | null
  readonly coordinate: string | null
  readonly path: readonly (string | number)[]
  readonly faults: readonly { readonly argument: string; readonly check: string; readonly en: string; readonly zh: string }[]
  readonly traceId: string | null
}

/** What came back: what was answered, and what was not. */
export interface Answer<Result> {
  readonly data: Result | null
  readonly refusals: readonly Refusal[]
}

/** Nothing came back that could be read. `status` is 0 where the hub could not be reached. */
export class AskFailed extends Error {
  readonly status: number
  constructor(status: number) {
    super(`the hub answered ${status}`)
    this.status = status
  }
}

/** The session is over, or another one has begun on another tab. */
export const SIGNED_OUT_EVENT = 'govshare-signed-out'

/** Sends an operation by its hash; the router knows the text. */
export async function ask<Result, Variables>(csrf: string, { id }: Document<Result, Variables>, variables: Variables): Promise<Answer<Result>> {
  const response = await fetch('/console/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json', 'x-csrf-token': csrf },
    body: JSON.stringify({ documentId: id, variables }),
  }).catch(() => null)
  if (response === null) throw new AskFailed(0)
  const told = (await response.json().catch(() => null)) as { data?: Result | null; errors?: readonly RawError[] } | null
  if (response.status === 401 || response.status === 403) globalThis.dispatchEvent(new Event(SIGNED_OUT_EVENT))
  if (told === null || (told.data === undefined && told.errors === undefined)) throw new AskFailed(response.status)
  return { data: told.data ?? null, refusals: (told.errors ?? []).map(refusalOf) }
}

interface RawError {
  readonly message: string
  readonly path?: readonly (string | number)[]
  readonly extensions?: Readonly<Record<string, unknown>>
}

function refusalOf({ message, path = [], extensions = {} }: RawError): Refusal {
  const text = (name: string) => (typeof extensions[name] === 'string' ? extensions[name] : null)
  return {
    code: text('code') ?? 'INTERNAL_SERVER_ERROR', message, messageZh: text('messageZh'), reason: text('reason'), remedy: text('remedy'), coordinate: text('coordinate'), path,
    faults: Array.isArray(extensions['faults']) ? (extensions['faults'] as Refusal['faults']) : [],
    traceId: text('traceId'),
  }
}

/**
 * Asks once and keeps the answer while the screen is shown. A list stays while another page of it is read, or whoever pages with keys
 * would lose their place; what is one thing goes at once, so that nobody acts on another than the address names.
 */
export function useAsk<Result, Variables extends object>(document: Document<Result, Variables>, variables: Variables, enabled = true): UseQueryResult<Answer<Result>> {
  const { csrf } = useMe()
  const { language } = useWords()
  return useQuery(queryOptions({ queryKey: [document.id, variables], queryFn: () => askInSession(csrf, document, variables), enabled, ...('first' in variables ? { placeholderData: keepPreviousData } : {}), ...(language === 'en' ? { select: inEnglish<Answer<Result>> } : {}) }))
}

/** Where the session is over nothing is answered, and what was read before stays. */
async function askInSession<Result, Variables>(csrf: string, document: Document<Result, Variables>, variables: Variables): Promise<Answer<Result>> {
  const answer = await ask(csrf, document, variables)
  if (answer.data === null && answer.refusals.some(({ code }) => code === 'UNAUTHENTICATED')) throw new AskFailed(401)
  return answer
}

/** Changes something; the answer tells whether it was done. */
export function useTell(): <Result, Variables>(document: Document<Result, Variables>, variables: Variables) => Promise<Answer<Result>> {
  const { csrf } = useMe()
  const { language } = useWords()
  return async (document, variables) => {
    const answer = await ask(csrf, document, variables)
    return language === 'en' ? inEnglish(answer) : answer
  }
}
