import { GraphQLError } from 'graphql'
import { codeOf, hubError, wordsOf } from '#platform/errors'
import type { Decision, Refusal } from './decision/decide.ts'
import type { Purpose } from './decision/facts.ts'
import { type Reason, REASONS } from './decision/reasons.ts'

/** A refusal as callers read it: which item, which rule, what to do. */
export function refusalError({ path, reason, coordinate, item }: Refusal, purpose: Purpose | null): GraphQLError {
  const { en, zh, remedy } = REASONS[reason]
  const apply = applyAt(reason, coordinate, purpose)
  return new GraphQLError(`${coordinate}: ${en}`, {
    path,
    extensions: {
      code: 'FORBIDDEN',
      reason,
      remedy,
      coordinate,
      ...(item === undefined ? {} : { resource: item.resource, item: item.title }),
      rule: item !== undefined ? 'granted' : coordinate.includes('.__') ? 'registered' : 'subjectCovered',
      messageZh: `${item?.title ?? coordinate}：${zh}`,
      ...(apply === null ? {} : { apply }),
    },
  })
}

/** Where to apply for an item that is refused; `null` where no application helps. */
export function applyAt(reason: Reason, coordinate: string, purpose: Purpose | null): string | null {
  if (REASONS[reason].remedy !== 'APPLY') return null
  const query = new URLSearchParams({ item: coordinate, ...(purpose === null ? {} : { matter: purpose.matter }) })
  return `/console/apply?${query.toString()}`
}

/**
 * A library's error as callers read it: expected ones as they are, anything else masked with the trace id. Errors that
 * end inside a list are told once.
 */
export function libraryError(error: GraphQLError, traceId: string, log: (error: unknown) => void): GraphQLError {
  const code = codeOf(error.originalError) ?? codeOf(error)
  const list = error.path?.findIndex((step) => typeof step === 'number') ?? -1
  const path = error.path?.slice(0, list === -1 ? undefined : list)
  if (code === 'LIBRARY_UNAVAILABLE') {
    return new GraphQLError('a library cannot be asked at the moment', { ...(path ? { path } : {}), extensions: { code } })
  }
  const words = { ...wordsOf(error), ...wordsOf(error.originalError) }
  if (code !== null && code !== 'INTERNAL_SERVER_ERROR' && (code !== 'FORBIDDEN' || words.messageZh !== undefined)) {
    return new GraphQLError(error.message, { ...(path ? { path } : {}), extensions: { code, ...words } })
  }
  log(error)
  const masked = hubError('INTERNAL_SERVER_ERROR', 'the hub failed; quote the trace id', { traceId })
  return new GraphQLError(masked.message, { ...(path ? { path } : {}), extensions: masked.extensions })
}

/** What `extensions` tell beside data and errors: items not shown in full, and the trace id. */
export function extensionsOf(decision: Decision, traceId: string): Record<string, unknown> {
  return { traceId, ...(decision.limited.length === 0 ? {} : { disclosure: decision.limited }) }
}
