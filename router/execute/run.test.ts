import type { PlanNode } from '@graphql-hive/router-query-planner'
import { type ExecutionResult, GraphQLError, parse, print } from 'graphql'
import { describe, expect, it } from 'vitest'
import { hubError } from '#platform/errors'
import { compilePlan, type Hop, type PlanTools, type Run } from './run.ts'

const TOOLS: PlanTools = { objectTypes: (name) => [name], isA: (a, b) => a === b, isAbstract: () => false, isKey: (_library, _type, name) => name === 'key', documentOf: (text) => parse(text) }

const KEY = [{ kind: 'InlineFragment' as const, typeCondition: 'Person', selections: [
  { kind: 'Field' as const, name: '__typename' }, { kind: 'Field' as const, name: 'key' },
] }]

const PEOPLE: PlanNode = { kind: 'Fetch', serviceName: 'people', operation: '{ people { __typename key } }' }
const credit: PlanNode = {
  kind: 'Fetch', serviceName: 'credit', requires: KEY,
  operation: 'query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Person { credit { good } } } }',
}
const CREDIT: PlanNode = { kind: 'Flatten', path: [{ Field: 'people' }, '@'], node: credit }
const person = (key: string) => ({ __typename: 'Person', key })

/** Runs a plan over libraries that answer as told; what they were asked stands in `asked`. */
async function ran(node: PlanNode, libraries: Record<string, (hop: Hop) => ExecutionResult | Promise<ExecutionResult>>, variables = {}) {
  const asked: [string, unknown][] = []
  const run: Run = {
    data: {}, errors: [], variables,
    ask: async (library, hop) => {
      asked.push([library, hop.variables])
      return (libraries[library] as (hop: Hop) => ExecutionResult)(hop)
    },
  }
  await compilePlan({ kind: 'QueryPlan', node }, TOOLS)(run)
  return { data: run.data, errors: run.errors.map(({ path, extensions }) => ({ path, code: extensions['code'] })), asked }
}

const people = () => ({ data: { people: [person('a'), person('b'), person('a'), null] } })
const sequence: PlanNode = { kind: 'Sequence', nodes: [PEOPLE, CREDIT] }

describe('a library that fails', () => {
  it('is told of at every field that it was asked for, and the others are answered', async () => {
    const down = () => ({ data: null, errors: [hubError('LIBRARY_UNAVAILABLE', 'down')] })
    const { data, errors } = await ran(sequence, { people, credit: down })
    expect(data).toEqual({ people: [person('a'), person('b'), person('a'), null] })
    expect(errors).toEqual([0, 1, 2].map((place) => ({ path: ['people', place, 'credit'], code: 'LIBRARY_UNAVAILABLE' })))
  })

  it('by throwing is told of like one that says so, and what it threw goes no further', async () => {
    const thrown = () => { throw new TypeError('of somebody') }
    expect((await ran(PEOPLE, { people: thrown })).errors).toEqual([{ path: ['people'], code: 'INTERNAL_SERVER_ERROR' }])
  })

  it('for one entity is told of wherever that entity stands', async () => {
    const one = () => ({ data: { _entities: [{ credit: null }, { credit: { good: true } }] }, errors: [new GraphQLError('x', { path: ['_entities', 0, 'credit', 'good'] })] })
    const { data, errors } = await ran(sequence, { people, credit: one })
    expect(errors.map(({ path }) => path)).toEqual([['people', 0, 'credit', 'good'], ['people', 2, 'credit', 'good']])
    expect(data['people']).toMatchObject([{ credit: null }, { credit: { good: true } }, { credit: null }, null])
  })

  it('with an answer of another shape joins nothing', async () => {
    const { data } = await ran(sequence, { people, credit: () => ({ data: { _entities: 'nonsense' } }) })
    expect(data).toEqual({ people: [person('a'), person('b'), person('a'), null] })
  })
})

