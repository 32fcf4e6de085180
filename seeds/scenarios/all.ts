import * as allowance from './1-old-age-allowance.ts'
import * as company from './2-company-registration.ts'
import * as transfer from './3-house-transfer.ts'
import * as subsidy from './4-startup-subsidy.ts'
import * as permit from './5-residence-permit.ts'
import * as food from './6-food-licence.ts'
import type { Scenario } from './scenario.ts'

const NOTHING = { organisations: [], units: [], credit: {}, supervision: {}, kin: [] } as const

/** The six scenarios, in their order. */
export const SCENARIOS: readonly Scenario[] = [
  { ...NOTHING, ...allowance, number: 1, title: '高龄津贴' },
  { ...NOTHING, ...company, number: 2, title: '公司设立登记' },
  { ...NOTHING, ...transfer, number: 3, title: '不动产转移登记' },
  { ...NOTHING, ...subsidy, number: 4, title: '一次性创业补贴' },
  { ...NOTHING, ...permit, number: 5, title: '居住证申领' },
  { ...NOTHING, ...food, number: 6, title: '食品经营许可' },
]
