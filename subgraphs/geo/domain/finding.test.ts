import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Disclosure } from '#platform/access'
import { sealedCursors } from '#platform/connection'
import type { Database } from '#platform/db'
import { formatAddressCode } from '#platform/identifiers'
import type { Subgraph } from '#platform/subgraph'
import { openTestDatabase } from '../../../tests/harness/database.ts'
import { ask, planOf, testClock } from '../../../tests/harness/library.ts'
import { load } from '../commands.ts'
import { geo } from '../index.ts'
import { COUNTY, MATTER, pointAt, rows } from './testing.ts'

const RARE = '11990000000000019A4990511001001'
const NEIGHBOUR = '990102001001'
const FLATS = 45

const hall = (poiCode: string, lon: number, lat: number, more: { matters?: string[]; status?: string | null } = {}) => ({
  poiCode, division: COUNTY, name: poiCode, matters: [MATTER], status: '1', location: pointAt(lon, lat), ...more,
})
const address = (village: string, sequence: number, street: string, doorNo: string, room: string | null = null) => ({
  code: formatAddressCode(village, sequence), division: `${village.slice(0, 6)}000000`, village, street, doorNo, room,
  fullText: `示例省示例市${street}${doorNo}${room ?? ''}`,
})

let db: Database
let library: Subgraph

beforeAll(async () => {
  db = await openTestDatabase(['geo'], { postgis: true })
  await load(db, {
    ...rows,
    addresses: [
      address('990101001001', 1, '中山路', '8号'),
      address('990101001002', 2, '中山北路', '18号', '7004室'),
      address(NEIGHBOUR, 3, '中山路', '100%_号'),
      address(NEIGHBOUR, 4, '𠮷祥\\巷', '3号'),
      ...Array.from({ length: FLATS }, (_, at) => address('990101001003', 100 + at, '长春街', '1号', `${at + 101}室`)),
    ],
    serviceHalls: [
      hall('TIE-B', 120.3, 30.3), hall('TIE-A', 120.3, 30.3), hall('CLOSED', 120.3, 30.3, { status: '3' }),
      hall('UNKNOWN-STATE', 120.4, 30.3, { status: null }),
      hall('FAR-NORTH-EAST', 10.1, 60), hall('FAR-NORTH-NORTH', 10, 60.06),
      hall('EQUATOR-NORTH', -60, 0.1002), hall('EQUATOR-EAST', -59.9, 0),
      hall('ACROSS', -179.95, -40), hall('NOT-ACROSS', 179.0, -40),
      ...Array.from({ length: 150 }, (_, at) => hall(`CROWD-${String(at).padStart(3, '0')}`, 100 + at / 1_000, 10, { matters: [] })),
      hall('RARE-NEAR', 101, 10, { matters: [MATTER, RARE] }), hall('RARE-FAR', 102, 10, { matters: [RARE] }),
      { ...hall('NOWHERE', 0, 0), location: null },
    ],
  })
  library = geo({ db, clock: testClock, cursors: sealedCursors(Buffer.alloc(32, 9)) })
})

afterAll(() => db.close())

const clear = (...items: string[]) => planOf({ common: Object.fromEntries(items.map((item): [string, Disclosure] => [item, 'CLEAR'])) })
const ADDRESSES = clear('Address.fullText')
const HALLS = clear('ServiceHall.name')
const DIVISIONS = clear('Division.name')

type Found = { edges: { cursor: string; node: { fullText: string; code: string } }[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } }

async function search(given: Record<string, unknown>) {
  const question = `query ($text: String!, $division: DivisionCode, $first: Int, $after: String) {
    searchAddresses(text: $text, division: $division, first: $first, after: $after) {
      edges { cursor node { code fullText } } pageInfo { hasNextPage endCursor } } }`
  const { data, errors } = await ask(library, ADDRESSES, question, given)
  return { found: data?.['searchAddresses'] as Found | undefined, errors }
}
const texts = async (text: string, division?: string) =>
  ((await search({ text, division })).found?.edges ?? []).map(({ node }) => node.fullText).sort()

async function nearest(lon: number, lat: number, more = '') {
  const { data, errors } = await ask(library, HALLS, `{ nearestServiceHalls(point: { lon: ${lon}, lat: ${lat} }${more}) { name poiCode } }`)
  expect(errors).toBeUndefined()
  return (data?.['nearestServiceHalls'] as { poiCode: string }[]).map(({ poiCode }) => poiCode)
}

