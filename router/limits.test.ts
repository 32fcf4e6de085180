import { readFileSync } from 'node:fs'
import { buildSchema, getIntrospectionQuery, type GraphQLError, parse, validate } from 'graphql'
import { describe, expect, it } from 'vitest'
import { projectFile } from '#platform/files'
import { type Limit, limitDocument, LIMITS, limitText, limitVariables } from './limits.ts'
import { readOperation } from './operation.ts'

const schema = buildSchema(readFileSync(projectFile('schema/api.graphql'), 'utf8'), { assumeValidSDL: true })

/** The limit that an action breaks; `null` where it breaks none. */
function brokenBy(action: () => unknown): Limit | null {
  try {
    action()
    return null
  } catch (error) {
    const { extensions, message } = error as GraphQLError
    const limit = extensions['limit'] as Limit
    expect(extensions).toEqual({ code: 'OPERATION_TOO_COMPLEX', limit, max: LIMITS[limit] })
    expect(message).toContain(String(LIMITS[limit]))
    return limit
  }
}

const limitOf = (text: string) => brokenBy(() => limitDocument(parse(text)))
const times = (count: number, make: (at: number) => string) => Array.from({ length: count }, (_each, at) => make(at)).join(' ')
const nested = (depth: number) => '{ a'.repeat(depth) + ' }'.repeat(depth)
const lists = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)

/** [limit, the document of a size] — at the limit it passes, one above it does not. */
const SIZES: [Limit, (size: number) => string][] = [
  ['operations', (size) => times(size, (at) => `query Q${at} { a }`)],
  ['fragments', (size) => `{ a } ${times(size, (at) => `fragment F${at} on T { a }`)}`],
  ['variables', (size) => `query (${times(size, (at) => `$v${at}: Int`)}) { a }`],
  ['depth', nested],
  ['depth', (size) => `{ ...F } fragment F on T ${nested(size)}`],
  ['depth', (size) => `{ a { ...F } } fragment F on T { ... { ...G } } fragment G on T ${nested(size - 1)}`],
  ['contractLists', (size) => `{ __schema { types { ${'fields { type { '.repeat(size)}name${' } }'.repeat(size)} } } }`],
  ['contractLists', (size) => `{ a: __type(name: "T") { ...F } } fragment F on __Type { interfaces { ${'inputFields { type { '.repeat(size - 1)}name${' } }'.repeat(size - 1)} } }`],
  ['selections', (size) => `{ a { ${times(size - 1, (at) => `b${at}`)} } }`],
  ['rootFields', (size) => `{ ${times(size, (at) => `a${at}`)} }`],
  ['rootFields', (size) => `{ a ... { b ...F } } fragment F on T { ${times(size - 2, (at) => `c${at}`)} }`],
  ['aliases', (size) => `{ a { ${times(size, (at) => `a${at}: b`)} } }`],
  ['aliases', (size) => `{ a { ${times(10, (at) => `b${at} { ...F }`)} } } fragment F on T { ${times(size / 10, (at) => `c${at}: d`)} }`],
  ['repeats', (size) => `{ a { b ${times(size, () => 'b')} } }`],
  ['repeats', (size) => `{ a { b ${times(size, () => '... { b }')} } }`],
  ['repeats', (size) => `{ a { b: c ${times(size, () => '... { b }')} } }`],
  ['directives', (size) => `{ a ${times(size, () => '@skip(if: false)')} }`],
  ['directives', (size) => `query ${times(size, () => '@a')} { a }`],
  ['directives', (size) => `{ ${times(10, (at) => `b${at} { ...F }`)} } fragment F on T { c ${times(size / 10, () => '@a')} }`],
  ['list', (size) => `{ a(b: [${times(size, String)}]) }`],
  ['list', (size) => `{ a(b: { c: [{ d: [${times(size, String)}] }] }) }`],
  ['list', (size) => `{ a(b: { ${times(size, (at) => `f${at}: 1`)} }) }`],
  ['list', (size) => `query ($a: [Int] = [${times(size, String)}]) { a }`],
  ['valueDepth', (size) => `{ a(b: ${lists(size)}) }`],
  ['valueDepth', (size) => `{ a(b: ${'{ c: '.repeat(size)}1${' }'.repeat(size)}) }`],
  ['text', (size) => `{ a(b: "${'x'.repeat(size)}") }`],
  ['text', (size) => `{ a(b: [{ c: """${'x'.repeat(size)}""" }]) }`],
]

/** Fragments are spread ten times over in some. */
const STEPS: Partial<Record<Limit, number>> = { aliases: 10, directives: 10 }

