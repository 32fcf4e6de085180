import fc, { type Arbitrary } from 'fast-check'
import {
  type ArgumentNode, astFromValue, type ConstValueNode, type DirectiveNode, type DocumentNode, type FieldNode, type FragmentDefinitionNode, type GraphQLInputType,
  type GraphQLNamedType, type GraphQLSchema, isInputObjectType, isInterfaceType, isListType, isObjectType, Kind, getNullableType, OverlappingFieldsCanBeMergedRule, parseType,
  print, SchemaMetaFieldDef, type SelectionNode, specifiedRules, validate, type ValueNode, type VariableDefinitionNode,
} from 'graphql'
import { type ArgumentDraft, type ConditionDraft, type Draft, Drafts } from './drafts.ts'
import type { World } from './world.ts'

/** A question as a client sends it. */
export interface Question {
  readonly query: string
  readonly variables: Readonly<Record<string, unknown>>
}

interface Made extends Question {
  readonly document: DocumentNode
}

/** Random questions to a schema, `null` in place of one that is not valid. */
export function questions(schema: GraphQLSchema, world: Pick<World, 'values' | 'withoutFragmentsOn'>, depth: number): Arbitrary<Question | null> {
  const drafts = new Drafts(schema, world)
  const roots = [['query', schema.getQueryType()], ['mutation', schema.getMutationType()]] as const
  const operations = roots.flatMap(([kind, type]) => (type === null || type === undefined ? [] : [
    fc.record({ selections: drafts.on(type, depth), yes: fc.boolean(), no: fc.boolean() })
      .map(({ selections, yes, no }) => written(schema, kind, type, selections, { yes, no })),
  ]))
  return fc.oneof(...operations)
}

const RULES = specifiedRules.filter((rule) => rule !== OverlappingFieldsCanBeMergedRule)

function written(schema: GraphQLSchema, operation: 'query' | 'mutation', type: GraphQLNamedType, selections: readonly Draft[], conditions: Conditions): Question | null {
  const made = mergeable(schema, new Writer(schema, conditions).write(operation, type, selections))
  if (made === null) return null
  const errors = validate(schema, made.document, RULES)
  if (errors.length > 0) throw new Error(`${errors.map(({ message }) => message).join('\n')}\n${made.query}`)
  return { query: print(made.document), variables: made.variables }
}

const ROUNDS_MAX = 6

/** Gives fields that cannot be merged aliases of their own; `null` where that does not help soon. */
function mergeable(schema: GraphQLSchema, made: Made): Made | null {
  let number = 0
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    const errors = validate(schema, made.document, [OverlappingFieldsCanBeMergedRule])
    if (errors.length === 0) return made
    for (const node of new Set(errors.map(({ nodes }) => nodes?.at(-1)))) {
      number += 1
      if (node?.kind === Kind.FIELD) Object.assign(node, { alias: { kind: Kind.NAME, value: `other${number}` } })
    }
  }
  return null
}

type Conditions = Readonly<Record<'yes' | 'no', boolean>>

const name = (value: string) => ({ kind: Kind.NAME, value }) as const
const variable = (value: string) => ({ kind: Kind.VARIABLE, name: name(value) }) as const

/** Writes drafts as an operation, collecting its variables and fragments. */
class Writer {
  readonly #schema: GraphQLSchema
  readonly #conditions: Conditions
  readonly #definitions: VariableDefinitionNode[] = []
  readonly #variables: Record<string, unknown> = {}
  readonly #fragments: FragmentDefinitionNode[] = []

  constructor(schema: GraphQLSchema, conditions: Conditions) {
    this.#schema = schema
    this.#conditions = conditions
  }

