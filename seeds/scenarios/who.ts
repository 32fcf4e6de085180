import { IDENTITY_CARD, type KeyOf } from '../people.ts'
import { numberOf } from './cast.ts'
import type { CastOrganisation, CastPerson, Scenario } from './scenario.ts'

/** Somebody of the scenarios as rows know them: a subject, which is a person key or a credit code. */
export type Who =
  | { readonly kind: 'PERSON'; readonly subject: string; readonly name: string; readonly person: CastPerson }
  | { readonly kind: 'ORGANISATION'; readonly subject: string; readonly name: string; readonly organisation: CastOrganisation }

/** Everybody of the scenarios by example name. Throws RangeError on a name that is given twice. */
export function everybody(scenarios: readonly Scenario[], keyOf: KeyOf): ReadonlyMap<string, Who> {
  const found = new Map<string, Who>()
  const add = (example: string, who: Who) => {
    if (found.has(example)) throw new RangeError(`two examples are called ${example}`)
    found.set(example, who)
  }
  for (const { people, organisations } of scenarios) {
    for (const person of people) {
      add(person.example, { kind: 'PERSON', subject: keyOf(IDENTITY_CARD, numberOf(person)), name: person.name, person })
    }
    for (const organisation of organisations) {
      add(organisation.example, { kind: 'ORGANISATION', subject: organisation.creditCode, name: organisation.name, organisation })
    }
  }
  return found
}

/** Looks somebody up by example name; throws RangeError where nobody bears it. */
export function whoOf(everybody: ReadonlyMap<string, Who>, example: string): Who {
  const found = everybody.get(example)
  if (found === undefined) throw new RangeError(`nobody is called ${example}`)
  return found
}

/** A person by example name; throws RangeError where it is none. */
export function personCalled(everybody: ReadonlyMap<string, Who>, example: string): Who & { kind: 'PERSON' } {
  const found = whoOf(everybody, example)
  if (found.kind !== 'PERSON') throw new RangeError(`${example} is no person`)
  return found
}
