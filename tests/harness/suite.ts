import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

/** Test files by what they need. */
export interface Suite {
  /** They know no database server: they run once, and share their process. */
  readonly plain: readonly string[]
  /** They import `tests/harness/server.ts`, by whatever way: they run on PGlite and on a server. */
  readonly databases: readonly string[]
  /** They replace a module, which whoever shared their process would be given too. */
  readonly mocking: readonly string[]
}

const FOLDERS = ['platform', 'router', 'console', 'subgraphs', 'seeds', 'schema', 'bench', 'tests']
const SERVER = 'tests/harness/server.ts'
// At the beginning of a line, since it may stand in a text.
const MOCK = /^\s*vi\.(?:m|doM)ock\(/m
/** Imports of files of the project by relative paths, but for those of types alone. */
const IMPORT = /(?:^(?:import|export)(?! type\b)[^'";]*|\bimport\()['"](\.{1,2}\/[^'"]+)['"]/gm

/**
 * Every test file of a folder, each in one list.
 *
 * @param root absolute path of the folder that holds package.json
 * @returns paths below the root, sorted
 */
export function suiteOf(root: string): Suite {
  const imports = new Map<string, readonly string[]>()
  const importsOf = (file: string) => {
    const known = imports.get(file)
    if (known !== undefined) return known
    const found = existsSync(file) ? [...readFileSync(file, 'utf8').matchAll(IMPORT)].map(([, to = '']) => resolve(dirname(file), to)) : []
    imports.set(file, found)
    return found
  }
  const server = join(root, SERVER)
  const knowsServer = (file: string) => {
    const seen = new Set([file])
    for (const each of seen) for (const next of importsOf(each)) seen.add(next)
    return seen.has(server)
  }
  const files = FOLDERS.flatMap((folder) => testsBelow(root, folder)).sort()
  const mocking = files.filter((file) => MOCK.test(readFileSync(join(root, file), 'utf8')))
  const databases = files.filter((file) => !mocking.includes(file) && knowsServer(join(root, file)))
  return { mocking, databases, plain: files.filter((file) => !mocking.includes(file) && !databases.includes(file)) }
}

const testsBelow = (root: string, folder: string) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.test.ts') && !file.includes('node_modules')).map((file) => `${folder}/${file}`)
