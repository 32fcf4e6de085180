import { type DocumentNode, type GraphQLSchema, Kind, type OperationDefinitionNode, visit } from 'graphql'
import type { ContractItems } from '#platform/contract'
import type { Operation } from '../operation.ts'
import { bound, type Use, unboundUsesOf } from './uses.ts'

/** What an operation asks, for one value of its conditions. */
export interface AskedOperation {
  /** Tells it from any other that this process has read. */
  readonly id: number
  readonly uses: readonly Use[]
}

/** Works out what operations ask. What does not depend on arguments is worked out once for each that is kept. */
export function asker(schema: GraphQLSchema, items: ContractItems): (operation: Operation) => AskedOperation {
  const kept = new WeakMap<OperationDefinitionNode, { readonly conditions: readonly string[]; readonly byConditions: Map<string, AskedOperation> }>()
  let count = 0
  return ({ document, definition, fragments, variables }) => {
    const known = kept.get(definition) ?? { conditions: conditionsOf(document), byConditions: new Map<string, AskedOperation>() }
    kept.set(definition, known)
    const vector = known.conditions.map((name) => (variables[name] === true ? '1' : '0')).join('')
    const asked = known.byConditions.get(vector)
    if (asked !== undefined) return { id: asked.id, uses: bound(asked.uses, { schema, variables }) }
    const root = schema.getRootType(definition.operation)
    const uses = root ? unboundUsesOf(definition, root, { schema, items, fragments, variables }) : []
    count += 1
    if (known.byConditions.size >= CONDITIONS_MAX) known.byConditions.clear()
    known.byConditions.set(vector, { id: count, uses })
    return { id: count, uses: bound(uses, { schema, variables }) }
  }
}

/** An operation is kept for so many values of its conditions. */
export const CONDITIONS_MAX = 64

/** The variables that decide what an operation asks. */
export function conditionsOf(document: DocumentNode): readonly string[] {
  const found = new Set<string>()
  visit(document, {
    Directive({ name, arguments: given }) {
      const value = given?.[0]?.value
      if ((name.value === 'skip' || name.value === 'include') && value?.kind === Kind.VARIABLE) found.add(value.name.value)
    },
  })
  return [...found]
}
