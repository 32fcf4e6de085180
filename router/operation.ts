import {
  coerceInputValue,
  type DocumentNode,
  type FragmentDefinitionNode,
  getOperationAST,
  type GraphQLError,
  type GraphQLSchema,
  isInputType,
  isNonNullType,
  Kind,
  type OperationDefinitionNode,
  parse,
  typeFromAST,
  validate,
  type ValueNode,
  valueFromAST,
  ValuesOfCorrectTypeRule,
  visit,
} from 'graphql'
import { hubError } from '#platform/errors'
import { RecentlyUsed } from '#platform/lru'

/** An operation that has been read, with its variables in the form of their types. */
export interface Operation {
  readonly document: DocumentNode
  readonly definition: OperationDefinitionNode
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>
  readonly variables: Readonly<Record<string, unknown>>
}

interface Fault {
  readonly argument: string
  readonly check: string
}

const TOKENS_MAX = 4_000

/** A list of wrong numbers would be answered by a longer list. */
const FAULTS_MAX = 100

/**
 * Reads an operation and coerces every value in it, so that a wrong value is told by argument and check and is never
 * repeated: graphql-js would quote it, and it may be somebody's number.
 *
 * @returns `null` where the operation is not valid for another reason, which the server then explains
 * @throws GRAPHQL_PARSE_FAILED, BAD_USER_INPUT
 */
export function readOperation(
  schema: GraphQLSchema,
  text: string,
  variables: Readonly<Record<string, unknown>>,
  operationName: string | undefined,
): Operation | null {
  const document = validDocument(schema, text)
  if (document === null) return null
  const definition = getOperationAST(document, operationName)
  if (definition === null || definition === undefined) return null
  const fragments = document.definitions.filter((each) => each.kind === Kind.FRAGMENT_DEFINITION)
  return {
    document,
    definition,
    fragments: new Map(fragments.map((each) => [each.name.value, each])),
    variables: coerceVariables(schema, definition, variables),
  }
}

const VALID_MAX = 1_000

/** A longer text is read anew every time, so that the texts kept stay small together. */
const KEPT_LENGTH_MAX = 10_000

const valid = new WeakMap<GraphQLSchema, RecentlyUsed<DocumentNode>>()

/** The document of a text; `null` where it is not valid. Valid ones are kept, since systems ask the same again. */
function validDocument(schema: GraphQLSchema, text: string): DocumentNode | null {
  const kept = valid.get(schema) ?? new RecentlyUsed<DocumentNode>(VALID_MAX)
  valid.set(schema, kept)
  const known = kept.get(text)
  if (known !== undefined) return known
  const document = parseText(text)
  const faults = literalFaults(schema, document)
  if (faults.length > 0) throw badInput(faults)
  if (validate(schema, document).length > 0) return null
  if (text.length <= KEPT_LENGTH_MAX) kept.set(text, document)
  return document
}

function parseText(text: string): DocumentNode {
  try {
    return parse(text, { maxTokens: TOKENS_MAX })
  } catch (error) {
    const { locations, message } = error as GraphQLError
    if (/^Syntax Error: Document contains more tha[nt] \d+ tokens/.test(message)) throw hubError('OPERATION_TOO_COMPLEX', `more than ${TOKENS_MAX} tokens`)
    const at = locations?.[0]
    const where = at === undefined ? '' : ` at line ${at.line}, column ${at.column}`
    throw hubError('GRAPHQL_PARSE_FAILED', `the operation cannot be read${where}`, { http: { status: 400 } })
  }
}

function badInput(found: readonly Fault[]): GraphQLError {
  const faults = found.slice(0, FAULTS_MAX)
  const message = faults.map(({ argument, check }) => `${argument}: the ${check} check failed`).join('; ')
  return hubError('BAD_USER_INPUT', message, { faults, http: { status: 400 } })
}

function checkOf(error: GraphQLError): string {
  const own = (error.originalError as Partial<GraphQLError> | undefined)?.extensions ?? error.extensions
  return typeof own?.['check'] === 'string' ? own['check'] : 'type'
}

function literalFaults(schema: GraphQLSchema, document: DocumentNode): Fault[] {
  const errors = validate(schema, document, [ValuesOfCorrectTypeRule])
  if (errors.length === 0) return []
  const argumentOf = new Map<unknown, string>()
  const note = (value: ValueNode, name: string) => visit(value, { enter: (node) => void argumentOf.set(node, name) })
  visit(document, {
    Argument: ({ name, value }) => void note(value, name.value),
    VariableDefinition: ({ variable, defaultValue }) => void (defaultValue && note(defaultValue, `$${variable.name.value}`)),
  })
  return errors.map((error) => ({ argument: argumentOf.get(error.nodes?.[0]) ?? 'a value', check: checkOf(error) }))
}

function coerceVariables(
  schema: GraphQLSchema,
  definition: OperationDefinitionNode,
  given: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const faults: Fault[] = []
  const coerced: Record<string, unknown> = Object.create(null) as Record<string, unknown>
  for (const { variable, type: node, defaultValue } of definition.variableDefinitions ?? []) {
    const name = variable.name.value
    const type = typeFromAST(schema, node)
    if (!isInputType(type)) continue
    if (!Object.hasOwn(given, name)) {
      if (defaultValue !== undefined) coerced[name] = valueFromAST(defaultValue, type)
      else if (isNonNullType(type)) faults.push({ argument: `$${name}`, check: 'required' })
      continue
    }
    coerced[name] = coerceInputValue(given[name], type, (path, _value, error) => {
      faults.push({ argument: [`$${name}`, ...path].join('.'), check: checkOf(error) })
    })
  }
  if (faults.length > 0) throw badInput(faults)
  return coerced
}
