import { execute, type ExecutionResult, type FieldNode, type GraphQLSchema, Kind } from 'graphql'
import type { Refusal } from './decision/decide.ts'
import type { Caller } from './decision/facts.ts'
import type { Use } from './decision/uses.ts'
import type { Operation } from './operation.ts'
import { fieldsOf } from './selection.ts'

/** Whether a field of the root asks the contract itself. */
export function asksContract({ name }: Pick<Use, 'name'>): boolean {
  return name === '__schema' || name === '__type'
}

/** Refusals of the contract: any registered consumer reads it, nobody else does. */
export function contractRefusals(uses: readonly Use[], { fault }: Caller): Refusal[] {
  if (fault === null) return []
  return uses.filter(asksContract).map(({ key, coordinate }) => ({ path: [key], reason: fault, coordinate, item: undefined }))
}

/** What an operation asks of the contract, by response key. The planner knows no `__schema`, so graphql-js answers. */
export function tellContract({ definition, document, fragments, variables }: Operation, schema: GraphQLSchema): Record<string, unknown> {
  const root = schema.getRootType(definition.operation)
  const asked = root ? fieldsOf([definition.selectionSet], root, { schema, fragments, variables }) : new Map<string, FieldNode[]>()
  const selections = [...asked.values()].flat().filter(({ name }) => asksContract({ name: name.value }))
  const own = { ...definition, selectionSet: { ...definition.selectionSet, selections } }
  const others = document.definitions.filter((each) => each.kind === Kind.FRAGMENT_DEFINITION)
  const { data } = execute({ schema, document: { ...document, definitions: [own, ...others] }, variableValues: variables }) as ExecutionResult
  return { ...data }
}
