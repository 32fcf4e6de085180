import { createHash } from 'node:crypto'
import { getNullableType, type GraphQLObjectType, type GraphQLOutputType, isEnumType, isListType, isNonNullType, isObjectType, Kind, print } from 'graphql'
import { readContract } from '#platform/contract'
import { contractSchema } from '#platform/subgraph'
import { LIBRARY_NAMES } from '../../schema/libraries.ts'
import { type Contract, readContractOf } from './contracts.ts'
import { selectionOf } from './library.ts'
import { type Resolve, type Resolvers, type Row, textOfGiven, type World } from './world.ts'

/** Entities of each type that there are. */
const ENTITIES = 5

/** One in so many nullable values is `null`, and one in so many fields fails. */
const NULLS = 9
const FAILURES = 40

const contracts = new Map(LIBRARY_NAMES.map((name) => [name, readContractOf(name, print(readContract(name)))]))
const keyFields = new Map<string, readonly string[]>()
for (const { keys } of contracts.values()) {
  for (const [type, all] of keys) {
    const names = all.flatMap((key) => selectionOf(key).selections.map((each) => (each.kind === Kind.FIELD ? each.name.value : '')))
    keyFields.set(type, [...new Set([...(keyFields.get(type) ?? []), ...names])])
  }
}

function entity(type: string, number: number): Row {
  const keys = Object.fromEntries((keyFields.get(type) ?? []).map((key) => [key, `${type}-${key}-${number}`]))
  return { __typename: type, at: `${type}-${number}`, ...keys }
}

const rows = [...keyFields.keys()].flatMap((type) => Array.from({ length: ENTITIES }, (_, number) => entity(type, number)))

/** The ten contracts over libraries whose values follow from entity, field and arguments alone. */
export const hub: World = {
  name: 'hub',
  covers: ['the ten contracts'],
  contracts: () => new Map([...contracts].map(([library, { document }]) => [library, print(document)])),
  rows: () => rows,
  resolvers: Object.fromEntries([...contracts].map(([library, contract]) => [library, resolversOf(contract)])),
  values: {},
}

function resolversOf(contract: Contract): Resolvers {
  const made: Record<string, Record<string, Resolve>> = {}
  for (const type of Object.values(contractSchema(contract.document).getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('_')) continue
    made[type.name] = Object.fromEntries(Object.values(type.getFields()).flatMap((field) => {
      if (field.name.startsWith('_') || keyFields.get(type.name)?.includes(field.name) === true) return []
      return [[field.name, resolveOf(contract, type, field.name, field.type)]]
    }))
  }
  return made
}

function resolveOf(contract: Contract, type: GraphQLObjectType, field: string, returns: GraphQLOutputType): Resolve {
  const coordinate = `${type.name}.${field}`
  const said = contract.fields.get(type.name)?.get(field)
  // What only the router sees may not fail here: an answer without federation would not tell of it.
  const seen = ![...contracts.values()].some(({ fields }) => fields.get(type.name)?.get(field)?.external === true)
  return (source: Row | undefined, args: unknown) => {
    if (said?.external === true) return source?.[field]
    const required = said?.requires === null ? '' : textOfGiven(source)
    return valueOf(returns, `${String(source?.['at'])} ${coordinate} ${textOfGiven(args)} ${required}`, coordinate, seen)
  }
}

function valueOf(type: GraphQLOutputType, seed: string, coordinate: string, mayFail: boolean): unknown {
  const chance = hash(seed)
  if (mayFail && chance % FAILURES === 1) return new Error(`${coordinate} failed`)
  if (!isNonNullType(type) && chance % NULLS === 0) return null
  const nullable = getNullableType(type) as GraphQLOutputType
  if (isListType(nullable)) {
    return Array.from({ length: hash(`${seed} length`) % 4 }, (_, index) => valueOf(nullable.ofType as GraphQLOutputType, `${seed} ${index}`, coordinate, false))
  }
  if (isEnumType(nullable)) return nullable.getValues()[chance % nullable.getValues().length]?.name
  if (isObjectType(nullable)) return keyFields.has(nullable.name) ? entity(nullable.name, chance % ENTITIES) : { __typename: nullable.name, at: `${nullable.name} ${chance}` }
  switch (String(nullable)) {
    case 'Int': return (chance % 2000) - 1000
    case 'Float': return chance / 1000
    case 'Boolean': return chance % 2 === 0
    case 'GeoJSON': return { type: 'Point', coordinates: [chance % 180, chance % 90] }
    default: return `${coordinate} ${chance % 1000}`
  }
}

function hash(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32BE(0)
}
