import {
  type DocumentNode,
  type FragmentDefinitionNode,
  getOperationAST,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  parse,
  validate,
} from 'graphql'
import { hubError } from '#platform/errors'
import { RecentlyUsed } from '#platform/lru'
import { LIMITS, limitDocument, limitText, limitVariables, tooComplex } from './limits.ts'
import { checkLiterals, coerceVariables } from './values.ts'

/** An operation that has been read, with its variables in the form of their types. */
export interface Operation {
  readonly document: DocumentNode
  readonly definition: OperationDefinitionNode
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>
  readonly variables: Readonly<Record<string, unknown>>
}

/** A document that the contract does not allow, and why: names of the document, never a value. */
export interface Invalid {
  readonly errors: readonly GraphQLError[]
}

/**
 * Reads an operation: limits first, then values, then the rest of validation. Every value is coerced here, so that a wrong
 * one is told by argument and check and is never repeated: graphql-js would quote it, and it may be somebody's number.
 *
 * @throws OPERATION_TOO_COMPLEX, GRAPHQL_PARSE_FAILED, BAD_USER_INPUT
 */
export function readOperation(
  schema: GraphQLSchema,
  text: string,
  variables: Readonly<Record<string, unknown>>,
  operationName: string | undefined,
): Operation | Invalid {
  limitText(text)
  limitVariables(variables)
  const document = validDocument(schema, text)
  if ('errors' in document) return document
  const definition = definitionIn(document, operationName)
  if (schema.getRootType(definition.operation) === undefined) return invalid([new GraphQLError(`there is no ${definition.operation} here`)])
  const fragments = document.definitions.filter((each) => each.kind === Kind.FRAGMENT_DEFINITION)
  return {
    document,
    definition,
    fragments: new Map(fragments.map((each) => [each.name.value, each])),
    variables: coerceVariables(schema, document, definition, variables),
  }
}

const VALID_MAX = 500

/** A longer text is read anew every time, so that the texts kept stay small together. */
const KEPT_LENGTH_MAX = 10_000

/** Whether an operation is one of those that are kept, so that what is made of it may be kept too. */
export function isKept({ document }: Pick<Operation, 'document'>): boolean {
  return keptDocuments.has(document)
}

const keptDocuments = new WeakSet<DocumentNode>()

const valid = new WeakMap<GraphQLSchema, RecentlyUsed<DocumentNode>>()

/** The valid operations that are kept for a schema, by their texts. */
export function keptOperations(schema: GraphQLSchema): RecentlyUsed<DocumentNode> {
  const kept = valid.get(schema) ?? new RecentlyUsed<DocumentNode>(VALID_MAX)
  valid.set(schema, kept)
  return kept
}

/** The document of a text. Valid ones are kept, since systems ask the same again. */
function validDocument(schema: GraphQLSchema, text: string): DocumentNode | Invalid {
  const kept = keptOperations(schema)
  const known = kept.get(text)
  if (known !== undefined) return known
  const document = parseText(text)
  limitDocument(document)
  checkLiterals(schema, document)
  const errors = validate(schema, document, undefined, { hideSuggestions: true })
  if (errors.length > 0) return invalid(errors)
  if (text.length > KEPT_LENGTH_MAX) return document
  // Without the places of its tokens it takes half the memory, and all that is wrong with it has been told.
  const small = parse(text, { noLocation: true })
  kept.set(text, small)
  keptDocuments.add(small)
  return small
}

function parseText(text: string): DocumentNode {
  try {
    return parse(text, { maxTokens: LIMITS.tokens })
  } catch (error) {
    const { locations, message } = error as GraphQLError
    if (/^Syntax Error: Document contains more tha[nt] \d+ tokens/.test(message)) throw tooComplex('tokens')
    const at = locations?.[0]
    const where = at === undefined ? '' : ` at line ${at.line}, column ${at.column}`
    throw hubError('GRAPHQL_PARSE_FAILED', `the operation cannot be read${where}`)
  }
}

/** One suggestion of graphql-js is made even where suggestions are turned off. */
const SUGGESTION = / ?Did you mean .+\?$/s

function invalid(errors: readonly GraphQLError[]): Invalid {
  const extensions = { code: 'GRAPHQL_VALIDATION_FAILED' }
  return {
    errors: errors.map(({ message, nodes }) => new GraphQLError(message.replace(SUGGESTION, ''), { ...(nodes === undefined ? {} : { nodes }), extensions })),
  }
}

// A name that fits nothing is not repeated: nobody knows what a caller put there.
function definitionIn(document: DocumentNode, operationName: string | undefined): OperationDefinitionNode {
  const found = getOperationAST(document, operationName)
  if (found) return found
  const why = operationName === undefined ? 'the document holds not exactly one operation; say which is meant' : 'no operation of the document has this name'
  throw hubError('BAD_USER_INPUT', `operationName: ${why}`)
}
