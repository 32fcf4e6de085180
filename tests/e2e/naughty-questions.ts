import { readFileSync } from 'node:fs'
import {
  buildSchema, getNamedType, getNullableType, type GraphQLArgument, type GraphQLField, type GraphQLInputType, type GraphQLObjectType, isEnumType,
  isInputObjectType, isLeafType, isListType, isNonNullType, isObjectType,
} from 'graphql'
import { projectFile } from '#platform/files'
import { codeOf } from '../../seeds/agencies.ts'
import { matterCode } from '../../seeds/matters.ts'
import { licenceOf, numberOf } from './story.ts'

const schema = buildSchema(readFileSync(projectFile('schema/api.graphql'), 'utf8'), { assumeValidSDL: true })

/** A place into which a caller can put a value: an argument of a field, or a member of an input object in one. */
export interface Place {
  /** `Query.resources(filter.text)`. */
  readonly name: string
  /** Name of the scalar that it takes. */
  readonly scalar: string
  /** The variable's type. */
  readonly type: string
  /** The variable's value, with a value put into the place and all else as it should be. */
  readonly around: (value: unknown) => unknown
  /** The field with this argument from a variable, under a name of its own, whole from the root. */
  readonly asked: (key: string, variable: string) => string
}

/** Values as they should be, so that what is refused is refused for one place alone. */
const RIGHT: Readonly<Record<string, () => unknown>> = {
  CitizenId: () => numberOf('old-man'), CreditCode: () => codeOf('civil-affairs'), DivisionCode: () => '990101',
  LicenceIdentifier: () => licenceOf('old-man-register'), Date: () => '2026-01-01', DateTime: () => '2026-01-01T00:00:00+08:00',
  Decimal: () => '1.5', Int: () => 5, Float: () => 1.5, Boolean: () => true, ID: () => matterCode('old-age-allowance'), String: () => '示例',
}

function right(type: GraphQLInputType): unknown {
  const nullable = getNullableType(type)
  if (isListType(nullable)) return [right(nullable.ofType)]
  if (isEnumType(nullable)) return nullable.getValues()[0]?.name
  if (!isInputObjectType(nullable)) return (RIGHT[nullable.name] ?? RIGHT['String'])?.()
  const required = Object.values(nullable.getFields()).filter((field) => isNonNullType(field.type))
  return Object.fromEntries(required.map((field) => [field.name, right(field.type)]))
}

interface Inside {
  readonly path: string
  readonly scalar: string
  readonly around: (value: unknown) => unknown
}

/** Every scalar inside an input type, with how a value is put there. */
function insides(type: GraphQLInputType, depth = 3): Inside[] {
  const nullable = getNullableType(type)
  if (isListType(nullable)) return insides(nullable.ofType, depth).map((each) => ({ ...each, around: (value) => [each.around(value)] }))
  if (!isInputObjectType(nullable)) return [{ path: '', scalar: nullable.name, around: (value) => value }]
  if (depth === 0) return []
  return Object.values(nullable.getFields()).flatMap((field) =>
    insides(field.type, depth - 1).map((each) => ({
      path: `.${field.name}${each.path}`, scalar: each.scalar,
      around: (value) => ({ ...(right(nullable) as object), [field.name]: each.around(value) }),
    })))
}

const literal = (value: unknown): string =>
  Array.isArray(value) ? `[${value.map(literal).join(', ')}]`
  : value !== null && typeof value === 'object' ? `{ ${Object.entries(value).map(([name, each]) => `${name}: ${literal(each)}`).join(', ')} }`
  : JSON.stringify(value)

/** Arguments that a field must have, but for one. */
function others(field: GraphQLField<unknown, unknown>, own?: GraphQLArgument): string[] {
  return field.args.filter((each) => each !== own && isNonNullType(each.type) && each.defaultValue === undefined)
    // The name of an enumerated value stands in a question as it is.
    .map((each) => `${each.name}: ${isEnumType(getNullableType(each.type)) ? String(right(each.type)) : literal(right(each.type))}`)
}

const call = (field: GraphQLField<unknown, unknown>, given: readonly string[]) => `${field.name}${given.length === 0 ? '' : `(${given.join(', ')})`}`

/** A few values of a type, and of what lies just below it, so that libraries are really asked. */
function selection(type: GraphQLObjectType, depth = 1): string {
  const fields = Object.values(type.getFields())
  // Connections and their edges only lead to what is asked.
  const deeper = /(?:Connection|Edge)$/.test(type.name) ? depth : depth - 1
  const leaves = fields.filter((field) => isLeafType(getNamedType(field.type)) && others(field).length === 0).slice(0, 5).map(({ name }) => name)
  const edges = depth === 0 ? [] : fields.filter((field) => isObjectType(getNamedType(field.type))).slice(0, 3)
    .map((field) => `${call(field, others(field))} { ${selection(getNamedType(field.type) as GraphQLObjectType, deeper)} }`)
  return ['__typename', ...leaves, ...edges].join(' ')
}

function placesOf(field: GraphQLField<unknown, unknown>, parent: string, whole: (inner: string) => string): Place[] {
  const returns = getNamedType(field.type)
  const below = isObjectType(returns) ? ` { ${selection(returns)} }` : ''
  return field.args.flatMap((argument) =>
    insides(argument.type).map(({ path, scalar, around }) => ({
      name: `${parent}.${field.name}(${argument.name}${path})`, scalar, around, type: String(argument.type),
      asked: (key: string, variable: string) => whole(`${key}: ${call(field, [...others(field, argument), `${argument.name}: $${variable}`])}${below}`),
    })))
}

/** Every place of every root field, and of the fields of what roots return. */
export function everyPlace(): Place[] {
  const root = schema.getQueryType() as GraphQLObjectType
  return Object.values(root.getFields()).flatMap((field) => {
    const returns = getNamedType(field.type)
    const inner = isObjectType(returns) ? Object.values(returns.getFields()) : []
    return [
      ...placesOf(field, 'Query', (asked) => asked),
      ...inner.flatMap((each) => placesOf(each, getNamedType(field.type).name, (asked) => {
        // The name given to the field inside names the root too, so that many can stand in one question.
        const key = asked.split(':', 1)[0] ?? ''
        return `${key}: ${call(field, others(field))} { ${asked} }`
      })),
    ]
  })
}