describe('finding places refuses', () => {
  it('to search by a text that the caller may not read', async () => {
    const { data, errors } = await ask(library, clear('Address.street'), '{ searchAddresses(text: "中山路") { edges { node { street } } } }')
    expect(data).toBeUndefined()
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', coordinate: 'Query.searchAddresses' })
  })

  it('to show anything of what is found without a right', async () => {
    for (const question of ['{ divisionAt(point: { lon: 120.1, lat: 30.1 }) { name } }', '{ nearestServiceHalls(point: { lon: 120, lat: 30 }) { name } }']) {
      const { data, errors } = await ask(library, planOf({}), question)
      expect(data).toBeUndefined()
      expect(errors?.[0]?.extensions['code']).toBe('FORBIDDEN')
    }
  })

  it('to find a flat by its number, or to show the number in the full text', async () => {
    expect(await texts('7004室')).toEqual([])
    expect(await texts('18号7004')).toEqual([])
    expect(await texts('中山北路18号')).toEqual(['示例省示例市中山北路18号'])
  })

  it.each([
    ['1e309', '30', 'point.lon', 'finite'], ['120', '-1e309', 'point.lat', 'finite'], ['180.5', '30', 'point.lon', 'range'],
    ['30', '120', 'point.lat', 'range'], ['1e308', '0', 'point.lon', 'range'],
  ])('a point off the earth, lon %s and lat %s, naming the argument and never the value', async (lon, lat, argument, check) => {
    for (const question of [
      `{ divisionAt(point: { lon: ${lon}, lat: ${lat} }) { name } }`, `{ nearestServiceHalls(point: { lon: ${lon}, lat: ${lat} }) { name } }`,
    ]) {
      const { errors } = await ask(library, clear('Division.name', 'ServiceHall.name'), question)
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument, check })
      expect(errors?.[0]?.message).toBe(`${argument}: the ${check} check failed`)
    }
  })

  it.each([Number.NaN, Number.POSITIVE_INFINITY, '120', null])('%j as a longitude in a variable, before any statement', async (lon) => {
    const before = db.statements.count
    const { data, errors } = await ask(
      library, DIVISIONS, 'query ($point: PointInput!) { divisionAt(point: $point) { name } }', { point: { lon, lat: 30 } },
    )
    expect(data).toBeUndefined()
    expect(errors).toHaveLength(1)
    expect(db.statements.count).toBe(before)
  })

  it.each([
    ['first', 'first: 0'], ['first', 'first: 101'], ['first', 'first: -1'], ['matter', 'matter: "x"'], ['matter', 'matter: "\\u0000"'],
    ['matter', `matter: "${'9'.repeat(10_000)}"`],
  ])('a wrong %s of nearest halls: %.30s', async (argument, given) => {
    const { errors } = await ask(library, HALLS, `{ nearestServiceHalls(point: { lon: 120, lat: 30 }, ${given}) { name } }`)
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument })
  })

  it.each([
    ['text', { text: '' }], ['text', { text: '路' }], ['text', { text: '，。！' }], ['text', { text: '路'.repeat(101) }],
    ['text', { text: '\u0000\u200b' }], ['first', { text: '中山', first: 0 }], ['first', { text: '中山', first: 1_000 }],
    ['after', { text: '中山', after: 'anything' }], ['after', { text: '中山', after: '' }],
  ])('a wrong %s of a search: %j', async (argument, given) => {
    const { found, errors } = await search(given)
    expect(found ?? null).toBeNull()
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument })
  })

  it('a cursor of another search, or of another division', async () => {
    const after = (await search({ text: '长春街', first: 5 })).found?.pageInfo.endCursor
    for (const other of [{ text: '长春街1号' }, { text: '长春街', division: '990101' }]) {
      const { errors } = await search({ ...other, after })
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'after' })
    }
  })
})

