import { readFileSync } from 'node:fs'
import type { Settings } from '#platform/config'
import { projectFile } from '#platform/files'
import { type Limits, parseLimits } from '../subgraphs/catalogue/index.ts'

let shipped: Limits | undefined

/** The limits that `router/sla.conf` states. Throws where the file that was shipped has faults. */
export function shippedLimits(): Limits {
  if (shipped === undefined) {
    const { limits, faults } = parseLimits(readFileSync(projectFile('router/sla.conf'), 'utf8'))
    if (limits === null) throw new Error(`router/sla.conf: ${faults.join('; ')}`)
    shipped = limits
  }
  return shipped
}

/** The shipped limits with those that the file of `SLA_FILE` replaces; each fault of it is told. */
export function limitsFrom(settings: Settings): Limits {
  const text = settings.file('SLA_FILE')
  if (text === undefined) return shippedLimits()
  const { limits, faults } = parseLimits(text, shippedLimits())
  for (const fault of faults) settings.fault('SLA_FILE', `a file of lines \`name = <days>wd\`: ${fault}`)
  return limits ?? shippedLimits()
}
