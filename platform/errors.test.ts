import { GraphQLError } from 'graphql'
import { describe, expect, it } from 'vitest'
import { codeOf, hubError, StartFault } from './errors.ts'

describe('an error has no code of the hub', () => {
  it.each([
    ['nothing', null],
    ['nothing at all', undefined],
    ['a plain error', new Error('x')],
    ['a text', 'BAD_USER_INPUT'],
    ['a code outside its place', Object.assign(new Error('x'), { code: 'BAD_USER_INPUT' })],
    ['a code that is no text', new GraphQLError('x', { extensions: { code: 400 } })],
    ['a code that another library made up', new GraphQLError('x', { extensions: { code: 'DOWNSTREAM_SERVICE_ERROR' } })],
    ['a word that every object knows', new GraphQLError('x', { extensions: { code: 'constructor' } })],
  ])('where it is %s', (_case, error) => {
    expect(codeOf(error)).toBeNull()
  })
})

describe('an error of the hub', () => {
  it('keeps its code, whatever its further members say', () => {
    expect(codeOf(hubError('FORBIDDEN', 'no', { coordinate: 'Person.name' }))).toBe('FORBIDDEN')
    expect(hubError('FORBIDDEN', 'no', { coordinate: 'Person.name' }).extensions).toEqual({ code: 'FORBIDDEN', coordinate: 'Person.name' })
  })

  it.each([
    ['UNAUTHENTICATED', 401],
    ['RATE_LIMITED', 429],
    ['AUDIT_UNAVAILABLE', 503],
  ] as const)('carries the HTTP status where the whole request fails: %s is %i', (code, status) => {
    expect(hubError(code, 'x').extensions['http']).toEqual({ status })
  })

  it.each(['FORBIDDEN', 'LIBRARY_UNAVAILABLE', 'INTERNAL_SERVER_ERROR', 'NOT_FOUND'] as const)('%s leaves the status to the rest of the answer', (code) => {
    expect(hubError(code, 'x').extensions).not.toHaveProperty('http')
  })
})

describe('a fault at start', () => {
  it('ends the process with 1 unless it says otherwise', () => {
    expect(new StartFault('x').exitCode).toBe(1)
    expect(new StartFault('x', 78)).toMatchObject({ exitCode: 78, message: 'x', name: 'StartFault' })
  })
})
