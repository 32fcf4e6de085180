import { afterAll, beforeAll } from 'vitest'
import { openTestHub, type TestHub } from '../harness/hub.ts'
import { houseTransfer } from './3-house-transfer.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await openTestHub()
})
afterAll(() => hub.close())

houseTransfer(() => hub)
