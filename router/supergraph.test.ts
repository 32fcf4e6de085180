import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { projectFile } from '#platform/files'
import { librariesOf, publicSchemaOf, supergraphTools } from './supergraph.ts'
import { parse } from 'graphql'

const text = readFileSync(projectFile('schema/supergraph.graphql'), 'utf8')
const tools = supergraphTools(text)

describe('a supergraph tells', () => {
  it('its libraries by the names that plans use, with their addresses', () => {
    const libraries = [...librariesOf(parse(text)).values()]
    expect(libraries.map(({ name }) => name)).toContain('legal-persons')
    expect(libraries.find(({ name }) => name === 'population')?.url).toBe('http://population.invalid/graphql')
  })

  it('what is a key of a type in one library and what is none', () => {
    expect([tools.isKey('licences', 'Licence', 'identifier'), tools.isKey('licences', 'Licence', 'name'), tools.isKey('licences', 'Nobody', 'key')]).toEqual([true, false, false])
  })

  it('that an object type is itself and nothing else', () => {
    expect([tools.isA('Person', 'Person'), tools.isA('Person', 'Licence'), tools.objectTypes('Person')]).toEqual([true, false, ['Person']])
  })

  it('one document for one text, so that libraries compile it once', () => {
    expect(tools.documentOf('{ a }')).toBe(tools.documentOf('{ a }'))
    expect(tools.documentOf('{ a }')).not.toBe(tools.documentOf('{ b }'))
  })
})

describe('the schema that clients see', () => {
  it('leaves out what every schema has by itself', () => {
    const schema = publicSchemaOf('type Query { a: Int __type(name: String!): __Type __schema: __Schema! } type __Type { name: String } type __Schema { types: [__Type!]! } enum __Kind { A }')
    expect(Object.keys(schema.getQueryType()?.getFields() ?? {})).toEqual(['a'])
  })
})
