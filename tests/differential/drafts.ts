import fc, { type Arbitrary } from 'fast-check'
import {
  getNamedType, type GraphQLArgument, type GraphQLField, type GraphQLInputField, type GraphQLInputType, type GraphQLNamedType, type GraphQLSchema, isAbstractType, isCompositeType,
  isEnumType, isInputObjectType, isInterfaceType, isListType, isNonNullType, isObjectType,
} from 'graphql'
import type { World } from './world.ts'

/** How the value of an argument is written. */
export type Way =
  /** in the operation */ | 'literal'
  /** as one variable */ | 'variable'
  /** in the operation, with a variable for each member of the object or list */ | 'nested'
  /** as a variable that has the value as its default and is not given */ | 'default'
  /** as a variable that is not given and has no default */ | 'absent'

export interface ArgumentDraft {
  readonly name: string
  readonly value: unknown
  readonly way: Way
}

/** `@skip` or `@include`, by a constant or by one of two variables. */
export interface ConditionDraft {
  readonly directive: 'skip' | 'include'
  readonly by: boolean | 'yes' | 'no'
}

export interface FieldDraft {
  readonly kind: 'field'
  readonly name: string
  readonly alias: string | null
  readonly arguments: readonly ArgumentDraft[]
  readonly conditions: readonly ConditionDraft[]
  readonly selections: readonly Draft[] | null
}

export interface FragmentDraft {
  readonly kind: 'fragment'
  readonly on: string | null
  readonly named: boolean
  readonly conditions: readonly ConditionDraft[]
  readonly selections: readonly Draft[]
}

/** A selection as it is made up and shrunk, before it is written as an operation. */
export type Draft = FieldDraft | FragmentDraft

const ALIASES = ['a', 'b', 'id', 'name', 'constructor', 'key', '__proto__', 'then', '_entities', 'representations', '__typename_']
const STRINGS = ['', 'x', 'a "b" \\ \n', '漢字']

const guards: Arbitrary<readonly ConditionDraft[]> = fc.oneof(
  { weight: 8, arbitrary: fc.constant([]) },
  {
    weight: 2,
    arbitrary: fc.array(
      fc.record<ConditionDraft>({ directive: fc.constantFrom('include', 'skip'), by: fc.constantFrom<ConditionDraft['by']>('yes', 'no', true, false) }),
      { minLength: 1, maxLength: 2 },
    ).map((all) => all.filter((each, index) => all.findIndex(({ directive }) => directive === each.directive) === index)),
  },
)


/** Arbitrary selections over a schema, each valid but for fields that cannot be merged. */
export class Drafts {
  readonly #schema: GraphQLSchema
  readonly #values: World['values']
  readonly #without: readonly string[]
  readonly #known = new Map<string, Arbitrary<readonly Draft[]>>()

  constructor(schema: GraphQLSchema, { values, withoutFragmentsOn = [] }: Pick<World, 'values' | 'withoutFragmentsOn'>) {
    this.#schema = schema
    this.#values = values
    this.#without = withoutFragmentsOn
  }

