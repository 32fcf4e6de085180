import { describe, expect, it } from 'vitest'
import { asker } from './decision/asked.ts'
import { tools } from './decision/testing.ts'
import type { Use } from './decision/uses.ts'
import { type Operation, readOperation } from './operation.ts'
import { openShelf } from './shelf.ts'

const shelf = () => openShelf({ publicSchema: () => tools.schema, plan: () => () => {}, hops: () => [] }, tools.schema)
const ask = asker(tools.schema, tools.items)

function read(text: string, variables: Record<string, unknown> = {}): Operation {
  const operation = readOperation(tools.schema, text, variables, undefined)
  if ('errors' in operation) throw new Error('the operation of the test is not valid')
  return operation
}

/** The uses of an operation without one field. */
const without = (uses: readonly Use[], name: string): Use[] =>
  uses.filter((use) => use.name !== name).map((use) => ({ ...use, children: without(use.children, name) }))

const TEXT = 'query ($id: CitizenId!, $no: Boolean = false) { person(citizenId: $id) { name mobile @include(if: $no) } }'

describe('a program is made anew', () => {
  it('for another decision about the same operation', () => {
    const programs = shelf()
    const operation = read(TEXT, { id: 'a' })
    const asked = ask(operation)
    expect(programs.of(asked, asked.uses, operation)).not.toBe(programs.of(asked, without(asked.uses, 'name'), operation))
    expect(programs.of(asked, asked.uses, operation)).not.toBe(programs.of(asked, [], operation))
  })

  it('for other conditions, and for another operation', () => {
    const programs = shelf()
    const of = (operation: Operation) => programs.of(ask(operation), ask(operation).uses, operation)
    expect(of(read(TEXT, { id: 'a', no: true }))).not.toBe(of(read(TEXT, { id: 'a', no: false })))
    expect(of(read('{ division(code: "1") { name } }'))).not.toBe(of(read('{ division(code: "1") { name code } }')))
  })

  it('for an operation too long to be kept, every time', () => {
    const programs = shelf()
    const operation = read(`{ division(code: "1") { name } } #${'x'.repeat(10_000)}`)
    const asked = ask(operation)
    expect(programs.of(asked, asked.uses, operation)).not.toBe(programs.of(asked, asked.uses, operation))
    expect(programs.use.size).toBe(0)
  })
})

describe('a program is shared', () => {
  it('by all whose decision leaves the same, whomever they ask about', () => {
    const programs = shelf()
    const [one, other] = [read(TEXT, { id: 'a' }), read(TEXT, { id: 'b' })]
    expect(programs.of(ask(one), ask(one).uses, one)).toBe(programs.of(ask(other), ask(other).uses, other))
    expect([programs.use.size, programs.use.hits, programs.use.misses]).toEqual([1, 1, 1])
  })

  it('and holds nothing of who asked first', () => {
    const operation = read(TEXT, { id: 'SECRET' })
    expect(JSON.stringify(ask(operation).uses)).toContain('SECRET')
    expect(JSON.stringify(ask(read(TEXT, { id: 'b' })).uses)).not.toContain('SECRET')
  })
})