  write(operation: 'query' | 'mutation', type: GraphQLNamedType, drafts: readonly Draft[]): Made {
    const selections = this.#selections(type, drafts)
    const document = {
      kind: Kind.DOCUMENT,
      definitions: [
        { kind: Kind.OPERATION_DEFINITION, operation, selectionSet: { kind: Kind.SELECTION_SET, selections }, variableDefinitions: this.#definitions },
        ...this.#fragments,
      ],
    } as DocumentNode
    return { document, query: print(document), variables: this.#variables }
  }

  #selections(type: GraphQLNamedType, drafts: readonly Draft[]): SelectionNode[] {
    return drafts.map((draft) => {
      const directives = draft.conditions.map((each) => this.#condition(each))
      if (draft.kind === 'field') return this.#field(type, draft, directives)
      const on = draft.on === null ? type : this.#type(draft.on)
      const selectionSet = { kind: Kind.SELECTION_SET, selections: this.#selections(on, draft.selections) } as const
      const typeCondition = { kind: Kind.NAMED_TYPE, name: name(on.name) } as const
      if (!draft.named) return { kind: Kind.INLINE_FRAGMENT, directives, selectionSet, ...(draft.on === null ? {} : { typeCondition }) }
      const fragment = { kind: Kind.FRAGMENT_DEFINITION, name: name(`Part${this.#fragments.length}`), typeCondition, selectionSet } as const
      this.#fragments.push(fragment)
      return { kind: Kind.FRAGMENT_SPREAD, name: fragment.name, directives }
    })
  }

  #type(called: string): GraphQLNamedType {
    const type = this.#schema.getType(called)
    if (type === undefined) throw new Error(`no type ${called}`)
    return type
  }

  #field(type: GraphQLNamedType, draft: Extract<Draft, { kind: 'field' }>, directives: DirectiveNode[]): FieldNode {
    const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[draft.name] : undefined
    const called = field === undefined ? SchemaMetaFieldDef : field
    const given = draft.arguments.map((each): ArgumentNode => {
      const argument = called.args.find(({ name: one }) => one === each.name)
      if (argument === undefined) throw new Error(`no argument ${each.name}`)
      return { kind: Kind.ARGUMENT, name: name(each.name), value: this.#value(argument.type, each) }
    })
    const named = field === undefined ? null : this.#named(String(field.type))
    return {
      kind: Kind.FIELD,
      name: name(draft.name),
      ...(draft.alias === null ? {} : { alias: name(draft.alias) }),
      arguments: given,
      directives,
      ...(draft.selections === null || named === null ? {} : { selectionSet: { kind: Kind.SELECTION_SET, selections: this.#selections(named, draft.selections) } }),
    }
  }

  #named(written: string): GraphQLNamedType {
    return this.#type(written.replace(/[[\]!]/g, ''))
  }

  #condition({ directive, by }: ConditionDraft): DirectiveNode {
    const value: ValueNode = typeof by === 'boolean' ? { kind: Kind.BOOLEAN, value: by } : variable(by)
    if (typeof by === 'string' && !Object.hasOwn(this.#variables, by)) this.#define(by, 'Boolean!', this.#conditions[by])
    return { kind: Kind.DIRECTIVE, name: name(directive), arguments: [{ kind: Kind.ARGUMENT, name: name('if'), value }] }
  }

  #value(type: GraphQLInputType, { value, way }: ArgumentDraft): ValueNode {
    const nullable = getNullableType(type) as GraphQLInputType
    if (way === 'literal') return literal(value, type)
    if (way === 'nested') return this.#nested(nullable, value)
    const called = `v${this.#definitions.length}`
    if (way === 'variable') this.#define(called, String(type), value)
    else this.#declare(called, String(nullable), way === 'default' && value !== null ? literal(value, nullable) : undefined)
    return variable(called)
  }

  #nested(type: GraphQLInputType, value: unknown): ValueNode {
    if (isListType(type) && Array.isArray(value)) {
      return { kind: Kind.LIST, values: value.map((each) => this.#value(type.ofType as GraphQLInputType, { name: '', value: each, way: 'variable' })) }
    }
    if (!isInputObjectType(type) || value === null) return this.#value(type, { name: '', value, way: 'literal' })
    const fields = Object.entries(value as Record<string, unknown>).map(([field, each]) => {
      const given = this.#value(type.getFields()[field]?.type as GraphQLInputType, { name: field, value: each, way: 'variable' })
      return { kind: Kind.OBJECT_FIELD, name: name(field), value: given } as const
    })
    return { kind: Kind.OBJECT, fields }
  }

  #define(called: string, type: string, value: unknown): void {
    this.#declare(called, type, undefined)
    this.#variables[called] = value
  }

  #declare(called: string, type: string, defaultValue: ConstValueNode | undefined): void {
    this.#definitions.push({
      kind: Kind.VARIABLE_DEFINITION, variable: variable(called), type: parseType(type), ...(defaultValue === undefined ? {} : { defaultValue }),
    })
  }
}

function literal(value: unknown, type: GraphQLInputType): ConstValueNode {
  // graphql-js writes no object of a custom scalar, so objects are written by their members.
  const made = typeof value === 'object' && value !== null && !isInputObjectType(getNullableType(type)) && !isListType(getNullableType(type))
    ? untyped(value) : astFromValue(value, type)
  if (made === null || made === undefined) throw new Error(`no literal of ${String(type)}: ${JSON.stringify(value)}`)
  return made as ConstValueNode
}

function untyped(value: unknown): ValueNode {
  if (value === null) return { kind: Kind.NULL }
  if (Array.isArray(value)) return { kind: Kind.LIST, values: value.map(untyped) }
  if (typeof value === 'object') return { kind: Kind.OBJECT, fields: Object.entries(value).map(([key, each]) => ({ kind: Kind.OBJECT_FIELD, name: name(key), value: untyped(each) })) }
  return typeof value === 'number' ? { kind: Kind.INT, value: String(value) } : { kind: Kind.STRING, value: String(value) }
}
