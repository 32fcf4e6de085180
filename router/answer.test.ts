import { GraphQLError } from 'graphql'
import { describe, expect, it } from 'vitest'
import { hubError } from '#platform/errors'
import { extensionsOf, libraryError, project, refusalError } from './answer.ts'
import type { Decision } from './decision/decide.ts'
import { innerKey } from './decision/emit.ts'
import type { Use } from './decision/uses.ts'

const NUMBER = '990101194001010016'

/** A use as the projection sees it: a key and what is below it. */
const use = (key: string, ...children: Use[]): Use => ({
  key, name: key, type: 'Query', coordinate: `Query.${key}`, item: undefined, verdictOf: undefined, args: {},
  node: { kind: 'Field', name: { kind: 'Name', value: key } } as Use['node'], returns: 'Any', list: false, holdsItems: children.length > 0, children,
})

/** The same with a name that the caller chose. */
const alias = (key: string, name: string, ...children: Use[]): Use => ({ ...use(name, ...children), key })

const json = (value: unknown): string => JSON.stringify(value)

describe('an answer leaves out', () => {
  it('what was refused, though a library told it', () => {
    const asked = [use('person', use('name'), use('mobile'))]
    const kept = [use('person', use('name'))]
    expect(json(project(asked, kept, { person: { name: '张三', mobile: NUMBER } }))).toBe('{"person":{"name":"张三","mobile":null}}')
  })

  it('a whole object of which nothing was kept', () => {
    expect(json(project([use('person', use('name'))], [], { person: { name: '张三' } }))).toBe('{"person":null}')
  })

  it('what nobody asked, such as the keys of joins', () => {
    const asked = [use('person', use('name'))]
    expect(json(project(asked, asked, { person: { __typename: 'Person', key: NUMBER, name: '张三' }, other: 1 }))).toBe('{"person":{"name":"张三"}}')
  })

  it('everything where no library answered', () => {
    const asked = [use('person', use('name')), use('division')]
    expect(json(project(asked, asked, null))).toBe('{"person":null,"division":null}')
  })

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('what every object knows as %s, where the library did not say it', (name) => {
    const asked = [alias(name, 'division'), use('person', alias(name, 'name'))]
    expect(json(project(asked, asked, JSON.parse('{ "person": {} }') as Record<string, unknown>)))
      .toBe(`{"${name}":null,"person":{"${name}":null}}`)
  })
})

describe('an answer', () => {
  it('comes in the order of the question, not of the libraries', () => {
    const asked = [use('b'), use('a', use('z'), use('y')), use('c')]
    expect(json(project(asked, [...asked].reverse(), { c: 3, a: { y: 2, z: 1 }, b: 0 }))).toBe('{"b":0,"a":{"z":1,"y":2},"c":3}')
  })

  it('keeps lists, their places and their lists', () => {
    const asked = [use('persons', use('name'), use('mobile'))]
    const kept = [use('persons', use('name'))]
    expect(json(project(asked, kept, { persons: [{ name: 'a', mobile: 'x' }, null, [{ name: 'b' }]] })))
      .toBe('{"persons":[{"name":"a","mobile":null},null,[{"name":"b","mobile":null}]]}')
    expect(json(project(asked, asked, { persons: [] }))).toBe('{"persons":[]}')
  })

  it('keeps what has no fields below as it stands, false and nothing included', () => {
    const asked = [use('alive'), use('count'), use('text'), use('point'), use('missing')]
    expect(json(project(asked, asked, { alive: false, count: 0, text: '', point: { type: 'Point', coordinates: [1, 2] } })))
      .toBe('{"alive":false,"count":0,"text":"","point":{"type":"Point","coordinates":[1,2]},"missing":null}')
  })

  it.each(['__proto__', 'constructor'])('has %s as a mere name', (name) => {
    const asked = [alias(name, 'person', alias(name, 'name'))]
    const answer = project(asked, asked, { [innerKey({ key: name, name: 'person' })]: { [innerKey({ key: name, name: 'name' })]: 'told' } })
    expect(json(answer)).toBe(`{"${name}":{"${name}":"told"}}`)
    expect(Object.getPrototypeOf(answer)).toBeNull()
  })
})

