import type { InputFault } from '#platform/errors'
import { fault } from './application-faults.ts'
import { PARTY_ROLES } from './application-input.ts'
import { agencyRoles } from './codes.ts'
import type { SimulatedCaller } from './explanation.ts'

/** What is wrong with as whom a question is simulated. */
export function simulatedFaults({ agencyRoles: roles, parties }: SimulatedCaller): InputFault[] {
  return [
    ...(roles ?? []).flatMap((role, at) => (Object.hasOwn(agencyRoles, role) ? [] : [fault(`as.agencyRoles[${at}]`, 'ROLE_UNKNOWN')])),
    ...(parties ?? []).flatMap((role, at) => (PARTY_ROLES.includes(role) ? [] : [fault(`as.parties[${at}]`, 'ROLE_UNKNOWN')])),
  ]
}
