import type { JWK } from 'jose'
import type { Clock } from '#platform/clock'
import { StartFault } from '#platform/errors'
import { documentOf } from '../seeds/documents.ts'
import { type Persona, PERSONAS, personaOf } from '../seeds/personas.ts'
import { signToken } from './embedded-issuer.ts'

/**
 * A development token for a persona; `subject` names the example whom a portal acts for.
 *
 * @throws StartFault naming the personas when there is none of that name
 */
export async function personaToken(key: JWK, name: string, subject: string | undefined, clock: Clock): Promise<string> {
  const persona = personaOf(name)
  if (persona === undefined) throw new StartFault(`no persona ${name}; there are ${PERSONAS.map((each) => each.persona).join(', ')}`, 64)
  return signToken(key, claimsOf(persona, subject), clock)
}

function claimsOf(persona: Persona, subject: string | undefined): Record<string, unknown> {
  const { operator } = persona
  const named = operator === 'UNATTENDED' ? {} : { operator: operator.id, ...(operator.example === undefined ? {} : { operator_document: documentOf(operator.example) }) }
  return {
    client_id: persona.consumer,
    agency: persona.agency,
    zone: persona.zone,
    assurance: persona.assurance,
    ...named,
    ...(subject === undefined ? {} : { subject: documentOf(subject) }),
  }
}
