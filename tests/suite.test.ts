import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { projectFile } from '#platform/files'
import { type Suite, suiteOf } from './harness/suite.ts'

const root = fileURLToPath(projectFile())
const FOLDERS = ['platform', 'router', 'console', 'subgraphs', 'seeds', 'schema', 'bench', 'tests']

// Apart from the word before it, or this file would pass for one that imports it.
const HUB = '../tests/harness/hub.ts'

describe('a test file is run on a server', () => {
  let folder = ''
  let suite: Suite
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'govshare-suite-'))
    const put = (file: string, text: string) => {
      mkdirSync(dirname(join(folder, file)), { recursive: true })
      writeFileSync(join(folder, file), text)
    }
    for (const each of FOLDERS) mkdirSync(join(folder, each))
    put('tests/harness/server.ts', '')
    put('tests/harness/hub.ts', "import {\n  SERVER,\n} from './server.ts'\n")
    put('subgraphs/geo/testing.ts', "export { open } from '../../tests/harness/hub.ts'\n")
    put('tests/itself.test.ts', "import { SERVER } from './harness/server.ts'\n")
    put('tests/by-the-harness.test.ts', "import { it } from 'vitest'\nimport './harness/hub.ts'\n")
    put('subgraphs/geo/by-a-helper.test.ts', "import { a } from './domain/a.ts'\nimport { open } from './testing.ts'\n")
    put('router/later.test.ts', `it('x', async () => {\n  const { hub } = await import('${HUB}')\n})\n`)
    put('router/typed.test.ts', "import type { Hub } from '../tests/harness/hub.ts'\n")
    put('router/round.test.ts', "import './one.ts'\n")
    put('router/one.ts', "import './other.ts'\n")
    put('router/other.ts', "import './one.ts'\nexport const file = './hub.ts'\n")
    put('router/mocks.test.ts', "vi.mock('#platform/sm2')\n")
    put('tests/mocks-a-hub.test.ts', "import './harness/hub.ts'\n  vi.doMock('./x.ts')\n")
    suite = suiteOf(folder)
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  it('where it imports the setting, itself or by others, at once or later', () => {
    expect(suite.databases).toEqual(['router/later.test.ts', 'subgraphs/geo/by-a-helper.test.ts', 'tests/by-the-harness.test.ts', 'tests/itself.test.ts'])
  })

  it('and in a process of its own where it replaces a module', () => {
    expect(suite.mocking).toEqual(['router/mocks.test.ts', 'tests/mocks-a-hub.test.ts'])
  })

  it('not where it knows its types alone, or nothing of it', () => {
    expect(suite.plain).toEqual(['router/round.test.ts', 'router/typed.test.ts'])
  })
})

describe('the suite of the project', () => {
  const suite = suiteOf(root)

  it('holds every test file in one list', () => {
    const all = [...suite.plain, ...suite.databases, ...suite.mocking]
    expect(new Set(all).size).toBe(all.length)
    expect(all.length).toBeGreaterThan(300)
    expect(suite.databases).toEqual(expect.arrayContaining(['platform/db.test.ts', 'subgraphs/credit/credit.test.ts', 'tests/e2e/bites.test.ts', 'tests/permissions/permissions.test.ts']))
    expect(suite.mocking).toContain('tests/oracle/oracle.test.ts')
  })

  it('reads in one file alone whether there is a server', () => {
    const isOfTests = (file: string) => file.startsWith('tests/') || /(\.test|\/testing)\.ts$/.test(file)
    const files = FOLDERS.flatMap((folder) => readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`))
    const reading = files.filter((file) => file.endsWith('.ts') && isOfTests(file) && /process\.env(\.|\[['"])DATABASE_URL/.test(readFileSync(join(root, file), 'utf8')))
    expect(reading).toEqual(['tests/harness/server.ts'])
  })

  it('fails where a file knows it in a way that was not seen', async () => {
    const unseen = './harness/server.ts'
    await expect(import(/* @vite-ignore */ unseen)).rejects.toThrow('counted among those that know no server')
  })
})
