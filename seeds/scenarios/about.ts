import { matterCode } from '../matters.ts'
import { caseNoOf, named } from './cast.ts'
import type { CastCase, Example } from './scenario.ts'

/** The purpose of a question about a scenario's case. */
export function purposeOf(matter: string, cases: readonly CastCase[], example: string, reason: string): Example['purpose'] {
  return { matter: matterCode(matter), case: caseNoOf(matter, named(cases, example)), reason }
}
