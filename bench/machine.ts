import { readFileSync } from 'node:fs'
import { cpus, loadavg, release, totalmem, type } from 'node:os'
import { systemClock, today } from '#platform/clock'
import { projectFile } from '#platform/files'
import { contenderVersions } from './contenders.ts'

const OWN = ['graphql', 'graphql-jit', '@graphql-hive/router-query-planner', 'postgres']

/** When and on what was measured, and how busy the machine was then. */
export function machine(): string {
  const [load] = loadavg()
  const hardware = `${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GiB, ${type()} ${release()}, Node ${process.version}`
  return `Measured ${today(systemClock)} on ${hardware}; load average at the end ${load?.toFixed(1)}.`
}

/** Packages by name with their versions: those of the hub, and those of the contenders. */
export function versions(): string {
  const listed = (all: Readonly<Record<string, string>>) => Object.entries(all).map(([name, version]) => `${name} ${version}`).join(', ')
  const { packages } = JSON.parse(readFileSync(projectFile('package-lock.json'), 'utf8')) as { packages: Record<string, { version?: string }> }
  const own = Object.fromEntries(OWN.map((name) => [name, packages[`node_modules/${name}`]?.version ?? '–']))
  return `Hub: ${listed(own)}. Contenders: ${listed(contenderVersions())}.`
}
