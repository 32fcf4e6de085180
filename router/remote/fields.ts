import {
  BREAK,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getDirectiveValues,
  getOperationAST,
  GraphQLIncludeDirective,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  GraphQLSkipDirective,
  isAbstractType,
  isObjectType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
  TypeNameMetaFieldDef,
  valueFromASTUntyped,
  visit,
} from 'graphql'
import type { Hop } from '#platform/subgraph'

/** What a document asks, whatever its variables are. */
interface Question {
  readonly schema: GraphQLSchema
  readonly root: GraphQLObjectType
  readonly selections: readonly SelectionSetNode[]
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>
  /** Fields worked out before, by selections and type. */
  readonly known: WeakMap<readonly SelectionSetNode[], Map<GraphQLObjectType, Fields>>
}

/** What a hop asked, as its answer is measured by it. */
export interface Asked extends Question {
  readonly variables: Readonly<Record<string, unknown>>
}

type Fields = ReadonlyMap<string, AskedField>

/** One field of an object, under the key by which it answers. */
export interface AskedField {
  readonly name: string
  readonly type: GraphQLOutputType
  readonly nodes: readonly FieldNode[]
}

/** Plans keep their documents, so each is read once and not with every hop. */
const questions = new WeakMap<DocumentNode, Question>()

/** Reads a hop; its document has one operation, since the planner wrote it. */
export function askedBy({ document, variables = {} }: Hop, schema: GraphQLSchema): Asked {
  const kept = questions.get(document)
  const question = kept?.schema === schema ? kept : questionOf(document, schema)
  if (question !== kept) questions.set(document, question)
  // Conditions in variables make the fields differ from hop to hop.
  return { ...question, variables, ...(isConditional(document) ? { known: new WeakMap() } : {}) }
}

function questionOf(document: DocumentNode, schema: GraphQLSchema): Question {
  const operation = getOperationAST(document)
  const root = operation === null || operation === undefined ? undefined : schema.getRootType(operation.operation)
  if (operation === null || operation === undefined || root === null || root === undefined) throw new TypeError('a hop has one operation')
  const fragments = document.definitions.filter((each) => each.kind === Kind.FRAGMENT_DEFINITION)
  return {
    schema,
    root,
    selections: [operation.selectionSet],
    fragments: new Map(fragments.map((each) => [each.name.value, each])),
    known: new WeakMap(),
  }
}

const conditional = new WeakMap<DocumentNode, boolean>()

function isConditional(document: DocumentNode): boolean {
  let found = conditional.get(document)
  if (found === undefined) {
    found = false
    visit(document, { Directive: () => { found = true; return BREAK } })
    conditional.set(document, found)
  }
  return found
}

/** The fields that selections ask of an object, by response key. */
export function fieldsOf(asked: Asked, type: GraphQLObjectType, selections: readonly SelectionSetNode[]): Fields {
  const byType = asked.known.get(selections) ?? new Map<GraphQLObjectType, Fields>()
  asked.known.set(selections, byType)
  const known = byType.get(type) ?? gathered(asked, type, selections)
  byType.set(type, known)
  return known
}

function gathered(asked: Asked, type: GraphQLObjectType, selections: readonly SelectionSetNode[]): Fields {
  const found = new Map<string, { name: string; type: GraphQLOutputType; nodes: FieldNode[] }>()
  const gather = (each: SelectionNode): void => {
    if (!isIncluded(asked, each)) return
    if (each.kind !== Kind.FIELD) {
      const fragment = each.kind === Kind.FRAGMENT_SPREAD ? asked.fragments.get(each.name.value) : each
      if (fragment !== undefined && holds(asked, fragment.typeCondition?.name.value, type)) fragment.selectionSet.selections.forEach(gather)
      return
    }
    const key = each.alias?.value ?? each.name.value
    const known = found.get(key)
    if (known !== undefined) return void known.nodes.push(each)
    const field = each.name.value === '__typename' ? TypeNameMetaFieldDef : type.getFields()[each.name.value]
    if (field !== undefined) found.set(key, { name: each.name.value, type: field.type, nodes: [each] })
  }
  for (const { selections: own } of selections) own.forEach(gather)
  return found
}

const belowOf = new WeakMap<AskedField, readonly SelectionSetNode[]>()

/** What is asked below a field, the same list every time. */
export function below(field: AskedField): readonly SelectionSetNode[] {
  const known = belowOf.get(field) ?? field.nodes.flatMap(({ selectionSet }) => selectionSet ?? [])
  belowOf.set(field, known)
  return known
}

/** The object types that can stand behind a type. */
export function objectTypesOf({ schema }: Asked, type: GraphQLOutputType): readonly GraphQLObjectType[] {
  if (isObjectType(type)) return [type]
  return isAbstractType(type) ? schema.getPossibleTypes(type) : []
}

/** The types of the entities that a lookup asked for, in order; `null` for any other field. */
export function entityTypesOf(asked: Asked, { name, nodes }: AskedField): (GraphQLObjectType | null)[] | null {
  if (name !== '_entities') return null
  const argument = nodes[0]?.arguments?.find((each) => each.name.value === 'representations')
  const representations: unknown = argument === undefined ? [] : valueFromASTUntyped(argument.value, asked.variables)
  if (!Array.isArray(representations)) return []
  return representations.map((each: { __typename?: unknown } | null) => {
    const type = asked.schema.getType(String(each?.__typename))
    return isObjectType(type) ? type : null
  })
}

function isIncluded({ variables }: Asked, node: SelectionNode): boolean {
  if ((node.directives ?? []).length === 0) return true
  if (getDirectiveValues(GraphQLSkipDirective, node, variables)?.['if'] === true) return false
  return getDirectiveValues(GraphQLIncludeDirective, node, variables)?.['if'] !== false
}

function holds({ schema }: Asked, condition: string | undefined, type: GraphQLObjectType): boolean {
  if (condition === undefined || condition === type.name) return true
  const wanted = schema.getType(condition)
  return isAbstractType(wanted) && schema.isSubType(wanted, type)
}
