import * as allowance from './scenarios/1-old-age-allowance.examples.ts'
import * as company from './scenarios/2-company-registration.examples.ts'
import * as transfer from './scenarios/3-house-transfer.examples.ts'
import * as subsidy from './scenarios/4-startup-subsidy.examples.ts'
import * as permit from './scenarios/5-residence-permit.examples.ts'
import * as food from './scenarios/6-food-licence.examples.ts'
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
