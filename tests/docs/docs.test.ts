import { existsSync, readdirSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, it } from 'vitest'
import { projectFile } from '#platform/files'
import { REASONS } from '../../router/decision/reasons.ts'
import { LIMITS } from '../../router/limits.ts'
import { LIBRARY_NAMES } from '../../schema/libraries.ts'
import { codeIn, documents, tableRows, textOf } from './documents.ts'

interface Manifest {
  readonly dependencies: Record<string, string>
  readonly devDependencies: Record<string, string>
  readonly overrides: Record<string, string>
}

const manifest = JSON.parse(textOf('package.json')) as Manifest
const lock = JSON.parse(textOf('package-lock.json')) as { packages: Record<string, { license?: string }> }

/** Name of the package that a path of the lockfile installs. */
const packageOf = (path: string) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
const installed = Object.entries(lock.packages)
  .filter(([path]) => path !== '')
  .map(([path, { license }]) => ({ name: packageOf(path), licence: license ?? '' }))

const FOLDERS = ['platform', 'router', 'subgraphs', 'schema', 'seeds', 'tests', 'docs', 'bench', 'console']
const PROJECT_PATH = new RegExp(`^(?:${FOLDERS.join('|')})/[\\w./<>-]*$`)

/** Paths that a document names in backticks; a path with `<library>` in it stands for one of every library. */
function pathsIn(text: string): string[] {
  const named = [...text.matchAll(/`([^`\n]+)`/g)].map(([, path = '']) => path).filter((path) => PROJECT_PATH.test(path))
  return named.flatMap((path) => (path.includes('<') ? LIBRARY_NAMES.map((name) => path.replaceAll('<library>', name)) : [path]))
}

function brokenLinks(path: string, text: string): string[] {
  const prose = text.replace(/```[\s\S]*?```/g, '')
  const targets = [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target)
  return targets
    .filter((target) => !/^[a-z]+:/.test(target) && !target.startsWith('#'))
    .filter((target) => !existsSync(projectFile(normalize(join(dirname(path), target.replace(/#.*$/, ''))))))
}

describe.each(documents())('$path', ({ path, text }) => {
  it('links to files that are there', () => {
    expect(brokenLinks(path, text)).toEqual([])
  })

  it('names paths of the project that are there', () => {
    expect(pathsIn(text).filter((each) => !existsSync(projectFile(each)))).toEqual([])
  })
})

describe('the check of links and paths', () => {
  it('sees a link and a path that are not there', () => {
    expect(brokenLinks('docs/page.md', '[a](nowhere.md) [b](../README.md) [c](https://example.org/)')).toEqual(['nowhere.md'])
    expect(pathsIn('`router/nowhere.ts` and `docs/<library>.md`')).toHaveLength(1 + LIBRARY_NAMES.length)
  })
})

describe('the decision about dependencies', () => {
  const rows = tableRows(textOf('docs/decisions/0011-dependencies.md'), 'package')
  const named = rows.map(([name]) => codeIn(name))

  it('has one line for every entry of package.json and no other', () => {
    const entries = [manifest.dependencies, manifest.devDependencies, manifest.overrides].flatMap((each) => Object.keys(each))
    expect(entries.length).toBeGreaterThan(30)
    expect([...named].sort()).toEqual(entries.sort())
  })

  it.each(rows.map(([name, why = '', licence = '']) => ({ name: codeIn(name), why, licence })))('says of $name why, and its licence', ({ name, why, licence }) => {
    expect(why.length).toBeGreaterThan(5)
    expect(installed.filter((each) => each.name === name).map((each) => each.licence)).toContain(licence)
  })
})

describe('the page of licences', () => {
  const PERMISSIVE = new Set(['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'Apache-2.0'])
  const rows = tableRows(textOf('docs/licences.md'), 'package').map(([name, licence = '']) => ({ name: codeIn(name), licence }))
  // A prebuilt part for one system, such as lightningcss-linux-x64-gnu, goes by the package that it belongs to.
  const belongsTo = (name: string) => rows.find((row) => name === row.name || name.startsWith(`${row.name}-`))

  it('names every installed package whose licence asks for a word', () => {
    const others = installed.filter(({ licence }) => !PERMISSIVE.has(licence))
    expect(others.length).toBeGreaterThan(5)
    expect(others.filter(({ name, licence }) => belongsTo(name)?.licence !== licence)).toEqual([])
  })

  it('names no package that is not installed', () => {
    expect(rows.filter(({ name }) => !installed.some((each) => each.name === name))).toEqual([])
  })
})

describe('the page of operations', () => {
  const text = textOf('docs/operations.md')

  it('tells of every setting that the configuration reads, and of no other', () => {
    const sources = ['router/config.ts', 'router/database-config.ts', 'router/elsewhere.ts', 'router/library-config.ts', 'router/sla.ts', 'router/sealing.ts', 'router/public-url.ts', 'router/uploads.ts', 'router/console/config.ts'].map(textOf).join('\n')
    const read = [...sources.matchAll(/settings\.(?:text|integer|choice|file)\('([A-Z_]+)'/g)].map(([, name]) => name)
    expect(read.length).toBeGreaterThan(8)
    expect(tableRows(text, 'variable').map(([name]) => codeIn(name)).sort()).toEqual([...new Set(read), 'SUBGRAPH_URL_<NAME>'].sort())
  })

  it.each([
    ['PORT', '4000', '65535'], ['DATABASE_CONNECTIONS', '8', '100'], ['STATISTICS_EVERY_MINUTES', '1440', '44640'],
  ])('tells default and bound of %s as the configuration has them', (name, fallback, most) => {
    const digits = (number: string) => number.split('').join('_?')
    expect(textOf('router/config.ts')).toMatch(new RegExp(`integer\\('${name}', ${digits(fallback)}, [\\d_]+, ${digits(most)}\\)`))
    const row = tableRows(text, 'variable').find(([cell]) => codeIn(cell) === name)
    expect(row?.[1]).toBe(fallback)
    expect(row?.[2]).toContain(most)
  })

  it('tells how many people may be seeded, embedded and on a server, as the configuration has it', () => {
    const most = [...textOf('router/config.ts').matchAll(/^const (?:EMBEDDED|SERVER)_PERSONS_MAX = ([\d_]+)$/gm)]
    const row = tableRows(text, 'variable').find(([cell]) => codeIn(cell) === 'SEED_PERSONS')
    expect(most.length).toBe(2)
    for (const [, number = ''] of most) expect(row?.[2]).toContain(number.replaceAll('_', ''))
  })

  it('tells of every limit of a question as the code has it', () => {
    expect(tableRows(text, 'limit').map(([name, most]) => [codeIn(name), Number(most)])).toEqual(Object.entries(LIMITS))
  })

  it('tells of every command and every claim', () => {
    const commands = [...textOf('router/cli/hub.ts').matchAll(/^ {2}(\w+)(?:: \w+)?,$/gm)].map(([, name = '']) => name)
    expect(commands.length).toBeGreaterThan(4)
    expect(commands.filter((name) => !text.includes(`\`${name}`))).toEqual([])
    const claims = [...textOf('router/authenticate.ts').matchAll(/payload\['(\w+)'\]/g)].map(([, name = '']) => name)
    expect(claims.length).toBeGreaterThan(6)
    expect(claims.filter((name) => !tableRows(text, 'claim').some(([cell]) => cell?.includes(`\`${name}\``)))).toEqual([])
  })
})

