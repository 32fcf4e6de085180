import { readFileSync } from 'node:fs'
import { buildASTSchema, isEnumType, isInputObjectType, isObjectType, parse } from 'graphql'
import { describe, expect, it } from 'vitest'
import { projectFile } from '#platform/files'
import { LIBRARY_NAMES } from './libraries.ts'
import { drift } from './compose.ts'

const api = buildASTSchema(parse(readFileSync(projectFile('schema/api.graphql'), 'utf8')), { assumeValidSDL: true })
const types = Object.values(api.getTypeMap()).filter((type) => !type.name.startsWith('__'))
const fields = types.flatMap((type) =>
  isObjectType(type) || isInputObjectType(type) ? Object.values(type.getFields()).map((field) => ({ type: type.name, field })) : [],
)

describe('the committed schema', () => {
  it('says what the contracts say', () => {
    expect(drift(), 'npm run compose writes them anew').toEqual([])
  })

  it('joins the ten libraries', () => {
    const supergraph = readFileSync(projectFile('schema/supergraph.graphql'), 'utf8')
    const joined = [...supergraph.matchAll(/@join__graph\(name: "([^"]+)"/g)].map(([, name]) => name)
    expect(joined.sort()).toEqual([...LIBRARY_NAMES].sort())
  })
})

describe('what callers see', () => {
  it('shows no key of a person', () => {
    expect(fields.filter(({ type, field }) => type === 'Person' && /^(key|subject)$/.test(field.name))).toEqual([])
  })

  it('shows no question that only the router asks, and no type of its answers', () => {
    expect(fields.filter(({ field }) => field.name.startsWith('_')).map(({ field }) => field.name)).toEqual([])
    const closed = ['KinLink', 'ProtectedPerson', 'CasePurpose', 'CasePurposeParty', 'MatterFacts']
    expect(closed.filter((name) => api.getType(name) !== undefined)).toEqual([])
  })

  it('shows nothing that a contract marks as inaccessible', () => {
    const hidden = hiddenCoordinates()
    expect(hidden.length).toBeGreaterThan(5)
    const shown = new Set([...types.map((type) => type.name), ...fields.map(({ type, field }) => `${type}.${field.name}`)])
    expect(hidden.filter((coordinate) => shown.has(coordinate))).toEqual([])
  })

  it('shows no machinery of federation', () => {
    expect(types.map((type) => type.name).filter((name) => /^(_|join__|link__|core__)/.test(name))).toEqual([])
  })

  it('is described, element by element', () => {
    const bare = [
      ...types.filter((type) => !type.description && !BUILT_IN.has(type.name)).map((type) => type.name),
      ...fields.filter(({ field }) => !field.description).map(({ type, field }) => `${type}.${field.name}`),
      ...types.flatMap((type) => (isEnumType(type) ? type.getValues() : []))
        .filter((value) => !value.description)
        .map((value) => value.name),
    ]
    expect(bare).toEqual([])
  })
})

const BUILT_IN = new Set(['String', 'Int', 'Float', 'Boolean', 'ID'])

/** Types and fields with `@inaccessible` in the supergraph. */
function hiddenCoordinates(): string[] {
  const document = parse(readFileSync(projectFile('schema/supergraph.graphql'), 'utf8'))
  const isHidden = (node: { directives?: readonly { name: { value: string } }[] | undefined }) =>
    node.directives?.some(({ name }) => name.value === 'inaccessible') === true
  return document.definitions.flatMap((definition) => {
    if (definition.kind !== 'ObjectTypeDefinition') return []
    const name = definition.name.value
    const own = isHidden(definition) ? [name] : []
    return [...own, ...(definition.fields ?? []).filter(isHidden).map((field) => `${name}.${field.name.value}`)]
  })
}