  /** Selections on a type; below `depth` there are leaves only. */
  on(type: GraphQLNamedType, depth: number): Arbitrary<readonly Draft[]> {
    const key = `${type.name} ${depth}`
    const known = this.#known.get(key)
    if (known !== undefined) return known
    const made = fc.array(this.#selection(type, depth), { minLength: 1, maxLength: depth > 2 ? 4 : 3, size: 'max' })
    this.#known.set(key, made)
    return made
  }

  #selection(type: GraphQLNamedType, depth: number): Arbitrary<Draft> {
    const fields = isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : []
    const leaves = fields.filter((field) => !isCompositeType(getNamedType(field.type))).map((field) => this.#field(field, depth))
    const others = depth === 0 ? [] : fields.filter((field) => isCompositeType(getNamedType(field.type))).map((field) => this.#field(field, depth))
    return fc.oneof(
      { weight: 1, arbitrary: this.#typename() },
      ...(leaves.length === 0 ? [] : [{ weight: 4, arbitrary: fc.oneof(...leaves) }]),
      ...(others.length === 0 ? [] : [{ weight: 6, arbitrary: fc.oneof(...others) }]),
      ...(depth === 0 ? [] : [{ weight: isAbstractType(type) ? 8 : 2, arbitrary: this.#fragment(type, depth) }]),
    )
  }

  #typename(): Arbitrary<Draft> {
    return fc.record({
      kind: fc.constant('field' as const), name: fc.constant('__typename'), alias: alias(), arguments: fc.constant([]), conditions: guards, selections: fc.constant(null),
    })
  }

  #field(field: GraphQLField<unknown, unknown>, depth: number): Arbitrary<Draft> {
    const type = getNamedType(field.type)
    return fc.record({
      kind: fc.constant('field' as const),
      name: fc.constant(field.name),
      alias: alias(),
      arguments: fc.tuple(...field.args.map((each) => this.#argument(each))).map((all) => all.filter((each) => each !== null)),
      conditions: guards,
      selections: isCompositeType(type) ? this.on(type, depth - 1) : fc.constant(null),
    })
  }

  #fragment(type: GraphQLNamedType, depth: number): Arbitrary<Draft> {
    const own = isAbstractType(type) ? this.#schema.getPossibleTypes(type) : []
    const around = this.#owners(type)
    const conditions = [...own, ...around, type].filter((each) => each === type || !this.#without.includes(each.name))
    return fc.constantFrom(...new Set<GraphQLNamedType>(conditions)).chain((on) =>
      fc.record({
        kind: fc.constant('fragment' as const),
        on: fc.constantFrom<string | null>(on.name, ...(on === type ? [null] : [])),
        named: fc.constantFrom(false, false, true),
        conditions: guards,
        selections: this.on(on, depth - 1),
      }).map((draft) => (draft.on === null ? { ...draft, named: false } : draft)),
    )
  }

  /** Abstract types that share a possible type with this one. */
  #owners(type: GraphQLNamedType) {
    const possible = (of: GraphQLNamedType): readonly GraphQLNamedType[] => (isAbstractType(of) ? this.#schema.getPossibleTypes(of) : [of])
    return Object.values(this.#schema.getTypeMap()).filter(isAbstractType).filter((each) => each !== type && possible(each).some((one) => possible(type).includes(one)))
  }

  #argument(argument: GraphQLArgument): Arbitrary<ArgumentDraft | null> {
    const required = isNonNullType(argument.type) && argument.defaultValue === undefined
    const given = fc.record<ArgumentDraft>({
      name: fc.constant(argument.name),
      value: this.value(argument.type, argument.name, 2),
      way: fc.constantFrom<Way>('literal', 'variable', 'nested', 'default', ...(required ? [] : ['absent' as const])),
    })
    return required ? given : fc.oneof({ weight: 1, arbitrary: fc.constant(null) }, { weight: 2, arbitrary: given })
  }

  /** A value that a client may give for an input type. */
  value(type: GraphQLInputType, name: string, depth: number): Arbitrary<unknown> {
    if (isNonNullType(type)) return this.value(type.ofType as GraphQLInputType, name, depth).filter((value) => value !== null)
    const known = Object.hasOwn(this.#values, name) ? this.#values[name] : undefined
    if (known !== undefined) return fc.constantFrom(...known)
    const value = this.#valueOf(type, name, depth)
    return fc.oneof({ weight: 5, arbitrary: value }, { weight: 1, arbitrary: fc.constant(null) })
  }

  #valueOf(type: GraphQLInputType, name: string, depth: number): Arbitrary<unknown> {
    if (isListType(type)) return fc.array(this.value(type.ofType as GraphQLInputType, name, depth - 1), { maxLength: 3 })
    if (isEnumType(type)) return fc.constantFrom(...type.getValues().map((each) => each.name))
    if (isInputObjectType(type)) {
      const isRequired = (field: GraphQLInputField) => isNonNullType(field.type) && field.defaultValue === undefined
      const fields = Object.values(type.getFields()).filter((field) => depth > 0 || isRequired(field) || !isInputObjectType(getNamedType(field.type)))
      const required = fields.filter(isRequired).map((field) => field.name)
      return fc.record(Object.fromEntries(fields.map((field) => [field.name, this.value(field.type, field.name, depth - 1)])), { requiredKeys: required as never[] })
        .map((value) => ({ ...value }))
    }
    switch (getNamedType(type).name) {
      case 'Int': return fc.constantFrom(0, 1, 2, -7)
      case 'Float': return fc.constantFrom(0, 1.5, -2)
      case 'Boolean': return fc.boolean()
      default: return fc.constantFrom(...STRINGS)
    }
  }
}

function alias(): Arbitrary<string | null> {
  return fc.oneof({ weight: 5, arbitrary: fc.constant(null) }, { weight: 2, arbitrary: fc.constantFrom(...ALIASES) })
}
