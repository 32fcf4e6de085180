import { afterAll, beforeAll } from 'vitest'
import { openTestHub, type TestHub } from '../harness/hub.ts'
import { oldAgeAllowance } from './1-old-age-allowance.ts'
import { sealedWitness } from './1-sealed-witness.ts'
import { aliveCheck } from './1b-alive-check.ts'
import { otherKeys } from './5-other-keys.ts'
import { residencePermit } from './5-residence-permit.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await openTestHub()
})
afterAll(() => hub.close())

oldAgeAllowance(() => hub)
sealedWitness(() => hub)
aliveCheck(() => hub)
residencePermit(() => hub)
otherKeys(() => hub)
