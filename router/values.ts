import {
  coerceInputValue,
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
  isInputType,
  isNonNullType,
  type OperationDefinitionNode,
  typeFromAST,
  TypeInfo,
  validate,
  type ValueNode,
  valueFromAST,
  ValuesOfCorrectTypeRule,
  visit,
  visitWithTypeInfo,
} from 'graphql'
import { hubError } from '#platform/errors'
import { UNSTORABLE } from '#platform/scalars'

/** A value that is refused: where it stands and which check it failed, never what it is. */
interface Fault {
  readonly argument: string
  readonly check: string
}

/** A list of wrong numbers would be answered by a longer list. */
const FAULTS_MAX = 100

const CHARACTERS = 'characters'
// A literal such as 1e309 is read as infinite, and no hop can carry that.
const FINITE = 'finite'

/**
 * Looks at every value that a document holds.
 *
 * @throws BAD_USER_INPUT naming arguments and checks: `type`, `characters` (NUL, or half of a surrogate pair), `finite` (a
 * number too large to be one), or the check of an identifier
 */
export function checkLiterals(schema: GraphQLSchema, document: DocumentNode): void {
  const errors = validate(schema, document, [ValuesOfCorrectTypeRule])
  const argumentOf = new Map<unknown, string>()
  const unstorable: unknown[] = []
  const infinite: unknown[] = []
  const note = (value: ValueNode, name: string) =>
    visit(value, {
      enter(node) {
        argumentOf.set(node, name)
        if (node.kind === 'StringValue' && UNSTORABLE.test(node.value)) unstorable.push(node)
        if ((node.kind === 'FloatValue' || node.kind === 'IntValue') && !Number.isFinite(Number(node.value))) infinite.push(node)
      },
    })
  visit(document, {
    Argument: ({ name, value }) => void note(value, name.value),
    VariableDefinition: ({ variable, defaultValue }) => void (defaultValue && note(defaultValue, `$${variable.name.value}`)),
  })
  const faultAt = (node: unknown, check: string): Fault => ({ argument: argumentOf.get(node) ?? 'a value', check })
  refuse([
    ...errors.map((error) => faultAt(error.nodes?.[0], checkOf(error))),
    ...unstorable.map((node) => faultAt(node, CHARACTERS)),
    ...infinite.filter((node) => !errors.some(({ nodes }) => nodes?.[0] === node)).map((node) => faultAt(node, FINITE)),
  ])
}

/** Variables that stand where null may not. One that may be null by its own type may stand there where it, or the place, has a default (GraphQL, 5.8.5). */
function variablesAtRequiredPlaces(schema: GraphQLSchema, document: DocumentNode, asked: OperationDefinitionNode): ReadonlySet<string> {
  const found = new Set<string>()
  const types = new TypeInfo(schema)
  visit(document, visitWithTypeInfo(types, {
    OperationDefinition: (each) => (each === asked ? undefined : false),
    VariableDefinition: () => false,
    Variable: ({ name }) => {
      if (isNonNullType(types.getInputType())) found.add(name.value)
    },
  }))
  return found
}

/**
 * The variables of an operation in the form of their types, those alone that it declares.
 *
 * @throws BAD_USER_INPUT naming variables and checks, as {@link checkLiterals} does, or `required`
 */
export function coerceVariables(
  schema: GraphQLSchema,
  document: DocumentNode,
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
    for (const argument of unstorableIn(coerced[name], `$${name}`)) faults.push({ argument, check: CHARACTERS })
  }
  const none = Object.keys(coerced).filter((name) => coerced[name] === null)
  if (none.length > 0) {
    const required = variablesAtRequiredPlaces(schema, document, definition)
    faults.push(...none.filter((name) => required.has(name)).map((name) => ({ argument: `$${name}`, check: 'required' })))
  }
  refuse(faults)
  return coerced
}

/** Places of texts that cannot be stored. A coerced value has only members that its type names, so a place is no value. */
function unstorableIn(value: unknown, place: string): string[] {
  if (typeof value === 'string') return UNSTORABLE.test(value) ? [place] : []
  if (value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([name, each]) => unstorableIn(each, `${place}.${name}`))
}

function checkOf(error: GraphQLError): string {
  const own = (error.originalError as Partial<GraphQLError> | undefined)?.extensions ?? error.extensions
  return typeof own?.['check'] === 'string' ? own['check'] : 'type'
}

function refuse(found: readonly Fault[]): void {
  if (found.length === 0) return
  const faults = found.slice(0, FAULTS_MAX)
  throw hubError('BAD_USER_INPUT', faults.map(({ argument, check }) => `${argument}: the ${check} check failed`).join('; '), { faults })
}
