import { GraphQLError } from 'graphql'
import { describe, expect, it } from 'vitest'
import { hubError } from '#platform/errors'
import { extensionsOf, libraryError, refusalError } from './answer.ts'
import type { Decision } from './decision/decide.ts'

const NUMBER = '990101194001010016'

const json = (value: unknown): string => JSON.stringify(value)

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
