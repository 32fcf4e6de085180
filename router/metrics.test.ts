import { describe, expect, it } from 'vitest'
import { openMetrics } from './metrics.ts'

describe('what is kept of questions', () => {
  it('is told as it is when the numbers are asked for', async () => {
    const metrics = openMetrics()
    const use = { size: 1, hits: 2, misses: 3 }
    metrics.kept('programs', use)
    await metrics.text()
    Object.assign(use, { size: 4, hits: 5 })
    const text = await metrics.text()
    expect(text).toContain('govshare_kept_entries{what="programs"} 4')
    expect(text).toContain('govshare_kept_lookups_total{what="programs",found="hit"} 5')
    expect(text).toContain('govshare_kept_lookups_total{what="programs",found="miss"} 3')
  })
})
