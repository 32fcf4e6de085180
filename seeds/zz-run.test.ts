import { afterAll, beforeAll, it } from 'vitest'
import { writeFileSync } from 'node:fs'
import { openTestHub, type TestHub } from '../tests/harness/hub.ts'
import { examples, refusals } from './examples.ts'
let hub: TestHub
beforeAll(async () => { hub = await openTestHub() }, 240_000)
afterAll(() => hub.close())
it('runs', async () => {
  const out: string[] = []
  for (const e of examples()) {
    const a = await hub.ask(e)
    out.push(`== ${e.name} ${a.status} ${a.refused.length === 0 ? 'OK' : 'REFUSED ' + JSON.stringify(a.refused.map((r) => [r.coordinate, r.reason, r.code, r.path]))}`)
    out.push(a.text)
  }
  for (const e of refusals()) {
    const a = await hub.ask(e)
    const got = JSON.stringify(a.refused.map((r) => ({ coordinate: r.coordinate, reason: r.reason })))
    out.push(`== ${got === JSON.stringify(e.expected) ? 'same' : 'DIFF'} ${e.name} got ${got} wanted ${JSON.stringify(e.expected)}`)
    out.push(a.text.slice(0, 600))
  }
  writeFileSync('/tmp/examples-out.txt', out.join('\n'))
}, 240_000)
