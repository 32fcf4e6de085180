import type { RequiresSelection } from '@graphql-hive/router-query-planner'
import type { Joined } from './places.ts'

/** Makes the representation of an entity: its keys and what a library requires of others; `null` where nobody is named by it. */
export type Represent = (entity: Joined) => Joined | null

/** What the supergraph says of the types that a representation names. */
export interface RepresentationTools {
  /** Whether an object type is, implements or belongs to another type. */
  readonly isA: (type: string, condition: string) => boolean
  /** Whether a field is part of a key by which the library knows the type. */
  readonly isKey: (type: string, field: string) => boolean
}

/** A member to copy, and of its value, where that is an object, what is asked of it. */
interface Member {
  readonly name: string
  readonly from: string
  readonly isKey: boolean
  readonly below: readonly RequiresSelection[] | null
}

/** Turns a plan's `requires` into a function. Requirements of other types than the entity's are passed over. */
export function represent(requires: readonly RequiresSelection[], tools: RepresentationTools): Represent {
  const byType = new Map<string, readonly Member[]>()
  const membersOf = (type: string) => {
    let members = byType.get(type)
    if (members === undefined) {
      members = membersFor(type, type, requires, tools)
      byType.set(type, members)
    }
    return members
  }
  return (entity) => {
    const type = entity['__typename']
    if (typeof type !== 'string') return null
    const made: Joined = { __typename: type }
    const members = membersOf(type)
    if (members.length === 0) return null
    for (const { name, from, isKey, below } of members) {
      const value = entity[from]
      // Without one of its keys it names nobody; without what is required of others the library could only guess.
      if (value === undefined || (value === null && isKey)) return null
      made[name] = below === null ? value : nested(value, below, tools)
    }
    return made
  }
}

// A library may know the type by the name of an interface alone, and have its keys under that name.
function membersFor(type: string, as: string, selections: readonly RequiresSelection[], tools: RepresentationTools): Member[] {
  return selections.flatMap((selection): Member[] => {
    if (selection.kind === 'InlineFragment') return tools.isA(type, selection.typeCondition) ? membersFor(type, selection.typeCondition, selection.selections, tools) : []
    if (selection.kind !== 'Field' || selection.name === '__typename') return []
    const { name, alias, selections } = selection
    // What was asked under another name goes by its own, which the plan calls the alias.
    const own = alias ?? name
    return [{ name: own, from: name, isKey: tools.isKey(type, own) || tools.isKey(as, own), below: selections ?? null }]
  })
}

function nested(value: unknown, selections: readonly RequiresSelection[], tools: RepresentationTools): unknown {
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map((each) => nested(each, selections, tools))
  const made: Joined = {}
  copy(value as Joined, selections, made, tools)
  return made
}

function copy(from: Joined, selections: readonly RequiresSelection[], to: Joined, tools: RepresentationTools): void {
  for (const selection of selections) {
    if (selection.kind === 'InlineFragment') {
      const type = from['__typename']
      if (typeof type !== 'string' || tools.isA(type, selection.typeCondition)) copy(from, selection.selections, to, tools)
    } else if (selection.kind === 'Field') {
      const value = from[selection.name]
      if (value !== undefined) to[selection.alias ?? selection.name] = selection.selections ? nested(value, selection.selections, tools) : value
    }
  }
}
