import * as allowance from './scenarios/1-old-age-allowance.examples.ts'
import * as company from './scenarios/2-company-registration.examples.ts'
import * as transfer from './scenarios/3-house-transfer.examples.ts'
import * as subsidy from './scenarios/4-startup-subsidy.examples.ts'
import * as permit from './scenarios/5-residence-permit.examples.ts'
import * as food from './scenarios/6-food-licence.examples.ts'
import { SCENARIOS } from './scenarios/all.ts'
import { numberOf } from './scenarios/cast.ts'
import type { Example, RefusalExample } from './scenarios/scenario.ts'

export type { Example, RefusalExample } from './scenarios/scenario.ts'

const BY_SCENARIO = [allowance, company, transfer, subsidy, permit, food]

/** Questions that the seeded hub answers in full; the first is the one to paste. */
export function examples(): readonly Example[] {
  return BY_SCENARIO.flatMap((scenario) => scenario.examples)
}

/** Questions of which the seeded hub refuses something, with what it refuses and why. */
export function refusals(): readonly RefusalExample[] {
  return BY_SCENARIO.flatMap((scenario) => scenario.refusals)
}

/**
 * The document that identifies somebody of the scenarios: a citizen number (type 111) or a credit code (001).
 *
 * @throws RangeError when nobody bears the example name
 */
export function documentOf(example: string): { type: '111' | '001'; number: string } {
  for (const { people, organisations } of SCENARIOS) {
    const person = people.find((each) => each.example === example)
    if (person !== undefined) return { type: '111', number: numberOf(person) }
    const organisation = organisations.find((each) => each.example === example)
    if (organisation !== undefined) return { type: '001', number: organisation.creditCode }
  }
  throw new RangeError('nobody bears this example name')
}
