import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cruise, type ICruiseOptions, type ICruiseResult, type IFlattenedRuleSet } from 'dependency-cruiser'
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { projectFile } from '#platform/files'

type Config = Required<Pick<IFlattenedRuleSet, 'forbidden'>> & { options: ICruiseOptions & { enhancedResolveOptions: object } }

const config = createRequire(import.meta.url)('../.dependency-cruiser.cjs') as Config
const root = fileURLToPath(projectFile())
const FOLDERS = ['platform', 'router', 'console', 'subgraphs', 'seeds', 'schema', 'bench', 'tests']

async function cruised(folders: readonly string[], baseDir: string): Promise<ICruiseResult> {
  const { enhancedResolveOptions, ...options } = config.options
  const ruleSet = { forbidden: config.forbidden }
  const { output } = await cruise(
    [...folders],
    { ...options, ruleSet, validate: true, baseDir },
    enhancedResolveOptions,
    { tsConfig: extractTSConfig(join(root, 'tsconfig.json')) },
  )
  return output as ICruiseResult
}

const isSource = (path: string) => /\.tsx?$/.test(path) && !path.includes('node_modules') && !path.includes('fixtures') && !path.startsWith('contenders/')

describe('the walls of the house', () => {
  let result: ICruiseResult
  beforeAll(async () => {
    result = await cruised([...FOLDERS, 'drizzle.config.ts', 'vitest.config.ts'], root)
  })

  it('are broken by no import', () => {
    expect(result.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`)).toEqual([])
  })

  it('were held against every source file and not against a few of them', () => {
    const files = FOLDERS.flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).filter(isSource).map((path) => `${folder}/${path}`),
    )
    const seen = new Set(result.modules.map(({ source }) => source))
    expect(files.length).toBeGreaterThan(200)
    expect(files.filter((file) => !seen.has(file))).toEqual([])
  })

  it('were held against imports of the platform, which have a spelling of their own', () => {
    const index = result.modules.find(({ source }) => source === 'subgraphs/population/index.ts')
    expect(index?.dependencies.map(({ resolved }) => resolved)).toContain('platform/subgraph.ts')
    expect(result.summary.totalDependenciesCruised ?? 0).toBeGreaterThan(800)
  })
})

/** One file per wall that breaks it; the files it imports are there and empty. */
const BREACHES: Readonly<Record<string, readonly [file: string, imported: string]>> = {
  'no-cycles': ['platform/about.ts', './round.ts'],
  'everything-resolves': ['platform/lost.ts', './missing.ts'],
  'subgraphs-are-islands': ['subgraphs/geo/neighbour.ts', '../cases/index.ts'],
  'subgraphs-look-down-to-platform-only': ['subgraphs/geo/upwards.ts', '../../router/hub.ts'],
  'platform-knows-no-library': ['platform/domain.ts', '../subgraphs/geo/index.ts'],
  'sql-only-where-rows-are-read-or-written': ['subgraphs/geo/anywhere.ts', 'drizzle-orm'],
  'the-router-holds-no-sql': ['router/rows.ts', 'postgres'],
  'a-shield-reads-nothing': ['subgraphs/geo/shield.ts', './domain/codes.ts'],
  'resolvers-reach-rows-through-loaders': ['subgraphs/geo/resolvers.ts', './queries.ts'],
  'loaders-read-through-queries': ['subgraphs/geo/loaders.ts', './tables.ts'],
  'rows-know-nothing-above-them': ['subgraphs/geo/commands.ts', './loaders.ts'],
  'rules-of-states-are-pure': ['subgraphs/geo/domain/impure.ts', '../tables.ts'],
  'only-router-and-seeds-know-libraries': ['schema/peek.ts', '../subgraphs/geo/index.ts'],
  'libraries-are-entered-by-their-index': ['router/backdoor.ts', '../subgraphs/geo/tables.ts'],
  'seeds-write-through-commands': ['seeds/tables.ts', '../subgraphs/geo/tables.ts'],
  'seeds-do-not-know-the-router': ['seeds/router.ts', '../router/hub.ts'],
  'the-console-knows-the-contract-alone': ['console/deep.ts', '../platform/clock.ts'],
  'nothing-leans-on-the-console': ['router/console/page.ts', '../../console/src/page.ts'],
  'graphql-shield-in-two-files': ['platform/third.ts', 'graphql-shield'],
  'federation-behind-subgraph': ['router/federated.ts', '@apollo/subgraph'],
  'pdf-behind-printing': ['router/paper.ts', 'pdfkit'],
  'production-knows-no-tests': ['platform/leaning.ts', '../tests/harness.ts'],
  'production-needs-no-development-package': ['platform/heavy.ts', 'fast-check'],
  'packages-are-declared': ['platform/undeclared.ts', 'acorn'],
}

describe('every wall stops what it is there to stop', () => {
  const fixtures = join(root, 'tests', 'fixtures')
  let folder = ''
  let found: string[] = []

  beforeAll(async () => {
    mkdirSync(fixtures, { recursive: true })
    folder = mkdtempSync(join(fixtures, 'walls-'))
    const put = (file: string, text: string) => {
      mkdirSync(dirname(join(folder, file)), { recursive: true })
      writeFileSync(join(folder, file), text)
    }
    put('package.json', JSON.stringify(createRequire(import.meta.url)('../package.json')))
    for (const [file, imported] of Object.values(BREACHES)) {
      if (imported.startsWith('.') && !imported.includes('missing')) put(join(dirname(file), imported), 'export {}\n')
    }
    for (const [file, imported] of Object.values(BREACHES)) put(file, `import '${imported}'\n`)
    put('platform/round.ts', "import './about.ts'\n")
    const { summary } = await cruised(['platform', 'router', 'console', 'subgraphs', 'seeds', 'schema'], folder)
    found = summary.violations.map(({ rule, from }) => `${rule.name}: ${from}`)
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it.each(config.forbidden.map(({ name }) => name ?? ''))('%s', (name) => {
    expect(found).toContain(`${name}: ${BREACHES[name]?.[0]}`)
  })
})
