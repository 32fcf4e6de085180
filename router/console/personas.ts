import type { JWK } from 'jose'
import type { Clock } from '#platform/clock'
import { PERSONAS } from '../../seeds/personas.ts'
import { personaToken } from '../tokens.ts'
import type { ConsoleOptions } from './index.ts'

/** In embedded mode whoever tries the hub chooses who they are: every persona that works for an agency. */
export function offeredPersonas(key: JWK, clock: Clock): NonNullable<ConsoleOptions['personas']> {
  return {
    offered: PERSONAS.filter(({ zone }) => zone === 'GOVERNMENT').map(({ persona, consumerName, roles }) => ({ persona, consumerName, roles })),
    token: (persona) => personaToken(key, persona, undefined, clock),
  }
}
