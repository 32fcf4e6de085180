import { codeOf } from '../../seeds/agencies.ts'
import { documentOf } from '../../seeds/documents.ts'
import { matterCode } from '../../seeds/matters.ts'
import { type Persona, personaOf } from '../../seeds/personas.ts'
import type { Row } from './row.ts'

/** The agency that has no grant in the seeds and gets its own here, one per check. */
export const AGENCY = 'health'

/** The agency that may follow every edge and reads little of what stands behind them. */
export const READER = 'development-reform'

const seeded = (name: string): Persona => {
  const found = personaOf(name)
  if (found === undefined) throw new RangeError(`no persona ${name}`)
  return found
}
const health: Persona = {
  ...seeded('civil-affairs'), persona: 'health', consumer: 'sys-test-health', agency: codeOf(AGENCY),
  operator: { id: 'op-health' },
}
const civilAffairs = seeded('civil-affairs')
const registrar = seeded('natural-resources')

const PERSONAS: readonly Persona[] = [
  health,
  { ...health, persona: 'reform', consumer: 'sys-test-reform', agency: codeOf(READER), operator: { id: 'op-reform' } },
  { ...health, persona: 'suspended-system', consumer: 'sys-test-suspended' },
  { ...health, persona: 'unregistered-system', consumer: 'sys-test-never-registered' },
  { ...civilAffairs, persona: 'civil-affairs-as-tax', agency: codeOf('tax') },
  { ...civilAffairs, persona: 'civil-affairs-from-the-internet', zone: 'INTERNET' },
  { ...civilAffairs, persona: 'civil-affairs-hardly-identified', assurance: 'LOW' },
  { ...seeded('portal'), persona: 'portal-hardly-identified', assurance: 'LOW' },
  { ...seeded('portal'), persona: 'portal-of-the-daughter', operator: { id: 'op-daughter', example: 'daughter' } },
  { ...seeded('portal'), persona: 'portal-of-a-neighbour', operator: { id: 'op-neighbour', example: 'founder' } },
  { ...registrar, persona: 'registrar-married-to-the-seller', operator: { id: 'op-wife', example: 'lone-seller-wife' } },
  { ...registrar, persona: 'registrar-who-sells', operator: { id: 'op-seller', example: 'seller' } },
  { ...seeded('tax'), persona: 'tax-sister', operator: { id: 'op-tax-2', example: 'sister-operator' } },
]

const persona = (name: string): Persona => PERSONAS.find((each) => each.persona === name) ?? seeded(name)

/** Claims of a persona's token, as `hub token` would make them. */
export function claimsOf(name: string, subject: string | undefined, mandate: Row['mandate']): Record<string, unknown> {
  const { consumer, agency, operator, zone, assurance } = persona(name)
  const { id, example } = operator === 'UNATTENDED' ? {} : operator
  return {
    client_id: consumer, agency, zone, assurance,
    ...(id === undefined ? {} : { operator: id }),
    ...(example === undefined ? {} : { operator_document: documentOf(example) }),
    ...(subject === undefined ? {} : { subject: documentOf(subject) }),
    ...(mandate === undefined ? {} : { mandate: { matters: mandate.map(matterCode), until: '2026-12-31' } }),
  }
}
