import type { FlattenNodePathSegment } from '@graphql-hive/router-query-planner'

/** An object of an answer that is still being joined. */
export type Joined = Record<string, unknown>

/** A way through an answer, as a plan writes it. */
export type Route = readonly FlattenNodePathSegment[]

type Found = (object: Joined) => void

/** Calls `found` for every object that a plan's path leads to, in the order of the answer. */
export function objectsAt(root: Joined, route: Route, found: Found): void {
  walk(root, route, 0, found)
}

function walk(value: unknown, route: Route, at: number, found: Found): void {
  if (value === null || typeof value !== 'object') return
  const segment = route[at]
  // A list of lists has one mark in a plan, and none where a path ends.
  if (Array.isArray(value)) {
    const next = segment === '@' ? at + 1 : at
    for (const each of value) walk(each, route, next, found)
    return
  }
  if (segment === undefined) return found(value as Joined)
  if (segment === '@') return
  if ('Field' in segment) return walk(Object.hasOwn(value, segment.Field) ? (value as Joined)[segment.Field] : null, route, at + 1, found)
  if (isOneOf(segment.TypeCondition, value)) walk(value, route, at + 1, found)
}

/**
 * The paths in the answer of all objects that a plan's path leads to, in the same order as {@link objectsAt}. Only errors
 * need them, so they are not kept while objects are collected.
 */
export function pathsAt(root: Joined, route: Route): (readonly (string | number)[])[] {
  const paths: (readonly (string | number)[])[] = []
  trace(root, route, 0, [], paths)
  return paths
}

function trace(value: unknown, route: Route, at: number, here: readonly (string | number)[], paths: (readonly (string | number)[])[]): void {
  if (value === null || typeof value !== 'object') return
  const segment = route[at]
  if (Array.isArray(value)) {
    const next = segment === '@' ? at + 1 : at
    value.forEach((each, index) => trace(each, route, next, [...here, index], paths))
    return
  }
  if (segment === undefined) return void paths.push(here)
  if (segment === '@') return
  if ('Field' in segment) {
    const below = Object.hasOwn(value, segment.Field) ? (value as Joined)[segment.Field] : null
    return trace(below, route, at + 1, [...here, segment.Field], paths)
  }
  if (isOneOf(segment.TypeCondition, value)) trace(value, route, at + 1, here, paths)
}

function isOneOf(types: readonly string[], value: object): boolean {
  const type = (value as Joined)['__typename']
  return typeof type === 'string' && types.includes(type)
}