describe('finding places answers', () => {
  it.each([
    [120.1, 30.1, '示例区'],
    [120.7, 30.1, '示例县'],
    [120.1, 30.4, '示例市'],
    [122, 32, '示例省'],
    [120.5, 30.1, '示例区'],
    [120, 30, '示例区'],
    [123, 33, '示例省'],
  ])('the smallest division at %d, %d, its edge included: %s', async (lon, lat, name) => {
    const { data } = await ask(library, DIVISIONS, `{ divisionAt(point: { lon: ${lon}, lat: ${lat} }) { name } }`)
    expect(data).toEqual({ divisionAt: { name } })
  })

  it.each([[0, 0], [-180, -90], [180, 90], [123.000001, 33]])('no division at %d, %d', async (lon, lat) => {
    expect(await ask(library, DIVISIONS, `{ divisionAt(point: { lon: ${lon}, lat: ${lat} }) { name } }`)).toEqual({ data: { divisionAt: null } })
  })

  it('the nearest halls by distance and then by code, without those closed for good', async () => {
    expect(await nearest(120.3, 30.3, ', first: 3')).toEqual(['TIE-A', 'TIE-B', 'UNKNOWN-STATE'])
    expect(await nearest(120.39, 30.3)).toHaveLength(5)
    expect(await nearest(120.39, 30.3, ', first: null')).toHaveLength(5)
  })

  it('distances on the earth and not in degrees, on the ellipsoid and not on a sphere, and across the date line', async () => {
    expect(await nearest(10, 60, ', first: 2')).toEqual(['FAR-NORTH-EAST', 'FAR-NORTH-NORTH'])
    expect(await nearest(-60, 0, ', first: 2')).toEqual(['EQUATOR-NORTH', 'EQUATOR-EAST'])
    expect(await nearest(180, -40, ', first: 2')).toEqual(['ACROSS', 'NOT-ACROSS'])
  })

  it('the halls that handle a matter, even where many others are nearer', async () => {
    expect(await nearest(100, 10, `, matter: "${RARE}"`)).toEqual(['RARE-NEAR', 'RARE-FAR'])
    expect(await nearest(100, 10, ', first: 2')).toEqual(['CROWD-000', 'CROWD-001'])
    expect(await nearest(100, 10, ', matter: "11990000000000019A4990511009999"')).toEqual([])
  })

  it('every hall with a place where more are asked than there are near', async () => {
    const all = await nearest(100, 10, ', first: 100')
    expect(all).toHaveLength(100)
    expect(all.slice(0, 3)).toEqual(['CROWD-000', 'CROWD-001', 'CROWD-002'])
    expect(await nearest(100, 10, `, first: 100, matter: "${MATTER}"`)).toEqual(expect.arrayContaining(['ACROSS', 'RARE-NEAR']))
    expect(await nearest(100, 10, `, first: 100, matter: "${MATTER}"`)).not.toContain('NOWHERE')
  })

  it('addresses by words of their text, whatever their width, case, spaces and punctuation', async () => {
    const onTheRoad = ['示例省示例市中山路100%_号', '示例省示例市中山路8号']
    expect(await texts('中山')).toEqual(['示例省示例市中山北路18号', ...onTheRoad])
    expect(await texts('中山 路')).toEqual(onTheRoad)
    expect(await texts('示例市，中山路　８号')).toEqual(['示例省示例市中山路8号'])
    expect(await texts('示例 北路')).toEqual(['示例省示例市中山北路18号'])
    expect(await texts('𠮷祥')).toEqual(['示例省示例市𠮷祥\\巷3号'])
    expect(await texts('没有这里')).toEqual([])
  })

  it('no more for %, _ or a backslash than these characters say', async () => {
    for (const text of ['中%路', '中_路', '中%号', '示_省', "中路';--", '8号%中山']) expect(await texts(text)).toEqual([])
    for (const text of ['%%', '__', '\\\\']) expect((await search({ text })).errors?.[0]?.extensions).toMatchObject({ argument: 'text' })
    expect(await texts('%中山路8号_')).toEqual(['示例省示例市中山路8号'])
    expect(await texts('100%_号')).toEqual(['示例省示例市中山路100%_号'])
  })

  it('addresses of one division', async () => {
    expect(await texts('中山', '990101')).toEqual(['示例省示例市中山北路18号', '示例省示例市中山路8号'])
    expect(await texts('中山', '990101001002')).toEqual(['示例省示例市中山北路18号'])
    expect(await texts('中山', NEIGHBOUR)).toEqual(['示例省示例市中山路100%_号'])
    expect(await texts('中山', '990200')).toEqual([])
    expect(await texts('中山', '000000')).toHaveLength(3)
  })

  it('every address once, page by page, in one order', async () => {
    const pages: string[][] = []
    let after: string | null = null
    for (let more = true; more; ) {
      const { found } = await search({ text: '长春街', first: 20, after })
      pages.push((found?.edges ?? []).map(({ node }) => node.code))
      after = found?.pageInfo.endCursor ?? null
      more = found?.pageInfo.hasNextPage ?? false
    }
    expect(pages.map((codes) => codes.length)).toEqual([20, 20, 5])
    expect(new Set(pages.flat()).size).toBe(FLATS)
    const atOnce = (await search({ text: '长春街', first: 100 })).found
    expect(atOnce?.edges.map(({ node }) => node.code)).toEqual(pages.flat())
    expect(atOnce?.edges[0]?.cursor).not.toMatch(/990101/)
  })

  it('the address that is the text itself before the others', async () => {
    await expect(search({ text: '示例省示例市中山路8号', first: 1 })).resolves.toMatchObject({ found: { edges: [{ node: { fullText: '示例省示例市中山路8号' } }] } })
  })
})

describe('finding places batches', () => {
  it.each([1, 100])('%i questions of each kind into one statement', async (count) => {
    const each = (ask: (at: number) => string) => Array.from({ length: count }, (_, at) => `q${at}: ${ask(at)}`).join(' ')
    const before = db.statements.count
    const divisions = await ask(library, DIVISIONS, `{ ${each((at) => `divisionAt(point: { lon: ${120 + at / 200}, lat: 30.1 }) { name }`)} }`)
    expect(db.statements.count - before).toBe(1)
    const halls = await ask(
      library, HALLS, `{ ${each((at) => `nearestServiceHalls(point: { lon: ${100 + at / 100}, lat: 10 }, first: ${1 + (at % 3)}) { name }`)} }`,
    )
    expect(db.statements.count - before).toBe(2)
    expect(divisions.data?.['q0']).toEqual({ name: '示例区' })
    expect(Object.values(halls.data ?? {}).map((found) => (found as unknown[]).length)).toEqual(Array.from({ length: count }, (_, at) => 1 + (at % 3)))
  })

  it('a search into one statement, whatever it finds', async () => {
    const before = db.statements.count
    await search({ text: '长春街', first: 100 })
    await search({ text: '没有这里' })
    expect(db.statements.count - before).toBe(2)
  })
})
