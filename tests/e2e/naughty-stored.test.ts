import { type SQL, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seal } from '#platform/envelope'
import { maskText } from '#platform/masks'
import { deriveSecrets, EMBEDDED_MASTER } from '../../router/secrets.ts'
import { examples } from '../../seeds/examples.ts'
import { openTestHub, type Question, type TestHub } from '../harness/hub.ts'
import { told } from '../permissions/told.ts'
import { RARE_HAN, STORABLE } from './naughty-strings.ts'
import { numberOf, under } from './story.ts'

let hub: TestHub

beforeAll(async () => {
  hub = await openTestHub()
})
afterAll(() => hub.close())

/** [what callers read, where it is kept]; one or more texts of every library. */
const KEPT: [coordinate: string, table: string, column: string][] = [
  ['Person.name', 'population.person', 'name'],
  ['Person.residenceAddress', 'population.person', 'residence_address'],
  ['LegalPerson.name', 'legal_persons.legal_person', 'name'],
  ['LegalPerson.scope', 'legal_persons.legal_person', 'scope'],
  ['AbnormalListing.reason', 'legal_persons.abnormal_listing', 'reason'],
  ['Division.name', 'geo.division', 'name'],
  ['Address.fullText', 'geo.address', 'full_text'],
  ['ServiceHall.name', 'geo.service_hall', 'name'],
  ['RealEstateUnit.location', 'geo.real_estate_unit', 'location'],
  ['LicenceType.name', 'licences.licence_type', 'name'],
  ['Licence.name', 'licences.licence', 'name'],
  ['CreditCommitment.content', 'credit.commitment', 'content'],
  ['CaseParty.name', 'cases.case_party', 'name'],
  ['CaseMaterial.name', 'cases.case_material', 'name'],
  ['Matter.name', 'matters.matter', 'name'],
  ['Inspection.note', 'supervision.inspection', 'note'],
  ['Finding.description', 'supervision.finding', 'description'],
  ['Resource.name', 'catalogue.resource', 'name'],
]

/** Faces are sealed, so they are written as the library writes them; a text is in a member of each. */
async function keepInFaces(text: string): Promise<void> {
  const { licenceFaces } = deriveSecrets(EMBEDDED_MASTER)
  for (const { identifier, face } of hub.world.licences.licences) {
    if (face === null) continue
    const rewritten = Object.fromEntries(Object.keys(face).map((name) => [name, text]))
    const sealed = seal(licenceFaces, JSON.stringify(rewritten), identifier).toString('base64')
    await hub.db.orm.execute(sql`update licences.licence set sealed_face = ${sealed} where identifier = ${identifier}`)
  }
}

const named = (dotted: string): SQL => sql.join(dotted.split('.').map((part) => sql.identifier(part)), sql`.`)

async function keep(text: string): Promise<void> {
  for (const [, table, column] of KEPT) await hub.db.orm.execute(sql`update ${named(table)} set ${sql.identifier(column)} = ${text}`)
}

function example(name: string): Question {
  const { persona, purpose, query, variables } = examples().find((each) => each.name === name) as ReturnType<typeof examples>[number]
  return { persona, purpose, query, variables }
}

const allowance = under('old-age-allowance', 'allowance')
const QUESTIONS = (): Question[] => [
  example('subsidy'), example('subsidy-abnormal'), example('food'),
  {
    persona: 'civil-affairs', purpose: allowance, variables: { id: numberOf('old-man') },
    query: 'query ($id: CitizenId!) { person(citizenId: $id) { name residenceAddress licences { type { name } } } division(code: "990101") { serviceHalls { name } } }',
  },
  { persona: 'outsider', query: '{ resources(first: 3) { edges { node { name } } } }' },
]

/** Every value that the questions read, by coordinate. */
async function read(): Promise<Map<string, Set<unknown>>> {
  const found = new Map<string, Set<unknown>>()
  for (const question of QUESTIONS()) {
    const { data, refused } = await hub.ask(question)
    expect(refused).toEqual([])
    for (const [coordinate, values] of told(question.query, data)) found.set(coordinate, new Set([...(found.get(coordinate) ?? []), ...values]))
  }
  return found
}

/** All of them at once, and apart those whose first or last character matters. */
const TEXTS: [string, string][] = [
  ['every text of the list', STORABLE.filter(({ text }) => text.length < 100).map(({ text }) => text).join('|')],
  ...RARE_HAN.map((text): [string, string] => [`the rare characters ${text}`, text]),
  ...STORABLE.filter(({ what }) => /^(?:spaces|what cannot|another direction|combining|noncharacters|variation|NUL)/.test(what)).map(({ what, text }): [string, string] => [what, text]),
  ['a long text', '𠀀张'.repeat(3_000)],
]

// PGlite decodes what it reads as a file, and drops a byte-order mark in front; a server's driver keeps it.
const expected = (text: string) => (hub.db.kind === 'embedded' ? text.replace(/^\ufeff/, '') : text)

describe('A text that is kept', () => {
  it.each(TEXTS)('comes back as it is from every library: %s', async (_what, text) => {
    await keep(text)
    const values = await read()
    const wrong = KEPT.map(([coordinate]) => [coordinate, [...(values.get(coordinate) ?? [])]] as const)
      .filter(([, given]) => given.length !== 1 || given[0] !== expected(text))
    expect(wrong.map(([coordinate, given]) => [coordinate, given.length])).toEqual([])
  })

  it.each([RARE_HAN.join('·'), STORABLE.filter(({ text }) => text.length < 100).map(({ text }) => text).join('|')])('comes back as it is from a sealed face (%#)', async (text) => {
    await keepInFaces(text)
    const { data, refused } = await hub.ask({
      persona: 'civil-affairs', purpose: allowance, variables: { id: numberOf('old-man') },
      query: 'query ($id: CitizenId!) { person(citizenId: $id) { licences { face { value } } } }',
    })
    expect(refused).toEqual([])
    const values = (data.person.licences as { face: { value: string }[] | null }[]).flatMap(({ face }) => face ?? []).map(({ value }) => value)
    expect(values.length).toBeGreaterThan(3)
    expect(new Set(values)).toEqual(new Set([text]))
  })

  it.each(['𠀀𪛖𫝀𫠠𬺰𰀀𱍐𠮷1234', '😀'.repeat(11), ...RARE_HAN])('is masked by characters: no half of one is shown of %s', async (text) => {
    await hub.db.orm.execute(sql`update population.person set mobile = ${text}`)
    const { data } = await hub.ask({
      persona: 'civil-affairs', purpose: allowance, variables: { id: numberOf('old-man') }, query: 'query ($id: CitizenId!) { person(citizenId: $id) { mobile } }',
    })
    expect(data.person.mobile).toBe(maskText('PHONE', text))
    expect([...(data.person.mobile as string)]).toHaveLength([...text].length)
    expect(data.person.mobile).not.toMatch(/\p{Cs}/u)
  })
})
