import {
  defaultFieldResolver, type DocumentNode, execute, type ExecutionResult, GraphQLError, type GraphQLFieldResolver, type GraphQLSchema, getNamedType, isInputObjectType, isObjectType,
  isUnionType, type NamedTypeNode, typeFromAST, visit,
} from 'graphql'
import { compileQuery, isCompiledQuery } from 'graphql-jit'
import { isPromise, type MaybePromise } from './promise.ts'

/** An operation over one schema. */
export interface Operation {
  readonly document: DocumentNode
  readonly variables?: Readonly<Record<string, unknown>>
}

type Compiled = (context: unknown, variables: Readonly<Record<string, unknown>>) => MaybePromise<ExecutionResult>

/**
 * Executes operations over a schema, each compiled once by graphql-jit and kept as long as its document is. The answer is
 * there at once where no resolver waits for anything.
 *
 * A member of a row that is a function is called where its field takes arguments, and nowhere else. Resolvers must not rely on the path or the nodes in their fourth argument, which graphql-jit does not always tell apart.
 */
export function compiledSchema(schema: GraphQLSchema): (operation: Operation, context?: unknown) => MaybePromise<ExecutionResult> {
  lookUpEntitiesPlainly(schema)
  callMembers(schema)
  const ambiguous = hasAmbiguousResolvers(schema)
  const kept = new WeakMap<DocumentNode, Compiled>()
  return ({ document, variables = {} }, context) => {
    let compiled = kept.get(document)
    if (compiled === undefined) {
      compiled = ambiguous || namesPrototype(document) || takesEndlessInput(schema, document) ? interpreted(schema, document) : compile(schema, document)
      kept.set(document, compiled)
    }
    return compiled(context, variables)
  }
}

function interpreted(schema: GraphQLSchema, document: DocumentNode): Compiled {
  return (contextValue, variableValues) => execute({ schema, document, variableValues, contextValue }) as MaybePromise<ExecutionResult>
}

function compile(schema: GraphQLSchema, document: DocumentNode): Compiled {
  const compiled = compileQuery(schema, document, undefined, { disablingCapturingStackErrors: true })
  if (!isCompiledQuery(compiled)) return interpreted(schema, document)
  return (context, variables) => {
    const result = compiled.query(undefined, context, variables) as MaybePromise<ExecutionResult>
    if (isPromise(result)) return result.then(withOwnErrors)
    // A variable that is none of its type: graphql-jit would quote it, and not say which check it failed.
    return 'data' in result ? withOwnErrors(result) : interpreted(schema, document)(context, variables)
  }
}

// Errors of graphql-jit lack what others rely on: extensions that are never missing, and the place in the code.
function withOwnErrors(result: ExecutionResult): ExecutionResult {
  if (result.errors === undefined) return result
  const errors = result.errors.map(({ message, path, originalError }) => new GraphQLError(message, { path, originalError }))
  return { ...result, errors }
}

// graphql-jit writes names into object literals, where this one would set a prototype instead of a member.
function namesPrototype(document: DocumentNode): boolean {
  let found = false
  visit(document, { Name: ({ value }) => void (found ||= value === '__proto__') })
  return found
}

// graphql-jit writes a check for every level of a variable's type, of which an input that holds itself has no end.
function takesEndlessInput(schema: GraphQLSchema, document: DocumentNode): boolean {
  let found = false
  const holdsItself = (type: unknown, around: readonly unknown[]): boolean => {
    if (!isInputObjectType(type)) return false
    if (around.includes(type)) return true
    return Object.values(type.getFields()).some((field) => holdsItself(getNamedType(field.type), [...around, type]))
  }
  visit(document, {
    VariableDefinition({ type }) {
      const input = typeFromAST(schema, type as NamedTypeNode)
      found ||= input !== undefined && holdsItself(getNamedType(input), [])
    },
  })
  return found
}

// graphql-jit reads a member where there is no resolver, and never calls it.
function callMembers(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue
    for (const field of Object.values(type.getFields())) if (field.args.length > 0) field.resolve ??= defaultFieldResolver
  }
}

// graphql-jit knows a resolver by the names of type and field run together.
function hasAmbiguousResolvers(schema: GraphQLSchema): boolean {
  const names = Object.values(schema.getTypeMap()).flatMap((type) =>
    isObjectType(type) ? Object.values(type.getFields()).filter(({ resolve }) => resolve !== undefined).map(({ name }) => type.name + name) : [])
  return new Set(names).size < names.length
}

type ResolveReference = (reference: object, context: unknown, info: unknown) => unknown

/**
 * Replaces the resolver of `_entities`: that of `@apollo/subgraph` makes a promise or two of every entity, waited for or
 * not. Interfaces keep it, since only it finds out what they are.
 */
function lookUpEntitiesPlainly(schema: GraphQLSchema): void {
  const field = schema.getQueryType()?.getFields()['_entities']
  const union = schema.getType('_Entity')
  if (field?.resolve === undefined || !isUnionType(union)) return
  const byApollo = field.resolve
  const references = new Map(union.getTypes().map((type) => [type.name, resolveReferenceOf(type.extensions)]))
  const typeOf = Symbol('type of entity')
  type Typed = { [typeOf]?: string; readonly __typename?: string }
  const typed = (row: unknown, type: string): unknown => {
    if (row === null || typeof row !== 'object' || row instanceof Error) return row ?? null
    const own: Typed = Object.isExtensible(row) ? row : { ...row }
    own[typeOf] = type
    return own
  }
  const byType = union.resolveType
  union.resolveType = (row: Typed, context, info, type) => row[typeOf] ?? byType?.(row, context, info, type)
  const plainly: GraphQLFieldResolver<unknown, unknown, { representations: readonly { readonly __typename: string }[] }> = (source, args, context, info) => {
    if (!args.representations.every(({ __typename }) => references.has(__typename))) return byApollo(source, args, context, info)
    return args.representations.map((reference) => {
      const type = reference.__typename
      const row = resolved(references.get(type), reference, context, info)
      return isPromise(row) ? row.then((each) => typed(each, type)) : typed(row, type)
    })
  }
  field.resolve = plainly as typeof field.resolve
}

// One reference that cannot be resolved must not take the others with it.
function resolved(resolve: ResolveReference | undefined, reference: object, context: unknown, info: unknown): MaybePromise<unknown> {
  if (resolve === undefined) return { ...reference }
  try {
    return resolve(reference, context, info)
  } catch (error) {
    return error instanceof Error ? error : new Error('a reference could not be resolved')
  }
}

function resolveReferenceOf(extensions: Readonly<Record<string, unknown>>): ResolveReference | undefined {
  const { apollo } = extensions as { apollo?: { subgraph?: { resolveReference?: ResolveReference } } }
  return apollo?.subgraph?.resolveReference
}
