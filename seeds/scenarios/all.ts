import { allowance } from './1-old-age-allowance.ts'
import { companyRegistration } from './2-company-registration.ts'
import { houseTransfer } from './3-house-transfer.ts'
import { startupSubsidy } from './4-startup-subsidy.ts'
import { residencePermit } from './5-residence-permit.ts'
import { foodLicence } from './6-food-licence.ts'
import type { Scenario } from './scenario.ts'

/** The six scenarios, in their order. */
export const SCENARIOS: readonly Scenario[] = [
  allowance, companyRegistration, houseTransfer, startupSubsidy, residencePermit, foodLicence,
]
