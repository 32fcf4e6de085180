import {
  type DocumentNode, type FieldNode, type GraphQLError, type GraphQLSchema, isAbstractType, Kind,
  type OperationDefinitionNode, type SelectionNode, separateOperations, TypeInfo, visit, visitWithTypeInfo,
} from 'graphql'
import { codeOf, hubError } from '#platform/errors'
import { isPromise, type MaybePromise } from '#platform/promise'
import { CONDITIONS_MAX, conditionsOf } from './decision/asked.ts'
import { shapeOf } from './execute/operation-shape.ts'
import { asksContract, tellContract } from './introspection.ts'
import { innerDocument, innerVariables } from './names.ts'
import { type Operation, readOperation } from './operation.ts'
import { type AskLibrary, openPrograms, type Program, programOf, type Programs, type Ran } from './program.ts'
import { isIncluded } from './selection.ts'

/** A question without a purpose. */
export interface PlainQuestion {
  readonly query: string
  readonly variables?: Readonly<Record<string, unknown>> | null
  readonly operationName?: string | null
}

/** Answers a question in full; the text is the JSON of the whole response. It throws nothing. */
export type PlainRouter = (question: PlainQuestion) => MaybePromise<string>

/**
 * A router that decides nothing, over any supergraph: to compare the execution with that of others, and to test it against
 * an unfederated schema. Errors of libraries pass as they are.
 */
export function openPlain(supergraph: string, ask: AskLibrary): PlainRouter {
  const programs = openPrograms(supergraph)
  const schema = programs.publicSchema()
  const kept = new WeakMap<OperationDefinitionNode, Plain>()
  const plainOf = (operation: Operation) => {
    const known = kept.get(operation.definition)
    if (known !== undefined) return known
    const made = new Plain(operation, programs, schema)
    kept.set(operation.definition, made)
    return made
  }
  return ({ query, variables, operationName }) => {
    try {
      const operation = readOperation(schema, query, variables ?? {}, operationName ?? undefined)
      if ('errors' in operation) return textOf(operation)
      const plain = plainOf(operation)
      const ran = plain.programFor(operation)({ variables: innerVariables(operation.variables), ask, told: plain.told(operation) })
      return isPromise(ran) ? ran.then(answerOf, refused) : answerOf(ran)
    } catch (error) {
      return refused(error)
    }
  }
}

/** An operation with all that is made of it once for each value of its conditions. */
class Plain {
  readonly #programs: Programs
  readonly #schema: GraphQLSchema
  readonly #conditions: readonly string[]
  readonly #byConditions = new Map<string, { readonly program: Program; readonly asksContract: boolean }>()

  constructor({ document }: Operation, programs: Programs, schema: GraphQLSchema) {
    this.#programs = programs
    this.#schema = schema
    this.#conditions = conditionsOf(document)
  }

  programFor(operation: Operation): Program {
    return this.#madeFor(operation).program
  }

  /** What the operation asks of the contract itself. */
  told(operation: Operation): Readonly<Record<string, unknown>> {
    return this.#madeFor(operation).asksContract ? tellContract(operation, this.#schema) : {}
  }

  #madeFor(operation: Operation) {
    const vector = this.#conditions.map((name) => (operation.variables[name] === true ? '1' : '0')).join('')
    let made = this.#byConditions.get(vector)
    if (made === undefined) {
      made = this.#make(operation)
      if (this.#byConditions.size >= CONDITIONS_MAX) this.#byConditions.clear()
      this.#byConditions.set(vector, made)
    }
    return made
  }

  #make(operation: Operation) {
    const { definition, fragments, variables } = operation
    const root = this.#schema.getRootType(definition.operation)?.name ?? ''
    const below = shapeOf(definition, { schema: this.#schema, fragments, variables })
    const asks = below(root).some(({ name }) => !name.startsWith('__'))
    const step = this.#programs.plan(asks ? plannable(operation, this.#schema) : null)
    return { program: programOf(step, root, below), asksContract: below(root).some(asksContract) }
  }
}

/**
 * The operation as the planner takes it: alone, its names in their inner form, without conditions, types told wherever they
 * decide what is shown, nothing about the contract. The planner has ended the process over conditions and names of callers.
 */
function plannable({ document, definition, variables }: Operation, schema: GraphQLSchema): DocumentNode {
  const types = new TypeInfo(schema)
  const name = definition.name?.value ?? ''
  const left = (node: SelectionNode) => {
    if (!isIncluded(node, variables)) return null
    if (node.kind === Kind.FIELD && asksContract({ name: node.name.value })) return typename()
    return node.directives?.length ? { ...node, directives: [] } : undefined
  }
  const prepared = visit(separateOperations(document)[name] as DocumentNode, visitWithTypeInfo(types, {
    Field: left,
    InlineFragment: left,
    FragmentSpread: left,
    SelectionSet: {
      leave(node) {
        const tells = isAbstractType(types.getParentType()) || node.selections.length === 0
        return tells ? { ...node, selections: [typename(), ...node.selections] } : undefined
      },
    },
  }))
  return innerDocument(separateOperations(prepared)[name] as DocumentNode)
}

function typename(): FieldNode {
  return { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } }
}

function answerOf({ data, errors }: Ran): string {
  return errors.length === 0 ? `{"data":${data}}` : `{"data":${data},"errors":${JSON.stringify(errors)}}`
}

function textOf({ errors }: { readonly errors: readonly GraphQLError[] }): string {
  return JSON.stringify({ errors })
}

function refused(error: unknown): string {
  return textOf({ errors: [codeOf(error) === null ? hubError('INTERNAL_SERVER_ERROR', 'the router failed') : (error as GraphQLError)] })
}
