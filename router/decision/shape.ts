import { getNamedType, GraphQLNonNull, type GraphQLOutputType, type GraphQLSchema, GraphQLString, isCompositeType, isObjectType } from 'graphql'
import type { Below, Shown } from '../execute/shape.ts'
import { innerKey } from '../names.ts'
import type { Use } from './uses.ts'

/** The shape of the answer to what was asked: every field in its place, those that were not kept as `null`. */
export function shapeOf(asked: readonly Use[], kept: readonly Use[], schema: GraphQLSchema): Below {
  const byType = new Map<string, readonly Shown[]>()
  const left = pairsOf(asked, kept)
  for (const use of asked) byType.set(use.type, [...(byType.get(use.type) ?? []), shownOf(use, left.get(use), schema)])
  return (type) => byType.get(type) ?? []
}

/** Of each use what is left of it, where anything is. What is kept stands in the order of what was asked. */
function pairsOf(asked: readonly Use[], kept: readonly Use[]): ReadonlyMap<Use, Use> {
  const pairs = new Map<Use, Use>()
  let at = 0
  for (const use of asked) {
    const next = kept[at]
    if (next === undefined || next.key !== use.key || next.type !== use.type) continue
    pairs.set(use, next)
    at += 1
  }
  return pairs
}

function shownOf(use: Use, left: Use | undefined, schema: GraphQLSchema): Shown {
  const { key, name, type: parent } = use
  const type = typeOf(use, schema)
  const below = isCompositeType(getNamedType(type)) ? shapeOf(use.children, left?.children ?? [], schema) : null
  const isMeta = name.startsWith('__')
  const verdict = use.verdictOf === undefined ? {} : { verdict: { item: use.verdictOf.coordinate, personal: use.verdictOf.personal } }
  return { key, from: innerKey(use), parent, name, type, ...verdict, refused: left === undefined && !isMeta, below }
}

// A type's own name, and what is asked of the contract, no library answers.
function typeOf({ type, name }: Use, schema: GraphQLSchema): GraphQLOutputType {
  const parent = schema.getType(type)
  return (isObjectType(parent) ? parent.getFields()[name]?.type : undefined) ?? new GraphQLNonNull(GraphQLString)
}

/** A decision about some uses as text: one character for each, in their order. Equal texts leave the same of the same uses. */
export function vectorOf(asked: readonly Use[], kept: readonly Use[]): string {
  if (kept.length === 0) return '-'
  let vector = ''
  let at = 0
  for (const use of asked) {
    const next = kept[at]
    if (next === undefined || next.key !== use.key || next.type !== use.type) {
      vector += '0'
      continue
    }
    at += 1
    vector += use.children.length === 0 ? '1' : `(${vectorOf(use.children, next.children)})`
  }
  return vector
}
