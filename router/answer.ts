import { GraphQLError } from 'graphql'
import { codeOf, hubError } from '#platform/errors'
import type { Decision, Refusal } from './decision/decide.ts'
import type { Purpose } from './decision/facts.ts'
import { innerKey, outerKey } from './decision/emit.ts'
import { REASONS } from './decision/reasons.ts'
import type { Use } from './decision/uses.ts'
import type { Unseen } from './unseen.ts'

type Data = Readonly<Record<string, unknown>>

/** The answer in the order of the question: what was refused, not answered or not to be seen is `null`. */
export function project(uses: readonly Use[], kept: readonly Use[], data: Data | null, unseen?: Unseen): Data {
  const keptByKey = new Map(kept.map((use) => [use.key, use]))
  const entries = uses.map((use): [string, unknown] => {
    const left = keptByKey.get(use.key)
    const value = left === undefined || data === null ? null : (data[innerKey(use)] ?? null)
    return [use.key, left === undefined ? null : projectValue(use, left, value, unseen)]
  })
  // A key such as `__proto__` must become a member and nothing else.
  return Object.assign(Object.create(null) as object, Object.fromEntries(entries)) as Data
}

function projectValue(use: Use, left: Use, value: unknown, unseen?: Unseen): unknown {
  if (value === null || use.children.length === 0) return value
  if (Array.isArray(value)) return value.map((each) => projectValue(use, left, each, unseen))
  if (unseen?.has(use.returns, left.children, value as Data) === true) return null
  return project(use.children, left.children, value as Data, unseen)
}

/** A refusal as callers read it: which item, which rule, what to do. */
export function refusalError({ path, reason, coordinate, item }: Refusal, purpose: Purpose | null): GraphQLError {
  const { en, zh, remedy } = REASONS[reason]
  const apply = new URLSearchParams({ item: coordinate, ...(purpose === null ? {} : { matter: purpose.matter }) })
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
      ...(remedy === 'APPLY' ? { apply: `/console/apply?${apply.toString()}` } : {}),
    },
  })
}

/**
 * A library's error as callers read it: expected ones as they are, anything else masked with the trace id. Errors that
 * end inside a list are told once.
 */
export function libraryError(error: GraphQLError, traceId: string, log: (error: unknown) => void): GraphQLError {
  const code = codeOf(error.originalError) ?? codeOf(error)
  const list = error.path?.findIndex((step) => typeof step === 'number') ?? -1
  const path = error.path?.slice(0, list === -1 ? undefined : list).map(outerKey)
  if (code === 'LIBRARY_UNAVAILABLE') {
    return new GraphQLError('a library cannot be asked at the moment', { ...(path ? { path } : {}), extensions: { code } })
  }
  if (code !== null && code !== 'INTERNAL_SERVER_ERROR' && code !== 'FORBIDDEN') {
    return new GraphQLError(error.message, { ...(path ? { path } : {}), extensions: { code } })
  }
  log(error)
  const masked = hubError('INTERNAL_SERVER_ERROR', 'the hub failed; quote the trace id', { traceId })
  return new GraphQLError(masked.message, { ...(path ? { path } : {}), extensions: masked.extensions })
}

/** What `extensions` tell beside data and errors: items not shown in full, and the trace id. */
export function extensionsOf(decision: Decision, traceId: string): Record<string, unknown> {
  return { traceId, ...(decision.limited.length === 0 ? {} : { disclosure: decision.limited }) }
}