describe('the table of metrics', () => {
  it('has every metric that the hub counts, and no other', () => {
    const counted = [...textOf('router/metrics.ts').matchAll(/name: '(govshare_\w+)'/g)].map(([, name]) => name)
    expect(counted.length).toBeGreaterThan(10)
    expect(tableRows(textOf('docs/operations.md'), 'metric').map(([name]) => codeIn(name)).sort()).toEqual(counted.sort())
  })
})

describe('the glossary', () => {
  const words = tableRows(textOf('docs/glossary.md'), 'word')

  it('has each word once, in order, with its Chinese and its meaning', () => {
    const named = words.map(([word = '']) => word.toLowerCase())
    expect(named.length).toBeGreaterThan(50)
    expect(named).toEqual([...new Set(named)].sort())
    expect(words.filter(([, chinese = '', meaning = '']) => !/\p{Script=Han}/u.test(chinese) || meaning.length < 10)).toEqual([])
  })
})

describe('the page of reasons', () => {
  const text = textOf('docs/reasons.md')

  it('explains every reason once, in the order of the checks, with its remedy', () => {
    const told = tableRows(text, 'reason').map(([reason, , remedy]) => [codeIn(reason), codeIn(remedy)])
    expect(told).toEqual(Object.entries(REASONS).map(([reason, { remedy }]) => [reason, remedy]))
  })

  it('explains every error code once, in the order of the code', () => {
    const [, codes = ''] = /^const CODES = \[([^\]]+)\]/m.exec(textOf('platform/errors.ts')) ?? []
    expect(tableRows(text, 'code').map(([code]) => codeIn(code))).toEqual([...codes.matchAll(/'(\w+)'/g)].map(([, code]) => code))
  })

  it('explains every remedy', () => {
    const told = tableRows(text, 'remedy').map(([remedy]) => codeIn(remedy))
    expect(Object.values(REASONS).filter(({ remedy }) => !told.includes(remedy))).toEqual([])
  })
})

describe('the decisions', () => {
  const files = readdirSync(projectFile('docs', 'decisions')).sort()

  it('are numbered without a gap, and each says what lost and what follows', () => {
    expect(files.map((name) => Number(name.slice(0, 4)))).toEqual(files.map((_name, index) => index + 1))
    for (const name of files) {
      const parts = [...textOf(`docs/decisions/${name}`).matchAll(/^\*\*(.+?)\.\*\*/gm)].map(([, part]) => part)
      expect(parts, name).toEqual(['Context', 'Decision', 'Alternatives that lost', 'Consequences'])
    }
  })
})
