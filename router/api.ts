import { readFileSync } from 'node:fs'
import { buildSchema, type GraphQLScalarType, type GraphQLSchema, isScalarType, parse } from 'graphql'
import type { Clock } from '#platform/clock'
import { ContractItems } from '#platform/contract'
import { projectFile } from '#platform/files'
import { scalars } from '#platform/scalars'
import { sm3 } from '#platform/sm3'

/** The contract of all libraries together, as the hub serves it and decides by it. */
export interface Api {
  /** Text of the supergraph. */
  readonly supergraph: string
  /** What clients see. */
  readonly schema: GraphQLSchema
  readonly items: ContractItems
  /** Version of the hub and of its contract: the decision is code and contract, and what either says may change. */
  readonly policyVersion: string
}

/** Reads the composed contract. */
export function openApi(clock: Clock): Api {
  const supergraph = readFileSync(projectFile('schema/supergraph.graphql'), 'utf8')
  const { version } = JSON.parse(readFileSync(projectFile('package.json'), 'utf8')) as { version: string }
  return {
    supergraph,
    schema: apiSchema(readFileSync(projectFile('schema/api.graphql'), 'utf8'), clock),
    items: new ContractItems(parse(supergraph, { noLocation: true })),
    policyVersion: `${version}-${sm3(supergraph).slice(0, 8)}`,
  }
}

function apiSchema(sdl: string, clock: Clock): GraphQLSchema {
  const schema = buildSchema(sdl, { assumeValidSDL: true })
  const own = scalars(clock) as Record<string, GraphQLScalarType>
  for (const type of Object.values(schema.getTypeMap())) {
    const scalar = isScalarType(type) ? own[type.name] : undefined
    if (isScalarType(type) && scalar !== undefined) {
      type.parseValue = scalar.parseValue
      type.parseLiteral = scalar.parseLiteral
      type.serialize = scalar.serialize
    }
  }
  return schema
}
