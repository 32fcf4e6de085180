import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { projectFile } from '#platform/files'
import { LIBRARY_NAMES } from '../../schema/libraries.ts'

// The CommonJS build: the other one looks for a database at import.
const { generateDrizzleJson, generateMigration } = createRequire(import.meta.url)('drizzle-kit/api') as typeof import('drizzle-kit/api')

// Long tests fall into parts, `<library>.<part>.test.ts`, which share `testing.ts`; long rooms too, `<room>.<part>.ts`.
const PART = /^(?:.+\..+\.test|testing|(?:queries|commands|resolvers|loaders|shield|tables)\.[a-z-]+)\.ts$/

// What signs and what prints does so in threads of their own, beside the rooms; only licences are signed and printed.
const WORKSHOPS = /^(?:signing|printing)$/

const filesOf = (library: string) =>
  readdirSync(projectFile('subgraphs', library), { withFileTypes: true })
    .filter(({ name }) => !PART.test(name) && !(library === 'licences' && WORKSHOPS.test(name)))
    .map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name.replace(library, '<name>')))
    .sort()

const TEMPLATE = filesOf('population')

describe('the libraries', () => {
  it('are the folders of subgraphs, all of them and no others', () => {
    expect(readdirSync(projectFile('subgraphs')).sort()).toEqual([...LIBRARY_NAMES].sort())
  })
})

describe.each(LIBRARY_NAMES.map((name) => ({ name })))('the house of $name', ({ name }) => {
  it('has the same rooms as every other', () => {
    expect(TEMPLATE.length).toBeGreaterThan(10)
    expect(filesOf(name)).toEqual(TEMPLATE)
  })

  it('is told of point by point like every other', () => {
    expect(pointsOf(name)).toEqual(['Keys', 'Standards', 'Sharing', 'Asked by the router', 'Limits', 'Withheld'])
  })

  it('has a journal of migrations, each with its statements', () => {
    const tags = journalOf(name).map(({ tag }) => tag)
    expect(tags.length).toBeGreaterThan(0)
    expect(tags.filter((tag) => !existsSync(projectFile('schema/migrations', name, `${tag}.sql`)))).toEqual([])
  })

  it('has no table that its migrations do not make', async () => {
    const tables = await tablesOf(name)
    const last = journalOf(name).at(-1)
    const snapshot = projectFile('schema/migrations', name, `meta/${String(last?.idx).padStart(4, '0')}_snapshot.json`)
    const made = JSON.parse(readFileSync(snapshot, 'utf8')) as ReturnType<typeof generateDrizzleJson>
    expect(await generateMigration(made, generateDrizzleJson(tables, made.id))).toEqual([])
  })
})

/** Everything that the files of tables of a library export. */
async function tablesOf(library: string): Promise<Record<string, unknown>> {
  const files = readdirSync(projectFile('subgraphs', library)).filter((file) => /^tables(\.[a-z-]+)?\.ts$/.test(file))
  const found = await Promise.all(files.map((file) => import(pathToFileURL(projectFile('subgraphs', library, file).pathname).href) as Promise<object>))
  return Object.assign({}, ...found) as Record<string, unknown>
}

function journalOf(library: string): { idx: number; tag: string }[] {
  const text = readFileSync(projectFile('schema/migrations', library, 'meta/_journal.json'), 'utf8')
  return (JSON.parse(text) as { entries: { idx: number; tag: string }[] }).entries
}

function pointsOf(library: string): string[] {
  const text = readFileSync(projectFile('subgraphs', library, 'README.md'), 'utf8')
  return [...text.matchAll(/^- \*\*(.+?)\*\*/gm)].map(([, point = '']) => point)
}
