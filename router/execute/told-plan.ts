import { type GraphQLSchema, parse, TypeInfo, visit, visitWithTypeInfo } from 'graphql'
import type { PlanNode } from '@graphql-hive/router-query-planner'

/** One asking of a library, as a plan has it. */
export interface PlannedHop {
  readonly library: string
  /** Coordinates of the fields that are asked for, each once. */
  readonly fields: readonly string[]
}

/** What a plan would ask of which library, in its order; of what depends on a condition both ways. */
export function hopsOf(node: PlanNode | null | undefined, schema: GraphQLSchema): PlannedHop[] {
  if (node === null || node === undefined) return []
  switch (node.kind) {
    case 'Sequence':
    case 'Parallel':
      return node.nodes.flatMap((each) => hopsOf(each, schema))
    case 'Flatten':
      return hopsOf(node.node, schema)
    case 'Condition':
      return [...hopsOf(node.ifClause, schema), ...hopsOf(node.elseClause, schema)]
    case 'Fetch':
    case 'BatchFetch':
      return [{ library: node.serviceName, fields: fieldsIn(node.operation, schema) }]
    default:
      return []
  }
}

function fieldsIn(operation: string, schema: GraphQLSchema): string[] {
  const found = new Set<string>()
  const types = new TypeInfo(schema)
  visit(parse(operation, { noLocation: true }), visitWithTypeInfo(types, {
    Field({ name }) {
      const parent = types.getParentType()?.name
      // Keys by which libraries find each other are asked for too; what only the planner knows of has no type.
      if (parent !== undefined && !name.value.startsWith('__') && types.getFieldDef() !== undefined && types.getFieldDef() !== null) found.add(`${parent}.${name.value}`)
    },
  }))
  return [...found]
}
