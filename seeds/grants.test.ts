import { describe, expect, it } from 'vitest'
import { coordinateOf, sliceOf } from '#platform/access'
import { hasMaskedForm } from '#platform/masks'
import { codeOf } from './agencies.ts'
import { readContracts, SLICES } from './contracts.ts'
import { LICENCE_TYPES } from './licence-types.ts'
import { consumers, PERSONAS, PROVIDERS } from './personas.ts'
import { RESOURCES } from './resources.ts'
import { catalogueRows } from './rows/catalogue.ts'
import { SCENARIOS } from './scenarios/all.ts'

const contracts = readContracts()
const { grants, grantItems, resources, agencies } = catalogueRows(SCENARIOS, contracts)
const entryOf = (item: string) => contracts.entry(coordinateOf(item))

describe('a seeded grant never', () => {
  it('names an item that no contract has', () => {
    expect(grantItems.filter(({ item }) => entryOf(item) === undefined)).toEqual([])
  })

  it('names a slice where the item has none, or none where it has slices', () => {
    expect(grantItems.filter(({ item }) => entryOf(item)?.sliced !== SLICES.has(sliceOf(item)))).toEqual([])
  })

  it('names a field that the face of its licence type does not have', () => {
    const faces = grantItems.filter(({ item }) => coordinateOf(item) === 'Licence.face')
    const unknown = faces.filter(({ item }) => {
      const type = LICENCE_TYPES.find(({ code }) => code === sliceOf(item))
      return !type?.face.some(({ name }) => item.endsWith(`@${type.code}.${name}`))
    })
    expect(faces.length).toBeGreaterThan(20)
    expect(unknown).toEqual([])
  })

  it('masks what has no masked form', () => {
    const masked = grantItems.filter(({ disclosure }) => disclosure === 'MASKED')
    expect(masked.length).toBeGreaterThan(0)
    expect(masked.filter(({ item }) => !hasMaskedForm(entryOf(item)?.mask ?? 'NONE'))).toEqual([])
  })

  it('gives what is withheld, or what everybody may read anyway', () => {
    const needless = grantItems.filter(({ item }) => {
      const entry = entryOf(item)
      return entry?.share === 'WITHHELD' || entry?.open === true || (entry?.share === 'UNCONDITIONAL' && !entry.personal)
    })
    expect(needless).toEqual([])
  })

  it('comes from an agency that does not answer for its items', () => {
    const providers = new Map(grants.map(({ id, provider }) => [id, provider]))
    expect(grantItems.filter(({ grantId, item }) => providers.get(grantId) !== codeOf(contracts.providerOf(item)))).toEqual([])
  })

  it('leaves the arguments of an age or a wedding day open', () => {
    const derived = grantItems.filter(({ item }) => item === 'Person.ageAtLeast' || item === 'Person.marriedOn')
    expect(derived.length).toBeGreaterThan(2)
    expect(derived.filter((row) => row.arguments === null)).toEqual([])
  })

  it('opens an applicant’s driving licence, or the disability certificate for the allowance', () => {
    const slices = (slug: string) => LICENCE_TYPES.find((each) => each.slug === slug)?.code ?? ''
    const allowance = grantItems.filter(({ grantId }) => grantId.startsWith('G1-'))
    expect(grantItems.filter(({ item }) => sliceOf(item) === slices('driving-licence'))).toEqual([])
    expect(allowance.filter(({ item }) => sliceOf(item) === slices('disability-certificate'))).toEqual([])
  })
})

describe('the seeded catalogue', () => {
  it('lists every resource of every contract once, under a provider', () => {
    const listed = new Set(resources.map(({ code }) => code))
    const stated = contracts.all.filter(({ sliced }) => !sliced).map(({ resource }) => resource)
    expect([...new Set(stated)].filter((code) => !listed.has(code))).toEqual([])
    const needless = RESOURCES.filter(({ code }) => !stated.includes(code))
    expect(needless).toEqual([])
  })

  it('lists one resource for each licence type and each matter', () => {
    expect(resources.filter(({ slice }) => slice !== null).map(({ slice }) => slice)).toEqual([...SLICES.keys()])
  })

  it('has a steward and an approver for everyone who provides something', () => {
    const providing = new Set(resources.map(({ provider }) => provider))
    expect(PROVIDERS.map(codeOf).filter((code) => !providing.has(code))).toEqual([])
    expect([...providing].filter((code) => !PROVIDERS.map(codeOf).includes(code))).toEqual([])
  })

  it('registers every persona’s system for the agency that it acts for', () => {
    const known = new Set(agencies.map(({ creditCode }) => creditCode))
    expect(PERSONAS.filter(({ agency }) => !known.has(agency))).toEqual([])
    const registered = new Map(consumers().map(({ id, agencies: served }) => [id, served]))
    expect(PERSONAS.filter(({ consumer, agency }) => !registered.get(consumer)?.includes(agency))).toEqual([])
  })

  it('grants the outsider nothing', () => {
    expect(grants.filter(({ consumer }) => consumer === codeOf('weather'))).toEqual([])
  })
})
