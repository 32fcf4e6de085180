import { readFileSync } from 'node:fs'
import { cpus, loadavg, release, totalmem, type } from 'node:os'
import { projectFile } from '#platform/files'
import { contenderVersions } from './contenders.ts'

const OWN = ['graphql', 'graphql-jit', '@graphql-hive/router-query-planner', 'postgres']

/** The machine, how busy it was when the measurement began, and the versions of what was measured. */
export function machine(): string {
  const [load] = loadavg()
  const hardware = `${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GiB, ${type()} ${release()}, Node ${process.version}`
  return `${hardware}; load average at the end ${load?.toFixed(1)}.`
}

/** Packages by name with their versions: those of the hub, and those of the contenders. */
export function versions(): string {
  const listed = (all: Readonly<Record<string, string>>) => Object.entries(all).map(([name, version]) => `${name} ${version}`).join(', ')
  const { packages } = JSON.parse(readFileSync(projectFile('package-lock.json'), 'utf8')) as { packages: Record<string, { version?: string }> }
  const own = Object.fromEntries(OWN.map((name) => [name, packages[`node_modules/${name}`]?.version ?? '–']))
  return `Hub: ${listed(own)}. Contenders: ${listed(contenderVersions())}.`
}