describe('a plan', () => {
  it('asks about every entity once, however often it stands in the answer', async () => {
    const { asked, data } = await ran(sequence, { people, credit: () => ({ data: { _entities: [{ credit: { good: true } }, null] } }) })
    expect(asked[1]).toEqual(['credit', { representations: [person('a'), person('b')] }])
    expect(data['people']).toEqual([{ ...person('a'), credit: { good: true } }, person('b'), { ...person('a'), credit: { good: true } }, null])
    const [first, , third] = data['people'] as { credit: object }[]
    expect(first?.credit).not.toBe(third?.credit)
  })

  it('does not ask a library about nobody', async () => {
    const { asked } = await ran(sequence, { people: () => ({ data: { people: [] } }) })
    expect(asked.map(([library]) => library)).toEqual(['people'])
  })

  it('follows a condition by the value of its variable', async () => {
    const conditional: PlanNode = { kind: 'Sequence', nodes: [PEOPLE, { kind: 'Condition', condition: 'yes', ifClause: CREDIT }] }
    const libraries = { people, credit: () => ({ data: { _entities: [null, null] } }) }
    expect((await ran(conditional, libraries, { yes: false })).asked.length).toBe(1)
    expect((await ran(conditional, libraries, { yes: true })).asked.length).toBe(2)
  })

  it('sends a library the variables that its part uses, and no others', async () => {
    const node: PlanNode = { kind: 'Fetch', serviceName: 'people', operation: 'query ($a: Int) { people(a: $a) { key } }', variableUsages: ['a', 'missing'] }
    const { asked } = await ran(node, { people }, { a: 1, b: 2 })
    expect(asked).toEqual([['people', { a: 1 }]])
  })

  it('asks several lookups of one library in one hop, each with its own entities', async () => {
    const batch: PlanNode = {
      kind: 'BatchFetch', serviceName: 'credit',
      operation: `query ($r0: [_Any!]!, $r1: [_Any!]!) {
        _e0: _entities(representations: $r0) { ... on Person { name } } _e1: _entities(representations: $r1) { ... on Person { credit { good } } } }`,
      entityBatch: { aliases: [
        { alias: '_e0', representationsVariableName: 'r0', paths: [[{ Field: 'one' }]], requires: KEY },
        { alias: '_e1', representationsVariableName: 'r1', paths: [[{ Field: 'people' }, '@'], [{ Field: 'one' }]], requires: KEY },
      ] },
    }
    const start = () => ({ data: { one: person('b'), people: [person('a')] } })
    const answer = () => ({
      data: { _e0: [{ name: 'B' }], _e1: [{ credit: { good: true } }, null] },
      errors: [new GraphQLError('x', { path: ['_e1', 1, 'credit'] })],
    })
    const { data, errors, asked } = await ran({ kind: 'Sequence', nodes: [{ ...PEOPLE, operation: '{ one { __typename key } people { __typename key } }' } as PlanNode, batch] }, { people: start, credit: answer })
    expect(asked.length).toBe(2)
    expect(data).toEqual({ one: { ...person('b'), name: 'B' }, people: [{ ...person('a'), credit: { good: true } }] })
    expect(errors.map(({ path }) => path)).toEqual([['one', 'credit']])
  })

  it('with a step that nobody can run is refused before it runs', () => {
    const deferred = { kind: 'Defer', primary: {}, deferred: [] } as PlanNode
    expect(() => compilePlan({ kind: 'QueryPlan', node: deferred }, TOOLS)).toThrow(/Defer/)
  })

  it('parses each operation once, so that a library can keep what it compiled from it', async () => {
    const seen: Hop['document'][] = []
    const keep = (hop: Hop) => {
      seen.push(hop.document)
      return people()
    }
    const step = compilePlan({ kind: 'QueryPlan', node: PEOPLE }, TOOLS)
    const run = () => step({ data: {}, errors: [], variables: {}, ask: async (_library, hop) => keep(hop) })
    await run()
    await run()
    expect(seen[0]).toBe(seen[1])
    expect(print(seen[0] as Hop['document'])).toContain('people')
  })
})
