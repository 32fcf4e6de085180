import { buildASTSchema, type DirectiveNode, type DocumentNode, type GraphQLSchema, isAbstractType, Kind, parse, type TypeDefinitionNode, valueFromASTUntyped, visit } from 'graphql'
import { RecentlyUsed } from '#platform/lru'
import type { PlanTools } from './execute/run.ts'

/** A library as a supergraph names it. */
export interface SupergraphLibrary {
  readonly name: string
  readonly url: string
}

/** The libraries of a supergraph, by the value that stands for each in its directives. */
export function librariesOf(supergraph: DocumentNode): ReadonlyMap<string, SupergraphLibrary> {
  const graphs = supergraph.definitions.flatMap((each) => (each.kind === Kind.ENUM_TYPE_DEFINITION && each.name.value === 'join__Graph' ? (each.values ?? []) : []))
  return new Map(graphs.flatMap(({ name, directives }) => {
    const given = argumentsOf(directives?.find((each) => each.name.value === 'join__graph'))
    const text = (value: unknown, otherwise: string) => (typeof value === 'string' ? value : otherwise)
    return [[name.value, { name: text(given['name'], name.value), url: text(given['url'], '') }] as const]
  }))
}

/** Many operations send the same hops, the first aside, so these are kept by themselves. */
const DOCUMENTS_MAX = 200

/** What a supergraph says that its plans do not. */
export function supergraphTools(text: string): PlanTools {
  const documents = new RecentlyUsed<DocumentNode>(DOCUMENTS_MAX)
  const document = parse(text, { noLocation: true })
  const schema: GraphQLSchema = buildASTSchema(document, { assumeValid: true, assumeValidSDL: true })
  const keys = keysOf(document)
  const types = new Map<string, readonly string[]>()
  const objectTypes = (name: string) => {
    let found = types.get(name)
    if (found === undefined) {
      const type = schema.getType(name)
      found = isAbstractType(type) ? [name, ...schema.getPossibleTypes(type).map((each) => each.name)] : [name]
      types.set(name, found)
    }
    return found
  }
  return {
    objectTypes,
    documentOf(operation) {
      const known = documents.get(operation)
      if (known !== undefined) return known
      const made = parse(operation, { noLocation: true })
      documents.set(operation, made)
      return made
    },
    isA: (type, condition) => type === condition || objectTypes(condition).includes(type),
    isAbstract: (type) => isAbstractType(schema.getType(type)),
    isKey: (library, type, field) => keys.has(`${library} ${type}.${field}`),
  }
}

/** The schema that clients see, of a supergraph that the planner has read. What every schema has by itself, the planner lists too. */
export function publicSchemaOf(consumerSchema: string): GraphQLSchema {
  const named = (node: { readonly name: { readonly value: string } }) => (node.name.value.startsWith('__') ? null : undefined)
  const document = visit(parse(consumerSchema, { noLocation: true }), { ObjectTypeDefinition: named, EnumTypeDefinition: named, FieldDefinition: named })
  return buildASTSchema(document, { assumeValidSDL: true })
}

/** Every field that is part of a key, as `<library> <type>.<field>`. */
function keysOf(document: DocumentNode): ReadonlySet<string> {
  const libraries = librariesOf(document)
  const found = new Set<string>()
  for (const definition of document.definitions as readonly TypeDefinitionNode[]) {
    for (const directive of definition.directives ?? []) {
      const { graph, key } = directive.name.value === 'join__type' ? argumentsOf(directive) : {}
      if (typeof graph !== 'string' || typeof key !== 'string') continue
      for (const field of topFields(key)) found.add(`${libraries.get(graph)?.name ?? graph} ${definition.name.value}.${field}`)
    }
  }
  return found
}

/** `code holder { key }` → `code`, `holder`. */
function topFields(key: string): string[] {
  const [definition] = parse(`{ ${key} }`, { noLocation: true }).definitions
  const selections = definition?.kind === Kind.OPERATION_DEFINITION ? definition.selectionSet.selections : []
  return selections.flatMap((each) => (each.kind === Kind.FIELD ? [each.name.value] : []))
}

function argumentsOf(directive: DirectiveNode | undefined): Record<string, unknown> {
  return Object.fromEntries((directive?.arguments ?? []).map(({ name, value }) => [name.value, valueFromASTUntyped(value)]))
}
