import type { FetchNodePathSegment, FetchRewrite } from '@graphql-hive/router-query-planner'
import type { Joined } from './places.ts'

type Apply = (value: unknown) => void

/**
 * Turns a plan's rewrites into a function that changes a value in place: members renamed, or set to a constant.
 *
 * @param objectTypes the names that a type of the plan stands for: itself, and the object types of an interface
 */
export function rewriter(rewrites: readonly FetchRewrite[] | null | undefined, objectTypes: (name: string) => readonly string[]): Apply | null {
  if (!rewrites || rewrites.length === 0) return null
  const steps = rewrites.map((each) => stepOf(each, objectTypes))
  return (value) => {
    for (const step of steps) step(value)
  }
}

function stepOf(rewrite: FetchRewrite, objectTypes: (name: string) => readonly string[]): Apply {
  const told = (path: readonly FetchNodePathSegment[]) =>
    path.map((segment) => ('TypenameEquals' in segment ? { TypenameEquals: segment.TypenameEquals.flatMap(objectTypes) } : segment))
  if ('KeyRenamer' in rewrite) {
    const { renameKeyTo } = rewrite.KeyRenamer
    const path = told(rewrite.KeyRenamer.path)
    return (value) => at(value, path, 0, (object, key) => {
      if (object[key] === undefined) return
      object[renameKeyTo] = object[key]
      delete object[key]
    })
  }
  const { path: written, setValueTo } = 'ValueSetter' in rewrite ? rewrite.ValueSetter : rewrite
  const path = told(written)
  return (value) => at(value, path, 0, (object, key) => {
    object[key] = setValueTo
  })
}

function at(value: unknown, path: readonly FetchNodePathSegment[], index: number, change: (object: Joined, key: string) => void): void {
  if (value === null || typeof value !== 'object') return
  if (Array.isArray(value)) {
    for (const each of value) at(each, path, index, change)
    return
  }
  const segment = path[index]
  if (segment === undefined) return
  const object = value as Joined
  if ('TypenameEquals' in segment) {
    const type = object['__typename']
    if (typeof type !== 'string' || segment.TypenameEquals.includes(type)) at(object, path, index + 1, change)
    return
  }
  if (index === path.length - 1) change(object, segment.Key)
  else at(object[segment.Key], path, index + 1, change)
}
