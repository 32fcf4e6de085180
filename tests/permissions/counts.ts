import type { Database } from '#platform/db'
import { codeOf } from '../../seeds/agencies.ts'
import { matterCode } from '../../seeds/matters.ts'
import { alert } from '../../subgraphs/audit/tables.alerts.ts'
import { dayFigure, indicatorValue, usageCount, usageState } from '../../subgraphs/audit/tables.usage.ts'
import { MATTER } from './cases.ts'

/** A month that is over, and a day of it. */
export const MONTH = '2026-02-01'
export const MONTH_END = '2026-02-28'
export const DAY = '2026-02-10'

type Count = typeof usageCount.$inferInsert

const count = (dimension: string, key: string, entries: number, more: Partial<Count> = {}): Count => ({
  side: 'ALL', agency: '', dimension, span: 'MONTH', at: MONTH, key, entries, refused: 20, failed: 0, released: 60, withheld: 30, rows: 50, subjects: 40, ...more,
})

/** What the hub has counted of a month: of most agencies and matters much, of the weather office next to nothing. And an alert. */
export async function loadCounts(db: Database): Promise<void> {
  const [police, weather] = [codeOf('public-security'), codeOf('weather')]
  await db.orm.insert(usageCount).values([
    count('AGENCY', codeOf('civil-affairs'), 500), count('AGENCY', police, 70), count('AGENCY', weather, 4),
    count('MATTER', matterCode(MATTER), 300), count('MATTER', '', 274),
    count('RESOURCE', '101001/000001', 400), count('RESOURCE', '105001/*', 174),
    count('REGION', police.slice(2, 8), 574),
    count('CHANNEL', 'SYSTEM', 4, { side: 'CONSUMER', agency: weather }),
    count('AGENCY', weather, 4, { side: 'PROVIDER', agency: police }),
    count('TOTAL', '', 60, { span: 'DAY', at: DAY }),
    count('REASON', 'NO_GRANT', 18, { span: 'DAY', at: DAY }), count('REASON', 'CASE_CLOSED', 3, { span: 'DAY', at: DAY }), count('REASON', 'VERIFY_ONLY', 12, { span: 'DAY', at: DAY }),
  ])
  await db.orm.insert(alert).values({ at: new Date('2026-03-01T22:10:00+08:00'), kind: 'AFTER_HOURS', agency: codeOf('tax'), operator: 'op-tax', cause: 'AFTER_HOURS example', toldAt: new Date('2026-03-01T22:11:00+08:00') })
  await db.orm.insert(usageState).values({ countedAt: new Date('2026-03-02T00:59:57Z') })
  await db.orm.insert(dayFigure).values({ day: DAY, code: 'GRANTS_GIVEN', value: 2 })
  await db.orm.insert(indicatorValue).values([
    { month: MONTH, agency: police, code: 'ANSWERED_ON_TIME', value: 0.9, basis: 20 },
    { month: MONTH, agency: weather, code: 'GRANTED_ITEMS_USED', value: 1, basis: 3 },
  ])
}
