import { buildASTSchema, type GraphQLObjectType, Kind, type OperationDefinitionNode, parse, print } from 'graphql'
import { describe, expect, it } from 'vitest'
import { ContractItems } from '#platform/contract'
import { writerOf } from '../execute/write.ts'
import { decide, type DecisionTools } from './decide.ts'
import { documentOf } from './emit.ts'
import { shapeOf, vectorOf } from './shape.ts'
import { factsOf, refusalsOf, tools } from './testing.ts'
import { usesOf } from './uses.ts'

const item = (share: string, dataClass: string) => `@item(resource: "102001/000001", title: "t", share: ${share}, class: ${dataClass})`
const CONTRACT = parse(`
  type Query { body: Body bodies: [Body] either: Either }
  interface Body { code: ID! name: String }
  union Either = Firm | Agency
  type Firm implements Body { code: ID! name: String ${item('UNCONDITIONAL', 'PUBLIC')} phone: String ${item('CONDITIONAL', 'INTERNAL')} }
  type Agency implements Body { code: ID! name: String ${item('CONDITIONAL', 'INTERNAL')} }`)

const own: DecisionTools = { ...tools, schema: buildASTSchema(CONTRACT, { assumeValidSDL: true }), items: new ContractItems(CONTRACT) }

/** What is decided about an operation without a grant: what is refused, what is asked of libraries, and how an answer is written. */
function decided(text: string, data: Record<string, unknown> = {}) {
  const operation = parse(text).definitions.find((each) => each.kind === Kind.OPERATION_DEFINITION) as OperationDefinitionNode
  const uses = usesOf(operation, own.schema.getQueryType() as GraphQLObjectType, { schema: own.schema, items: own.items, fragments: new Map(), variables: {} })
  const decision = decide(uses, factsOf(), own)
  return {
    refused: refusalsOf(decision),
    asked: decision.kept.length === 0 ? '' : print(documentOf(decision.kept, operation)).replace(/\s+/g, ' '),
    vector: vectorOf(uses, decision.kept),
    written: writerOf('Query', shapeOf(uses, decision.kept, own.schema))({ data, errors: [], rows: 0 }),
  }
}

describe('a field of an interface is refused', () => {
  it('for the types whose item is refused, and for those alone', () => {
    const { refused, asked, vector } = decided('{ body { name } }')
    expect(refused).toEqual(['body.name: NO_GRANT'])
    expect(asked).toBe('{ body { __typename ... on Firm { name } } }')
    expect(vector).toBe('(10)')
  })

  it('though an object of that type comes back, whose values a library may have told', () => {
    expect(decided('{ body { name } }', { body: { __typename: 'Agency', name: 'told' } }).written).toBe('{"body":{"name":null}}')
    expect(decided('{ body { name } }', { body: { __typename: 'Firm', name: 'told' } }).written).toBe('{"body":{"name":"told"}}')
  })

  it('with the whole object where nothing of any type is granted', () => {
    expect(decided('{ either { ... on Agency { name } } }')).toMatchObject({ refused: ['either.name: NO_GRANT'], asked: '', written: '{"either":null}' })
  })
})

describe('a field of an interface or a union is shown', () => {
  it('as its type shows it, keys of each with it', () => {
    const { asked, written } = decided('{ bodies { code kind: __typename ... on Firm { name phone } } }', {
      bodies: [{ __typename: 'Firm', code: '1', name: 'a', phone: 'told' }, { __typename: 'Agency', code: '2', name: 'told' }, null],
    })
    expect(asked).toBe('{ bodies { __typename ... on Firm { code a_kind: __typename name } ... on Agency { code a_kind: __typename } } }')
    expect(written).toBe('{"bodies":[{"code":"1","kind":"Firm","name":"a","phone":null},{"code":"2","kind":"Agency"},null]}')
  })
})
