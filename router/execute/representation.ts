import type { RequiresSelection } from '@graphql-hive/router-query-planner'
import type { Joined } from './places.ts'

/** Makes the representation of an entity: its keys and what a library requires of others; `null` where a key is unknown. */
export type Represent = (entity: Joined) => Joined | null

/** Turns a plan's `requires` into a function. Requirements of other types than the entity's are passed over. */
export function represent(requires: readonly RequiresSelection[], isA: (type: string, condition: string) => boolean): Represent {
  return (entity) => {
    const made: Joined = {}
    const type = entity['__typename']
    if (typeof type === 'string') made['__typename'] = type
    return copy(entity, requires, made, isA) && made['__typename'] !== undefined ? made : null
  }
}

// A representation without one of its keys names nobody, so the library is not asked about it.
function copy(from: Joined, selections: readonly RequiresSelection[], to: Joined, isA: (type: string, condition: string) => boolean): boolean {
  for (const selection of selections) {
    if (selection.kind === 'InlineFragment') {
      const type = from['__typename']
      const fits = typeof type !== 'string' || isA(type, selection.typeCondition)
      if (fits && !copy(from, selection.selections, to, isA)) return false
    } else if (selection.kind === 'Field') {
      const value = from[selection.alias ?? selection.name]
      if (value === undefined) {
        if (selection.name === '__typename') continue
        return false
      }
      to[selection.name] = selection.selections === undefined ? value : nested(value, selection.selections, isA)
    }
  }
  return true
}

function nested(value: unknown, selections: readonly RequiresSelection[], isA: (type: string, condition: string) => boolean): unknown {
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map((each) => nested(each, selections, isA))
  const made: Joined = {}
  copy(value as Joined, selections, made, isA)
  return made
}
