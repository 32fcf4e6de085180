import { SCENARIOS } from './scenarios/all.ts'
import { numberOf } from './scenarios/cast.ts'

/** A document by which an identity provider names somebody: a citizen number (111) or a credit code (001). */
export interface IdentityDocument {
  readonly type: '111' | '001'
  readonly number: string
}

/** The document of somebody of the scenarios by example name; throws RangeError where nobody bears it. */
export function documentOf(example: string): IdentityDocument {
  for (const { people, organisations } of SCENARIOS) {
    const person = people.find((each) => each.example === example)
    if (person !== undefined) return { type: '111', number: numberOf(person) }
    const organisation = organisations.find((each) => each.example === example)
    if (organisation !== undefined) return { type: '001', number: organisation.creditCode }
  }
  throw new RangeError(`nobody in the examples is called ${example}`)
}
