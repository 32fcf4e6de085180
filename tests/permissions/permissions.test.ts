import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ContractItems, readContract } from '#platform/contract'
import { RESIDENT_IDENTITY_CARD, subjectKey } from '#platform/keys'
import { type Reason, REASONS } from '../../router/decision/reasons.ts'
import { openReplayer } from '../../router/replay.ts'
import { signToken } from '../../router/embedded-issuer.ts'
import { deriveSecrets, EMBEDDED_MASTER } from '../../router/secrets.ts'
import { LIBRARY_NAMES } from '../../schema/libraries.ts'
import { documentOf } from '../../seeds/documents.ts'
import { matterCode } from '../../seeds/matters.ts'
import { accessEntry } from '../../subgraphs/audit/tables.ts'
import { type Answer, openTestHub, type TestHub } from '../harness/hub.ts'
import { testClock } from '../harness/library.ts'
import { organisation } from './ask.ts'
import { caseNo } from './cases.ts'
import { claimsOf } from './personas.ts'
import type { Row } from './row.ts'
import { ROWS } from './rows.ts'
import { WAYS } from './rows-ids.ts'
import { isItem, told, unknownIn } from './told.ts'
import { loadOwnWorld } from './world.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await openTestHub()
  const { subjects } = deriveSecrets(EMBEDDED_MASTER)
  await loadOwnWorld(hub.db, (example) => {
    const { type, number } = documentOf(example)
    return type === '001' ? number : subjectKey(subjects, RESIDENT_IDENTITY_CARD, number)
  })
})
afterAll(() => hub?.close())

// Counts are there too.
beforeAll(async () => {
  expect(await hub.hub.background.statistics.count()).toEqual([])
})

// The record holds a request of these two before any row asks for it, the outsider's last.
beforeAll(async () => {
  const purpose = { matter: matterCode('house-transfer') }
  for (const persona of ['tax', 'outsider']) await hub.ask({ persona, purpose, ...organisation('startup', 'name phone') })
})

async function asked(row: Row): Promise<Answer> {
  const { persona, subject, mandate, purpose, query, variables, allOrNothing } = row
  const claims = persona === undefined ? undefined : claimsOf(persona, subject, mandate)
  const token = claims === undefined ? undefined : await signToken(hub.key, claims, testClock)
  return hub.ask({
    query,
    ...(variables === undefined ? {} : { variables }),
    ...(purpose === undefined ? {} : { purpose: purposeOf(purpose) }),
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(allOrNothing === true ? { 'sharing-denial': 'reject' } : {}),
    },
  })
}

const purposeOf = ({ matter, case: example }: NonNullable<Row['purpose']>) =>
  ({ matter: matterCode(matter), ...(example === undefined ? {} : { case: caseNo(example) }) })

/** What an answer comes to, in the words of a row. */
function outcomeOf(row: Row, { status, data, refused, extensions }: Answer) {
  const values = told(row.query, data)
  const asked = Object.keys(row.values ?? {})
  const limited = (extensions['disclosure'] ?? []) as readonly { item: string; masked: boolean }[]
  return {
    status,
    granted: [...values.keys()].filter(isItem).sort(),
    refused: [...new Set(refused.map(({ coordinate = '*', reason, code }) => `${coordinate} ${reason ?? code}`))].sort(),
    masked: [...new Set(limited.filter(({ masked }) => masked).map(({ item }) => item))].sort(),
    values: Object.fromEntries(asked.map((coordinate) => [coordinate, values.get(coordinate) ?? []])),
    hops: [...new Set((extensions['hops'] ?? []) as readonly string[])].sort(),
    ...(row.unknown === undefined ? {} : { unknown: unknownIn(row.query, data).filter((each) => !values.has(each) && refused.every(({ coordinate }) => coordinate !== each)).sort() }),
  }
}

