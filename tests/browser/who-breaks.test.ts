import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { projectFile } from '#platform/files'
import { AGENCIES, codeOf } from '../../seeds/agencies.ts'
import { MATTERS } from '../../seeds/matters.ts'
import { changing } from '../../subgraphs/catalogue/commands.changing.ts'
import { issueGrant } from '../../subgraphs/catalogue/commands.grants.ts'
import type { GrantTerms } from '../../subgraphs/catalogue/domain/grant-terms.ts'
import { CHROMIUM, seriousFaults, settled, sideways, TELEPHONE, visitsTo } from '../harness/browser.ts'
import { openTestHub, type TestHub } from '../harness/hub.ts'
import { RESOURCE } from './screens.ts'

const PROVIDER = codeOf('public-security')
const STEWARD = 'steward-public-security'
const PATH = `/console/catalogue/resource?code=${encodeURIComponent(RESOURCE)}`
const MANY = 100

/** One of many grants to other agencies: every second one gives an item of the resource, the others one of another. */
const terms = (at: number, more: Partial<GrantTerms> = {}): GrantTerms => ({
  id: `GM-${String(at).padStart(3, '0')}`, version: 1, consumer: AGENCIES[at % AGENCIES.length]?.creditCode ?? '', consumerClass: null, provider: PROVIDER,
  matters: [MATTERS[at % MATTERS.length]?.code ?? ''], agencyRoles: ['DECIDING'], binding: { kind: 'CASE_PARTY', roles: ['APPLICANT'] }, regions: [], quotaPerDay: null,
  validFrom: '2025-01-01', validTo: '2027-12-31', legalBasis: '示例办法第三条', approvedBy: 'op-approver', approvedOn: '2024-12-20', applicationId: null,
  items: [{ item: 'Person.formerName', disclosure: 'CLEAR', arguments: null }],
  ...more,
})

describe.skipIf(CHROMIUM === null)('a steward who is about to change what a hundred grants give', () => {
  let hub: TestHub
  const visits = visitsTo(async () => (hub = await openTestHub()))

  const QUERY = Object.values(JSON.parse(readFileSync(projectFile('console/documents.json'), 'utf8')) as Record<string, string>).find((text) => /^query ResourceUse\b/.test(text)) ?? ''
  /** How many grants are found, and by how many statements. The hub reads by itself now and then, so the fewest are those of the question. */
  async function found(): Promise<{ grants: number; statements: number }> {
    const counts: number[] = []
    let grants = 0
    for (let turn = 0; turn < 8; turn += 1) {
      const before = hub.db.statements.count
      const { data, refused } = await hub.ask({ persona: STEWARD, query: QUERY })
      counts.push(hub.db.statements.count - before)
      expect(refused).toEqual([])
      grants = (data.grants as object[]).length
    }
    return { grants, statements: Math.min(...counts) }
  }
  const rows = 'table[class="data"] tbody tr'

  it('is shown each of them, whose it is, what it serves, which items and until when, and none that does not hold or gives something else; one statement more is sent for none', async () => {
    const few = await found()
    const before = await visits.as(STEWARD, PATH)
    await settled(before)
    const breaks = (page: typeof before) => page.getByRole('region', { name: '变更会影响谁' }).last()
    const touched = await breaks(before).locator(rows).count()
    expect(touched).toBeGreaterThan(0)

    const elsewhere = [{ item: 'Person.relations', disclosure: 'CLEAR' as const, arguments: null }]
    await changing(hub.db, async (orm) => {
      for (let at = 0; at < MANY; at += 1) await issueGrant(orm, terms(at))
      await issueGrant(orm, terms(MANY, { validTo: '2026-01-31' }))
      await issueGrant(orm, terms(MANY + 1, { items: elsewhere }))
      await issueGrant(orm, terms(MANY + 2), { suspendedAt: new Date('2026-03-01T00:00:00Z') })
    })
    expect(await found()).toEqual({ grants: few.grants + MANY + 3, statements: few.statements })

    const page = await visits.as(STEWARD, PATH)
    await settled(page)
    const region = breaks(page)
    await expect.poll(() => region.locator(rows).count()).toBe(touched + MANY)
    expect(await region.textContent()).not.toMatch(/GM-10[012]/)
    const row = region.locator(rows).filter({ hasText: 'GM-042' })
    expect(await row.textContent()).toContain(AGENCIES[42 % AGENCIES.length]?.name)
    expect(await row.textContent()).toMatch(/Person\.formerName.*2027-12-31/)
    await page.getByText(`受影响的授权 ${touched + MANY}`).waitFor()
    expect(await seriousFaults(page)).toEqual([])
    await page.setViewportSize(TELEPHONE)
    await expect.poll(() => sideways(page)).toBe(0)
  })

  it('of another agency is told nothing of them', async () => {
    const page = await visits.as('steward-market-regulation', PATH)
    await page.getByText('仅提供方可见').waitFor()
    expect(await page.locator('main').textContent()).not.toContain('GM-')
    const { data } = await hub.ask({ persona: 'steward-market-regulation', query: QUERY })
    expect(JSON.stringify(data)).not.toContain('GM-')
  })
})