describe('a document is refused, naming limit and value,', () => {
  it.each(SIZES)('above %s (%#), and not at it', (limit, make) => {
    expect(limitOf(make(LIMITS[limit] + (STEPS[limit] ?? 1)))).toBe(limit)
    expect(limitOf(make(LIMITS[limit]))).toBeNull()
  })

  it('above its selections, those of a fragment counted wherever it is spread', () => {
    const spread = (fields: number) => `{ a { ${times(50, (at) => `b${at} { ...F }`)} } } fragment F on T { ${times(fields, (at) => `c${at}`)} }`
    expect(limitOf(spread((LIMITS.selections - 101) / 50))).toBeNull()
    expect(limitOf(spread((LIMITS.selections - 101) / 50 + 1))).toBe('selections')
  })

  it('above its characters and its tokens, before anything else is looked at', () => {
    expect(brokenBy(() => limitText('x'.repeat(LIMITS.characters + 1)))).toBe('characters')
    expect(brokenBy(() => limitText('x'.repeat(LIMITS.characters)))).toBeNull()
    expect(brokenBy(() => readOperation(schema, `{ ${'"'.repeat(LIMITS.characters)}`, {}, undefined))).toBe('characters')
    expect(brokenBy(() => readOperation(schema, `{ ${'nothing '.repeat(LIMITS.tokens)}}`, {}, undefined))).toBe('tokens')
  })

  it('where fragments spread each other twice over, as fast as any other', () => {
    const fragments = times(29, (at) => `fragment F${at} on T { ...F${at + 1} ...F${at + 1} }`)
    const startedAt = process.cpuUsage()
    expect(limitOf(`{ ...F0 } ${fragments} fragment F29 on T { a }`)).toBe('selections')
    // Whoever goes through the half billion that this comes to is at it for many seconds.
    expect(process.cpuUsage(startedAt).user / 1_000).toBeLessThan(2_000)
  })

  it('and not where fragments go round, which validation refuses', () => {
    expect(limitOf('{ ...F } fragment F on T { a ...G } fragment G on T { b { ...F } ...G }')).toBeNull()
  })

  it('where it is nested as deep as its tokens allow, and the stack holds', () => {
    for (const text of [nested(1_300), `{ a(b: ${lists(1_900)}) }`, `{ ${'... { '.repeat(1_300)} a ${'} '.repeat(1_300)} }`]) {
      expect(['depth', 'valueDepth', 'selections']).toContain(brokenBy(() => readOperation(schema, text, {}, undefined)))
    }
  })
})

describe('variables are refused, naming limit and value,', () => {
  const arrayOf = <T>(length: number, value: T) => Array.from({ length }, () => value)
  const nest = (depth: number): unknown => JSON.parse('['.repeat(depth) + ']'.repeat(depth)) as unknown

  it.each([
    ['variables', (size: number) => Object.fromEntries(Array.from({ length: size }, (_each, at) => [`v${at}`, 1]))],
    ['list', (size: number) => ({ a: arrayOf(size, 1) })],
    ['list', (size: number) => ({ a: { b: [{ c: arrayOf(size, 1) }] } })],
    ['list', (size: number) => ({ a: Object.fromEntries(arrayOf(size, 1).map((each, at) => [`m${at}`, each])) })],
    ['valueDepth', (size: number) => ({ a: nest(size) })],
    ['text', (size: number) => ({ a: [{ b: 'x'.repeat(size) }] })],
  ] as const)('above %s (%#), and not at it', (limit, make) => {
    expect(brokenBy(() => limitVariables(make(LIMITS[limit] + 1)))).toBe(limit)
    expect(brokenBy(() => limitVariables(make(LIMITS[limit])))).toBeNull()
  })

  it('half a megabyte deep, and the stack holds', () => {
    expect(brokenBy(() => limitVariables({ a: nest(499_000) }))).toBe('valueDepth')
  })
})

describe('what is within the limits', () => {
  it('is the question that GraphiQL asks of the contract', () => {
    const text = getIntrospectionQuery({
      descriptions: true, specifiedByUrl: true, directiveIsRepeatable: true, schemaDescription: true, inputValueDeprecation: true, oneOf: true,
    })
    expect(readOperation(schema, text, {}, 'IntrospectionQuery')).toHaveProperty('definition')
  })

  /** Names that stand in the contract for long, so that validation goes all the way. */
  const person = (inside: string) => `query ($id: CitizenId!) { person(citizenId: $id) { ${inside} } }`
  const chain = (depth: number) => 'parent { '.repeat(depth) + 'name' + ' }'.repeat(depth)

  it.each([
    ['a name again and again', person(`name ${times(LIMITS.repeats, () => 'name')}`)],
    ['a deep selection again and again', person(times(50, () => `registeredDivision { ${chain(12)} }`))],
    ['selections in selections', person(times(6, () => `registeredDivision { ${times(7, () => 'parent { parent { name } }')} }`))],
    ['arguments that are compared', person(times(50, () => 'licences { validOn(date: "2026-01-01") }'))],
    ['fragments that overlap', `${person(times(30, (at) => `...F${at}`))} ${times(30, (at) => `fragment F${at} on Person { registeredDivision { ${chain(12)} } }`)}`],
    ['fragments of many fields', `${person(times(30, (at) => `...F${at}`))} ${times(30, (at) => `fragment F${at} on Person { name id sex { code name } birthDate isAlive mobile residenceAddress registeredAddress }`)}`],
    ['names that are not there', person(times(950, (at) => `nothing${at}`))],
  ])('is validated soon, as where it holds %s', (_what, text) => {
    const document = parse(text)
    expect(limitOf(text)).toBeNull()
    validate(schema, document)
    const startedAt = process.cpuUsage()
    validate(schema, document)
    const { user, system } = process.cpuUsage(startedAt)
    // Ten times what it takes on two cores, so that a busy machine does not fail and a square of the size does.
    expect((user + system) / 1_000).toBeLessThan(400)
  })
})
