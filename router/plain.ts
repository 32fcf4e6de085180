import {
  type DocumentNode, type FieldNode, type GraphQLError, type GraphQLSchema, isAbstractType, isCompositeType, getNamedType, Kind,
  type OperationDefinitionNode, separateOperations, TypeInfo, visit, visitWithTypeInfo,
} from 'graphql'
import { codeOf, hubError } from '#platform/errors'
import { isPromise, type MaybePromise } from '#platform/promise'
import { CONDITIONS_MAX, conditionsOf } from './decision/asked.ts'
import { shapeOf } from './execute/operation-shape.ts'
import type { Below } from './execute/shape.ts'
import type { Step } from './execute/run.ts'
import { asksContract, tellContract } from './introspection.ts'
import { innerDocument, innerKey, innerVariables } from './names.ts'
import { type Operation, readOperation } from './operation.ts'
import { type AskLibrary, openPrograms, type Program, programOf, type Programs, type Ran } from './program.ts'

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

/** An operation with all that is made of it once. */
class Plain {
  readonly #step: Step
  readonly #conditions: readonly string[]
  readonly #byConditions = new Map<string, { readonly program: Program; readonly asksContract: boolean }>()
  readonly #root: string
  readonly #schema: GraphQLSchema

  constructor(operation: Operation, programs: Programs, schema: GraphQLSchema) {
    this.#schema = schema
    this.#root = schema.getRootType(operation.definition.operation)?.name ?? ''
    this.#conditions = conditionsOf(operation.document)
    this.#step = programs.plan(plannable(operation, schema))
  }

  programFor(operation: Operation): Program {
    return this.#madeFor(operation).program
  }

  /** What the operation asks of the contract itself. */
  told(operation: Operation): Readonly<Record<string, unknown>> {
    return this.#madeFor(operation).asksContract ? tellContract(operation, this.#schema) : {}
  }

  // The order of an answer follows the selections that are included, so each value of the conditions has its own shape.
  #madeFor({ definition, fragments, variables }: Operation) {
    const vector = this.#conditions.map((name) => (variables[name] === true ? '1' : '0')).join('')
    let made = this.#byConditions.get(vector)
    if (made === undefined) {
      const below: Below = shapeOf(definition, { schema: this.#schema, fragments, variables })
      made = { program: programOf(this.#step, this.#root, below), asksContract: below(this.#root).some(asksContract) }
      if (this.#byConditions.size >= CONDITIONS_MAX) this.#byConditions.clear()
      this.#byConditions.set(vector, made)
    }
    return made
  }
}

/**
 * The operation as the planner takes it: alone, its names in their inner form, types told wherever they decide what is shown,
 * nothing about the contract; `null` where no library has to be asked.
 */
function plannable({ document, definition }: Operation, schema: GraphQLSchema): DocumentNode | null {
  const own = separateOperations(document)[definition.name?.value ?? ''] as DocumentNode
  const types = new TypeInfo(schema)
  let asks = false
  const prepared = visit(innerDocument(own), visitWithTypeInfo(types, {
    Field: {
      enter(node) {
        if (asksContract({ name: node.name.value })) return typenameAs(innerKey({ key: node.alias?.value ?? node.name.value, name: '' }))
        if (node.name.value !== '__typename') asks = true
      },
      leave(node) {
        const type = types.getType()
        if (!type || !isCompositeType(getNamedType(type)) || !isAbstractType(getNamedType(type)) || node.selectionSet === undefined) return undefined
        return { ...node, selectionSet: { ...node.selectionSet, selections: [typenameAs(), ...node.selectionSet.selections] } }
      },
    },
  }))
  return asks ? prepared : null
}

function typenameAs(alias?: string): FieldNode {
  const name = { kind: Kind.NAME, value: '__typename' } as const
  return { kind: Kind.FIELD, name, ...(alias === undefined ? {} : { alias: { kind: Kind.NAME, value: alias } }) }
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
