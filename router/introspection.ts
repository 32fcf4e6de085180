import { execute, type ExecutionResult, type GraphQLSchema, Kind } from 'graphql'
import type { Refusal } from './decision/decide.ts'
import type { Caller } from './decision/facts.ts'
import type { Use } from './decision/uses.ts'
import type { Operation } from './operation.ts'

/** Whether a field of the root asks the contract itself. */
export function asksContract({ name }: Use): boolean {
  return name === '__schema' || name === '__type'
}

/** Refusals of the contract: any registered consumer reads it, nobody else does. */
export function contractRefusals(uses: readonly Use[], { fault }: Caller): Refusal[] {
  if (fault === null) return []
  return uses.filter(asksContract).map(({ key, coordinate }) => ({ path: [key], reason: fault, coordinate, item: undefined }))
}

/** What an operation asks of the contract, by response key. The planner knows no `__schema`, so graphql-js answers. */
export function tellContract({ definition, document, variables }: Operation, uses: readonly Use[], schema: GraphQLSchema): Record<string, unknown> {
  const wanted = new Set(uses.filter(asksContract).map(({ key }) => key))
  const selections = definition.selectionSet.selections.filter((each) => each.kind !== Kind.FIELD || wanted.has(each.alias?.value ?? each.name.value))
  const own = { ...definition, selectionSet: { ...definition.selectionSet, selections } }
  const others = document.definitions.filter((each) => each.kind === Kind.FRAGMENT_DEFINITION)
  const { data } = execute({ schema, document: { ...document, definitions: [own, ...others] }, variableValues: variables }) as ExecutionResult
  // Fragments bring along fields that ask no contract, all of them null here.
  return Object.fromEntries(Object.entries(data ?? {}).filter(([key]) => wanted.has(key)))
}
