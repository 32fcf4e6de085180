import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import type { Server } from 'node:http'
import { fileURLToPath } from 'node:url'
import { projectFile } from '#platform/files'
import { ours } from './ours.ts'
import type { Question } from './world/questions.ts'
import type { World } from './world/world.ts'

/** A server of the bench's world, in process. */
export interface Contender {
  /** The text of the answer, made below the HTTP front. */
  ask(question: Question): Promise<string> | string
  /** Its own HTTP front. */
  listen?(): Promise<Server> | Server
}

export interface ContenderEntry {
  readonly name: string
  readonly title: string
  readonly kind: 'ours' | 'federated' | 'unfederated'
  /** Whether it is shown beside the others without being a figure that ours must reach. */
  readonly shown?: true
  /** Whether the bench made it faster than it comes. */
  readonly tuned?: true
  readonly open: (world: World) => Promise<Contender> | Contender
}

const FOLDER = projectFile('bench', 'contenders')

// They are no dependencies of the product, so nothing of them is known before the bench has installed them.
async function foreign(file: string, open: string, world: World): Promise<Contender> {
  const module = (await import(new URL(`${FOLDER.href}/${file}`).href)) as Record<string, (world: World) => Promise<Contender> | Contender>
  const opened = module[open]
  if (opened === undefined) throw new RangeError(`${file} does not export ${open}`)
  return opened(world)
}

export const CONTENDERS: readonly ContenderEntry[] = [
  { name: 'ours', title: 'govshare router', kind: 'ours', open: ours },
  { name: 'hive-native', title: 'Hive Gateway, native planner', kind: 'federated', open: (world) => foreign('hive.js', 'native', world) },
  { name: 'hive-js', title: 'Hive Gateway, JS planner', kind: 'federated', open: (world) => foreign('hive.js', 'js', world) },
  { name: 'apollo', title: 'Apollo Gateway', kind: 'federated', open: (world) => foreign('apollo.js', 'shipped', world) },
  { name: 'apollo-kept', title: 'Apollo Gateway, documents of libraries kept', kind: 'federated', tuned: true, open: (world) => foreign('apollo.js', 'kept', world) },
  { name: 'hive-jit', title: 'Hive Gateway, native planner, libraries by graphql-jit', kind: 'federated', shown: true, open: (world) => foreign('hive.js', 'compiled', world) },
  { name: 'yoga', title: 'graphql-yoga, unfederated', kind: 'unfederated', open: (world) => foreign('yoga.js', 'unfederated', world) },
  { name: 'mercurius', title: 'Mercurius, unfederated', kind: 'unfederated', open: (world) => foreign('mercurius.js', 'plain', world) },
  { name: 'mercurius-jit', title: 'Mercurius with jit, unfederated', kind: 'unfederated', open: (world) => foreign('mercurius.js', 'jit', world) },
]

/** Installs the contenders as their lockfile says, where they are not there yet. No script of theirs is run. */
export function installContenders(): void {
  if (existsSync(projectFile('bench', 'contenders', 'node_modules', '.package-lock.json'))) return
  process.stderr.write('bench: installing the contenders into bench/contenders/node_modules\n')
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: fileURLToPath(FOLDER), stdio: ['ignore', 'inherit', 'inherit'] })
}

/** The versions of the contenders out of their lockfile, by package. */
export function contenderVersions(): Record<string, string> {
  const { dependencies } = JSON.parse(readFileSync(projectFile('bench', 'contenders', 'package.json'), 'utf8')) as { dependencies: Record<string, string> }
  return dependencies
}
