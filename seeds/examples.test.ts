import { readFileSync } from 'node:fs'
import { buildSchema, parse, validate } from 'graphql'
import { describe, expect, it } from 'vitest'
import { projectFile } from '#platform/files'
import { parseCitizenId } from '#platform/identifiers'
import { REFERENCE_DAY } from './calendar.ts'
import { documentOf } from './documents.ts'
import { examples, refusals } from './examples.ts'
import { MATTERS } from './matters.ts'
import { personaOf } from './personas.ts'
import { caseNumbers } from './rows/cases.ts'
import { SCENARIOS } from './scenarios/all.ts'

const schema = buildSchema(readFileSync(projectFile('schema', 'api.graphql'), 'utf8'))
const all = [...examples(), ...refusals()]
const caseNos = new Set(caseNumbers(SCENARIOS).values())

describe('the examples', () => {
  const byName = all.map((example) => [example.name, example] as const)
  it.each(byName)('%s is a valid question by a known persona about a seeded case', (_name, example) => {
    expect(validate(schema, parse(example.query)).map(({ message }) => message)).toEqual([])
    expect(personaOf(example.persona)?.persona).toBe(example.persona)
    expect(MATTERS.map(({ code }) => code)).toContain(example.purpose.matter)
    expect(caseNos).toContain(example.purpose.case)
    if (example.subject !== undefined) expect(documentOf(example.subject).number).not.toBe('')
  })

  it('bear names of their own', () => {
    expect(new Set(all.map(({ name }) => name)).size).toBe(all.length)
  })

  it('are at least two of each scenario, and of each something is refused', () => {
    for (const { matter } of SCENARIOS) {
      const code = MATTERS.find(({ slug }) => slug === matter.slug)?.code
      expect(examples().filter(({ purpose }) => purpose.matter === code).length).toBeGreaterThanOrEqual(2)
      expect(refusals().filter(({ purpose }) => purpose.matter === code).length).toBeGreaterThanOrEqual(1)
    }
  })

  it('begin with the one to paste', () => {
    expect(examples()[0]?.name).toBe('first')
  })

  it('name nobody by a number in the reason for asking', () => {
    expect(all.filter(({ purpose }) => /\d{11}/u.test(purpose.reason) || [...purpose.reason].length > 200)).toEqual([])
  })
})

describe('documents of the scenarios', () => {
  it('refuse a name that nobody bears', () => {
    expect(() => documentOf('nobody')).toThrow(RangeError)
  })

  it('are citizen numbers of people and credit codes of organisations', () => {
    expect(parseCitizenId(documentOf('old-man').number, REFERENCE_DAY).ok).toBe(true)
    expect(documentOf('restaurant').type).toBe('001')
  })
})
