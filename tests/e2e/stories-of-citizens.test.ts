import { afterAll, beforeAll } from 'vitest'
import { openTestHub, type TestHub } from '../harness/hub.ts'
import { oldAgeAllowance } from './1-old-age-allowance.ts'
import { residencePermit } from './5-residence-permit.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await openTestHub()
})
afterAll(() => hub.close())

oldAgeAllowance(() => hub)
residencePermit(() => hub)
