import { fileURLToPath } from 'node:url'
import { ESLint } from 'eslint'
import { describe, expect, it } from 'vitest'
import tseslint from 'typescript-eslint'
import { projectFile } from '#platform/files'

// Without types, which these rules do not need and which would take half a minute to gather.
const eslint = new ESLint({
  cwd: fileURLToPath(projectFile()),
  overrideConfig: [{ files: ['**/*.ts'], ...tseslint.configs.disableTypeChecked }, { linterOptions: { reportUnusedDisableDirectives: 'off' } }],
})

/** Names of the rules that a text breaks where it stands in a file of this name. */
async function broken(file: string, text: string): Promise<string[]> {
  const [result] = await eslint.lintText(text, { filePath: fileURLToPath(projectFile(file)) })
  return (result?.messages ?? []).map(({ ruleId, message }) => ruleId ?? message)
}

describe('lint refuses', () => {
  it.each([
    ['a clock that a test cannot own', 'router/hub.ts', 'export const now = Date.now()'],
    ['a date of today that a test cannot own', 'subgraphs/geo/queries.ts', 'export const now = new Date()'],
    ['chance that a test cannot own', 'seeds/people.ts', 'export const chance = Math.random()'],
    ['SQL that escapes nothing', 'subgraphs/geo/queries.ts', "import { sql } from 'drizzle-orm'\nexport const all = sql.raw('x')"],
    ['a rule that is cached', 'platform/rules.ts', "import { rule } from 'graphql-shield'\nexport const own = rule('own', { cache: 'contextual' })(() => true)"],
    ['a rule that leaves its cache to a default', 'platform/rules.ts', "import { rule } from 'graphql-shield'\nexport const own = rule()(() => true)"],
  ])('%s', async (_what, file, text) => {
    expect(await broken(file, text)).toEqual(['no-restricted-syntax'])
  })

  it('graphql-shield outside the two files that know its traps', async () => {
    const text = "import { allow } from 'graphql-shield'\nexport const open = allow"
    expect(await broken('subgraphs/geo/shield.ts', text)).toEqual(['no-restricted-imports'])
    expect(await broken('platform/rules.ts', text)).toEqual([])
  })

  it('a value of any type', async () => {
    expect(await broken('router/hub.ts', 'export const all: any[] = []')).toEqual(['@typescript-eslint/no-explicit-any'])
  })

  it('printing, but by the commands and the log', async () => {
    expect(await broken('router/hub.ts', "console.log('x')")).toEqual(['no-console'])
  })

  it.each([
    ['type', 'type Hall { "Its code." code: ID }'],
    ['field', '"A hall." type Hall { code: ID }'],
    ['argument', '"A hall." type Hall { "Its code." code(of: ID): ID }'],
    ['input field', '"A filter." input Filter { code: ID }'],
    ['value of an enumeration', '"A state." enum State { OPEN }'],
    ['scalar', 'scalar Length'],
    ['directive', 'directive @seen on FIELD_DEFINITION'],
  ])('a %s that nothing describes', async (_what, text) => {
    expect(await broken('subgraphs/geo/geo.graphql', text)).toEqual(['@graphql-eslint/require-description'])
  })

  it('names that callers would have to guess', async () => {
    const text = '"A hall." type service_hall { "Its code." Code_No: ID }\n"A state." enum State { "Open." open }'
    expect(await broken('subgraphs/geo/geo.graphql', text)).toEqual(Array.from({ length: 3 }, () => '@graphql-eslint/naming-convention'))
  })
})
