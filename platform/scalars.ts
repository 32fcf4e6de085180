import { GraphQLError, GraphQLScalarType, Kind, type ValueNode, valueFromASTUntyped, visit } from 'graphql'
import { type Clock, today } from './clock.ts'
import { hubError } from './errors.ts'
import { isCalendarDate, type Parsed, parseCitizenId, parseCreditCode, parseDivisionCode, parseLicenceIdentifier } from './identifiers.ts'

type Check = (text: string) => Parsed<string>

// A scalar's fault tells which check failed and never repeats the value, since the value may be somebody's number.
function checkedScalar(name: string, check: Check): GraphQLScalarType<string, string> {
  const coerce = (value: unknown): string => {
    const parsed = typeof value === 'string' ? check(value) : ({ ok: false, check: 'format' } as const)
    if (parsed.ok) return parsed.value
    throw hubError('BAD_USER_INPUT', `not a valid ${name}: the ${parsed.check} check failed`, { check: parsed.check })
  }
  return new GraphQLScalarType({
    name,
    serialize: (value) => String(value),
    parseValue: coerce,
    parseLiteral: (node) => located(node, () => coerce(node.kind === Kind.STRING ? node.value : null)),
  })
}

// Validation reports a scalar's own error without the place of the literal, by which its argument is found.
function located<T>(node: ValueNode, coerce: () => T): T {
  try {
    return coerce()
  } catch (error) {
    const { message, extensions } = error as GraphQLError
    throw new GraphQLError(message, { nodes: node, extensions })
  }
}

/** PostgreSQL keeps no NUL in a text, and half of a surrogate pair becomes another character on its way there. */
export const UNSTORABLE = /[\0\p{Cs}]/u

// Members of the value are named by whoever sends it, so a fault inside it is told of the whole.
function jsonValue(value: unknown): unknown {
  const open = [value]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const texts = typeof next === 'string' ? [next] : next !== null && typeof next === 'object' ? Object.keys(next) : []
    if (texts.some((text) => UNSTORABLE.test(text))) throw hubError('BAD_USER_INPUT', 'not a valid JSON: the characters check failed', { check: 'characters' })
    if (next !== null && typeof next === 'object') open.push(...(Object.values(next) as unknown[]).filter((each) => each !== undefined))
  }
  return value
}

function jsonLiteral(node: ValueNode): unknown {
  visit(node, {
    Variable: () => {
      throw hubError('BAD_USER_INPUT', 'not a valid JSON: the variable check failed', { check: 'variable' })
    },
  })
  return jsonValue(valueFromASTUntyped(node))
}

const DATE = /^\d{4}-\d{2}-\d{2}$/
const DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,6})?(?:Z|[+-]\d{2}:\d{2})$/
const DECIMAL = /^-?\d{1,20}(?:\.\d{1,10})?$/

function parseDate(text: string): Parsed<string> {
  if (!DATE.test(text)) return { ok: false, check: 'format' }
  return isCalendarDate(text) ? { ok: true, value: text } : { ok: false, check: 'date' }
}

/** PostgreSQL refuses what is further from UTC. */
const OFFSET_HOURS_MAX = 15
const [EARLIEST, LATEST] = [Date.parse('0001-01-01T00:00:00Z'), Date.parse('9999-12-31T23:59:59.999Z')]

function parseDateTime(text: string): Parsed<string> {
  if (!DATE_TIME.test(text)) return { ok: false, check: 'format' }
  const instant = Date.parse(text)
  const hours = Number(/[+-](\d{2}):\d{2}$/.exec(text)?.[1] ?? 0)
  // Date.parse moves 30 February into March, and gives no number for what is no instant at all.
  const real = isCalendarDate(text.slice(0, 10)) && instant >= EARLIEST && instant <= LATEST && hours <= OFFSET_HOURS_MAX
  return real ? { ok: true, value: text } : { ok: false, check: 'date' }
}

function parseDecimal(text: string): Parsed<string> {
  return DECIMAL.test(text) ? { ok: true, value: text } : { ok: false, check: 'format' }
}

function normalised<T>(parse: (text: string) => Parsed<T>, pick: (value: T) => string): Check {
  return (text) => {
    const parsed = parse(text)
    return parsed.ok ? { ok: true, value: pick(parsed.value) } : parsed
  }
}

const KEY = /^[\w-]{1,64}$/
const NUMBER = /^\d{17}[\dXx]$/

// A number that got here would have passed by the router, which alone may turn one into a key.
function parseKey(text: string): Parsed<string> {
  return KEY.test(text) && !NUMBER.test(text) ? { ok: true, value: text } : { ok: false, check: 'format' }
}

const citizenNumber = (clock: Clock): Check => normalised((text) => parseCitizenId(text, today(clock)), (id) => id.number)

const ROSTER_NUMBER_MAX = 30

/** Begins what stands for a number of a list that failed a check, in the place of the number. */
const FAULT = '!'
const FAULTY = /^!([a-z]+)$/i

/** Whether a number of a list failed a check, so that only the check is known of it. */
export function isFaulty(rosterNumber: string): boolean {
  return rosterNumber.startsWith(FAULT)
}

/** The check that a number of a list failed; `null` where it failed none. */
export function checkFailed(rosterNumber: string): string | null {
  return FAULTY.exec(rosterNumber)?.[1] ?? null
}

// A long list has wrong numbers, and one of them must not refuse the others; what is wrong with it is all that goes on.
function rosterNumber(check: Check): Check {
  return (text) => {
    const parsed = text.length <= ROSTER_NUMBER_MAX ? check(text) : ({ ok: false, check: 'format' } as const)
    return { ok: true, value: parsed.ok ? parsed.value : `${FAULT}${parsed.check}` }
  }
}

function parseRosterKey(text: string): Parsed<string> {
  return FAULTY.test(text) ? { ok: true, value: text } : parseKey(text)
}

/**
 * The scalars of `schema/sharing.graphql`, shared by the libraries and the router.
 *
 * @param keyed whether a `CitizenId` comes as the key that the router made of it, as for every library that holds no numbers
 */
export const scalars = (clock: Clock, keyed = false) => ({
  RosterNumber: checkedScalar('RosterNumber', keyed ? parseRosterKey : rosterNumber(citizenNumber(clock))),
  Date: checkedScalar('Date', parseDate),
  DateTime: checkedScalar('DateTime', parseDateTime),
  Decimal: checkedScalar('Decimal', parseDecimal),
  CitizenId: checkedScalar('CitizenId', keyed ? parseKey : citizenNumber(clock)),
  CreditCode: checkedScalar('CreditCode', normalised(parseCreditCode, (code) => code.code)),
  DivisionCode: checkedScalar('DivisionCode', normalised(parseDivisionCode, (division) => division.code)),
  LicenceIdentifier: checkedScalar('LicenceIdentifier', normalised(parseLicenceIdentifier, (identifier) => identifier.identifier)),
  JSON: new GraphQLScalarType({
    name: 'JSON', serialize: (value) => value, parseValue: jsonValue, parseLiteral: (node) => located(node, () => jsonLiteral(node)),
  }),
  GeoJSON: new GraphQLScalarType({ name: 'GeoJSON', serialize: (value) => value }),
})