describe('a refusal reads', () => {
  const item = { resource: '101001/000001', title: '联系电话' } as NonNullable<Parameters<typeof refusalError>[0]['item']>

  it('with the item, the rule, the reason in both languages and where to apply', () => {
    const error = refusalError({ path: ['person', 'mobile'], reason: 'NO_GRANT', coordinate: 'Person.mobile', item }, { matter: '990500000100', caseNo: null, reason: NUMBER })
    expect(error.toJSON()).toEqual({
      message: 'Person.mobile: no approved grant for this item',
      path: ['person', 'mobile'],
      extensions: {
        code: 'FORBIDDEN', reason: 'NO_GRANT', remedy: 'APPLY', coordinate: 'Person.mobile', resource: '101001/000001', item: '联系电话',
        rule: 'granted', messageZh: '联系电话：没有该信息项的共享授权', apply: '/console/apply?item=Person.mobile&matter=990500000100',
      },
    })
  })

  it('without a place to apply where applying does not help, and without an item where it is about a subject', () => {
    const { extensions, message } = refusalError({ path: ['person'], reason: 'SUBJECT_NOT_PARTY', coordinate: 'Query.person', item: undefined }, null)
    expect(message).toBe('Query.person: the purpose does not concern this subject')
    expect(extensions).toMatchObject({ rule: 'subjectCovered', remedy: 'ASK_HOLDER' })
    expect(extensions).not.toHaveProperty('apply')
    expect(extensions).not.toHaveProperty('item')
  })

  it('with an address that holds no matter where there is no purpose', () => {
    expect(refusalError({ path: [], reason: 'PURPOSE_REQUIRED', coordinate: 'Person.name', item }, null).extensions['apply']).toBe('/console/apply?item=Person.name')
  })
})

describe("a library's error", () => {
  function told(error: GraphQLError) {
    const logged: unknown[] = []
    return { error: libraryError(error, 'trace', (each) => logged.push(each)), logged }
  }

  it.each([
    ['has no code', new GraphQLError(`got invalid value "${NUMBER}"`, { path: ['person'] })],
    ['wraps one of a driver', new GraphQLError('x', { path: ['person'], originalError: new Error(`Key (${NUMBER}) exists`) })],
    ['has the code of an internal fault', new GraphQLError(NUMBER, { path: ['person'], extensions: { code: 'INTERNAL_SERVER_ERROR', value: NUMBER } })],
    ['has a code that the hub does not know', new GraphQLError(NUMBER, { path: ['person'], extensions: { code: 'DOWNSTREAM_SERVICE_ERROR' } })],
    ['refuses what the router had decided to ask', new GraphQLError(NUMBER, { path: ['person'], extensions: { code: 'FORBIDDEN' } })],
  ])('is masked and logged once where it %s', (_case, given) => {
    const { error, logged } = told(given)
    expect(error.toJSON()).toEqual({
      message: 'the hub failed; quote the trace id', path: ['person'], extensions: { code: 'INTERNAL_SERVER_ERROR', traceId: 'trace' },
    })
    expect(json([error, error.stack, error.originalError])).not.toContain(NUMBER)
    expect(logged).toEqual([given])
  })

  it('says that a library is down without saying which or why', () => {
    const { error, logged } = told(new GraphQLError('x', { path: ['person'], originalError: hubError('LIBRARY_UNAVAILABLE', NUMBER, { sqlState: '57014' }) }))
    expect(error.toJSON()).toEqual({
      message: 'a library cannot be asked at the moment', path: ['person'], extensions: { code: 'LIBRARY_UNAVAILABLE' },
    })
    expect(logged).toEqual([])
  })

  it('is passed on where it is an expected one, and only its code of what it carries', () => {
    const { error, logged } = told(new GraphQLError('first must be from 1 to 100', { path: ['cases'], extensions: { code: 'BAD_USER_INPUT', argument: 'first', value: NUMBER } }))
    expect(error.toJSON()).toEqual({ message: 'first must be from 1 to 100', path: ['cases'], extensions: { code: 'BAD_USER_INPUT' } })
    expect(logged).toEqual([])
  })

  it('has its path in the names that the caller chose', () => {
    const path = [innerKey({ key: 'applicant', name: 'person' }), 'credit']
    expect(told(new GraphQLError('x', { path, extensions: { code: 'LIBRARY_UNAVAILABLE' } })).error.path).toEqual(['applicant', 'credit'])
  })

  it('ends at the first list, so that many rows tell it once', () => {
    const { error } = told(new GraphQLError('x', { path: ['persons', 3, 'credit', 'listings', 0], extensions: { code: 'LIBRARY_UNAVAILABLE' } }))
    expect(error.path).toEqual(['persons'])
  })

  it('needs no path', () => {
    expect(told(hubError('LIBRARY_UNAVAILABLE', 'x')).error.path).toBeUndefined()
  })
})

describe('extensions of an answer', () => {
  it('tell the trace id, and items not shown in full where there are any', () => {
    const limited = [{ path: ['person', 'name'], item: 'Person.name', masked: true, partly: false }]
    expect(extensionsOf({ limited: [] } as unknown as Decision, 'trace')).toEqual({ traceId: 'trace' })
    expect(extensionsOf({ limited } as unknown as Decision, 'trace')).toEqual({ traceId: 'trace', disclosure: limited })
  })
})
