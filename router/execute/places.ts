import type { FlattenNodePathSegment } from '@graphql-hive/router-query-planner'

/** An object of an answer that is still being joined. */
export type Joined = Record<string, unknown>

type Found = (object: Joined) => void

/** Calls `found` for every object that a plan's path leads to, in the order of the answer. */
export function objectsAt(root: Joined, path: readonly FlattenNodePathSegment[], found: Found): void {
  walk(root, path, 0, found)
}

function walk(value: unknown, path: readonly FlattenNodePathSegment[], at: number, found: Found): void {
  if (value === null || typeof value !== 'object') return
  const segment = path[at]
  if (segment === undefined) {
    if (!Array.isArray(value)) return found(value as Joined)
    for (const each of value) walk(each, path, at, found)
    return
  }
  if (segment === '@') {
    if (Array.isArray(value)) for (const each of value) walk(each, path, at + 1, found)
    return
  }
  if ('Field' in segment) return walk((value as Joined)[segment.Field], path, at + 1, found)
  if (isOneOf(segment.TypeCondition, value)) walk(value, path, at + 1, found)
}

/**
 * The paths in the answer of all objects that a plan's path leads to, in the same order as {@link objectsAt}. Only errors
 * need them, so they are not kept while objects are collected.
 */
export function pathsAt(root: Joined, path: readonly FlattenNodePathSegment[]): (readonly (string | number)[])[] {
  const paths: (readonly (string | number)[])[] = []
  trace(root, path, 0, [], paths)
  return paths
}

function trace(
  value: unknown, path: readonly FlattenNodePathSegment[], at: number, here: readonly (string | number)[],
  paths: (readonly (string | number)[])[],
): void {
  if (value === null || typeof value !== 'object') return
  const segment = path[at]
  if (segment === undefined) {
    if (!Array.isArray(value)) paths.push(here)
    else value.forEach((each, index) => trace(each, path, at, [...here, index], paths))
    return
  }
  if (segment === '@') {
    if (Array.isArray(value)) value.forEach((each, index) => trace(each, path, at + 1, [...here, index], paths))
    return
  }
  if ('Field' in segment) return trace((value as Joined)[segment.Field], path, at + 1, [...here, segment.Field], paths)
  if (isOneOf(segment.TypeCondition, value)) trace(value, path, at + 1, here, paths)
}

function isOneOf(types: readonly string[], value: object): boolean {
  const type = (value as Joined)['__typename']
  return typeof type === 'string' && types.includes(type)
}

/**
 * Joins what a library gave into an object of the answer, in place. Objects that both have are joined member by member,
 * lists place by place; of two other values the newer stays.
 */
export function join(target: Joined, source: Joined): void {
  for (const key of Object.keys(source)) {
    // No field bears this name, and whoever joined into it would change every object there is.
    if (key === '__proto__') continue
    const given = source[key]
    const known = Object.hasOwn(target, key) ? target[key] : undefined
    if (known !== undefined && known !== null && given !== null && typeof given === 'object' && typeof known === 'object') {
      joinBoth(known, given)
    } else if (given !== undefined && !(given === null && known !== undefined && known !== null)) {
      target[key] = given
    }
  }
}

function joinBoth(known: object, given: object): void {
  if (!Array.isArray(known) || !Array.isArray(given)) return join(known as Joined, given as Joined)
  for (let index = 0; index < given.length; index += 1) {
    const one: unknown = known[index]
    const other: unknown = given[index]
    if (one !== null && other !== null && typeof one === 'object' && typeof other === 'object') joinBoth(one, other)
    else if (one === undefined) known[index] = other
  }
}
