import { desc, eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { codeOf } from '../../seeds/agencies.ts'
import { DISTRICT_B } from '../../seeds/places.ts'
import { matterCode } from '../../seeds/matters.ts'
import { accessEntry } from '../../subgraphs/audit/tables.ts'
import { caseRecord } from '../../subgraphs/cases/tables.ts'
import { event, regionOverride } from '../../subgraphs/catalogue/tables.ts'
import { openTestHub, type TestHub } from '../harness/hub.ts'
import { person } from '../permissions/ask.ts'
import { caseNo } from '../permissions/cases.ts'

const HOUR_MS = 3_600_000
const purpose = { matter: matterCode('old-age-allowance'), case: caseNo('allowance') }
const OVERRIDE = 'mutation ($input: OverrideRegionInput!) { overrideRegion(input: $input) { id caseNo reason validFrom validUntil consumer { name } } }'
const input = { agency: codeOf('civil-affairs'), caseNo: purpose.case, reason: '跨区代办', hours: 24 }

let now = Date.parse('2026-03-02T09:00:00+08:00')
let hub: TestHub
beforeAll(async () => {
  hub = await openTestHub({ clock: { now: () => now } })
  await hub.db.orm.update(caseRecord).set({ handlingDivision: DISTRICT_B.code }).where(eq(caseRecord.caseNo, purpose.case))
  await hub.db.orm.execute(sql`update catalogue.access_grant set regions = '{990101000000}'`)
})
afterAll(() => hub?.close())

const override = (more: Partial<typeof input> & { clientMutationId?: string } = {}, persona = 'sharing-authority') =>
  hub.ask({ persona, query: OVERRIDE, variables: { input: { ...input, ...more } } })
const read = () => hub.ask({ persona: 'civil-affairs', purpose, ...person('old-man', 'name') })
const reasonOf = async () => (await read()).refused[0]?.reason ?? null

describe('leave to go beyond regions is not given', () => {
  it.each(['civil-affairs', 'approver-public-security', 'auditor'])('by %s', async (persona) => {
    expect((await override({}, persona)).refused).toMatchObject([{ code: 'FORBIDDEN' }])
    expect(await hub.db.orm.select().from(regionOverride)).toEqual([])
  })

  it('with faults, which are told all at once', async () => {
    const { refused } = await override({ caseNo: 'x', reason: ' ', hours: 73 })
    expect(refused).toMatchObject([{ code: 'BAD_USER_INPUT', faults: [{ argument: 'input.caseNo' }, { argument: 'input.reason' }, { argument: 'input.hours' }] }])
  })

  it('to an agency that nobody knows', async () => {
    expect((await override({ agency: '91990101MA0000015C' })).refused).toMatchObject([{ code: 'NOT_FOUND' }])
  })
})

describe('leave to go beyond regions', () => {
  it('opens the case at once and until it ends, and is on record where something rests on it', async () => {
    expect(await reasonOf()).toBe('REGION_NOT_COVERED')
    const { data } = await override()
    expect(data.overrideRegion).toMatchObject({
      caseNo: purpose.case, reason: '跨区代办', validFrom: '2026-03-02T09:00:00.000+08:00', validUntil: '2026-03-03T09:00:00.000+08:00', consumer: { name: expect.any(String) as unknown },
    })
    expect(await reasonOf()).toBeNull()
    const [recorded] = await hub.db.orm.select({ grants: accessEntry.grants }).from(accessEntry).orderBy(desc(accessEntry.stream), desc(accessEntry.seq)).limit(1)
    expect(recorded?.grants).toContain(`region-override:${data.overrideRegion.id as string}`)
    expect(await hub.db.orm.select().from(event).where(eq(event.subject, data.overrideRegion.id as string))).toMatchObject([{ kind: 'OVERRIDE', operator: 'op-sharing-authority', note: '跨区代办' }])
    now += 24 * HOUR_MS - 1
    expect(await reasonOf()).toBeNull()
    now += 1
    expect(await reasonOf()).toBe('REGION_NOT_COVERED')
  })

  it('is given once however often it is asked for', async () => {
    const [first, second] = [await override({ clientMutationId: 'once' }), await override({ clientMutationId: 'once' })]
    expect(second.data).toEqual(first.data)
    expect((await override({ clientMutationId: 'once', hours: 1 })).refused).toMatchObject([{ code: 'CONFLICT' }])
  })
})