const expectedOf = ({ status = 200, granted, refused, masked = [], values = {}, hops, unknown }: Row) => ({
  status,
  granted: [...granted].sort(),
  refused: Object.entries(refused).map(([coordinate, reason]) => `${coordinate} ${reason}`).sort(),
  masked: [...masked].sort(),
  values,
  hops: [...hops].sort(),
  ...(unknown === undefined ? {} : { unknown: [...unknown].sort() }),
})

describe('who is answered what, and who is refused what and why', () => {
  it.each(ROWS.map((row) => [row.says, row] as const))('%s', async (_says, row) => {
    expect(outcomeOf(row, await asked(row))).toEqual(expectedOf(row))
  })
})

describe('what of a row is no item is told alone as it is beside an item that is for everybody', () => {
  const ASKING: readonly Partial<Row>[] = [
    {}, ...['outsider', 'civil-affairs', 'tax', 'auditor', 'sharing-authority', 'steward-public-security', 'approver-civil-affairs', 'civil-affairs-from-the-internet', 'civil-affairs-as-tax', 'portal'].map((persona) => ({ persona })),
    { persona: 'portal', subject: 'old-man' }, { persona: 'portal', subject: 'old-man', mandate: ['old-age-allowance'] },
  ]

  const toldTo = async (who: Partial<Row>, query: string, values: string) => {
    const { data, status, refused } = await asked({ says: '', query, granted: [], refused: {}, hops: [], ...who })
    const wanted = new Set(values.split(' '))
    return { who, status, refused: refused.map(({ reason, code }) => reason ?? code), values: [...told(query, data)].filter(([coordinate]) => wanted.has(coordinate.split('.')[1] ?? '')) }
  }

  it.each(WAYS.map((way) => [way.what, way] as const))('by whoever asks for %s', async (_what, { query, values, item }) => {
    for (const who of ASKING) expect(await toldTo(who, query(values), values)).toEqual(await toldTo(who, query(`${values} ${item}`), values))
  })
})

describe('what is on record of it', () => {
  it('gives every decision again, out of nothing but the record and the contract', async () => {
    const replay = openReplayer(hub.db, testClock)
    const entries = await hub.db.orm.select({ id: accessEntry.id, basis: accessEntry.basis }).from(accessEntry)
    expect(entries.filter(({ basis }) => basis !== null).length).toBeGreaterThan(ROWS.length / 2)
    const differing: string[] = []
    for (const { id, basis } of entries) {
      const replayed = await replay(id)
      if (replayed === null ? basis !== null : replayed.differences.length > 0) differing.push(`${id} ${replayed?.differences.join('; ') ?? 'is not found'}`)
    }
    expect(differing).toEqual([])
  })
})

describe('the rows', () => {
  it('are many, and each says something of its own', () => {
    expect(ROWS.length).toBeGreaterThanOrEqual(300)
    expect(new Set(ROWS.map(({ says }) => says)).size).toBe(ROWS.length)
  })

  it('show every reason for which anything is refused', () => {
    const shown = new Set(ROWS.flatMap(({ refused }) => Object.values(refused)))
    const due = Object.keys(REASONS)
    expect(due.filter((reason) => !shown.has(reason as Reason))).toEqual([])
  })

  it.each(LIBRARY_NAMES)('exercise every item: %s', (name) => {
    const exercised = new Set(ROWS.flatMap(({ granted, unknown = [], refused }) => [...granted, ...unknown, ...Object.keys(refused)]))
    const items = new ContractItems(readContract(name)).all().map(({ coordinate }) => coordinate)
    expect(items.filter((item) => !exercised.has(item))).toEqual([])
  })

  it('reach every library', () => {
    const reached = new Set(ROWS.flatMap(({ hops }) => hops))
    expect([...reached].sort()).toEqual([
      'audit', 'cases', 'catalogue', 'credit', 'geo', 'legal-persons', 'licences', 'matters', 'population',
      'supervision',
    ])
  })

  it('say which values stay away where nothing is answered and nothing refused', () => {
    const silent = ROWS.filter(({ granted, refused }) => granted.length + Object.keys(refused).length === 0)
    expect(silent.filter(({ values }) => values === undefined).map(({ says }) => says)).toEqual([])
  })
})
