import { Kind, type OperationDefinitionNode } from 'graphql'
import { beforeEach, describe, expect, it } from 'vitest'
import type { AccessPlan } from '#platform/access'
import type { ContractItem } from '#platform/contract'
import type { Hop, Subgraph } from '#platform/subgraph'
import type { CatalogueFacts } from '../subgraphs/catalogue/index.ts'
import type { Identity } from './authenticate.ts'
import { CatalogueMemory } from './catalogue-memory.ts'
import { AGENCY, grantOf, MATTER } from './decision/testing.ts'
import { FactFinder } from './facts.ts'

const IDENTITY: Identity = {
  consumer: 'window-1', agency: AGENCY, operator: 'op', operatorKey: null, represented: null, zone: 'GOVERNMENT', assurance: 'HIGH', channel: 'WINDOW',
}
const PURPOSE = { matter: MATTER, caseNo: 'CASE-0001', reason: null }
const PERSONAL = { closed: true, personal: true, named: [] as readonly string[], matters: [] as readonly string[] }
const CLOSED = { ...PERSONAL, personal: false }
const OPEN = { ...CLOSED, closed: false }
const FIRM = '91990101MA0000015C'
const KIN_GRANT = grantOf({ 'Person.name': 'CLEAR' }, { binding: { kind: 'KIN', of: 'APPLICANT', kin: 'spouse' } })

let now: number
let asked: string[]
let plans: AccessPlan[]
let down: Set<string>
let told: Record<string, unknown>
let catalogue: CatalogueFacts
let finder: FactFinder
/** The version that is known without asking. */
let version: number

/** A library that tells what `told` says, and remembers that it was asked. */
const library = (name: string): Subgraph =>
  ({
    open: (plan: AccessPlan) => async ({ document, variables }: Hop) => {
      const operation = document.definitions[0] as OperationDefinitionNode
      const field = operation.selectionSet.selections[0]
      const root = field?.kind === Kind.FIELD ? field.name.value : ''
      asked.push(`${root} ${JSON.stringify(variables)}`)
      plans.push(plan)
      return down.has(name) ? { errors: [new Error('down')] } : { data: { [root]: told[root] ?? null } }
    },
  }) as unknown as Subgraph

beforeEach(() => {
  now = Date.parse('2026-03-02T23:30:00+08:00')
  asked = []
  plans = []
  down = new Set()
  told = {
    _casePurpose: { kind: 'APPLICATION', parties: [{ subject: 'a', role: 'APPLICANT' }, { subject: 'a', role: 'LEGAL_REP' }, { subject: 'b', role: 'AGENT' }] },
    _matters: [{ code: MATTER, handleScope: '跨县' }],
    _kin: [{ subject: 'a', related: 'c', kind: 'spouse' }],
    _aliases: [{ alias: 'old', subject: 'new' }],
    _protectedPersons: [{ subject: 'witness', grade: 'SEALED', agencies: [], items: [] }],
  }
  version = 1
  catalogue = {
    consumers: async (ids: readonly string[]) => ids.map((id) => ({ id, state: 'ACTIVE', agencies: [AGENCY], personas: ['window'] })),
    grantsOf: async () => [],
    classGrants: async () => [],
    overridesOf: async () => [],
    items: async () => [
      { item: 'Person.name', slice: null, share: 'WITHHELD', open: true }, { item: 'Licence.name', slice: 'DRIVING', share: 'CONDITIONAL', open: false },
    ],
  } as unknown as CatalogueFacts
  finder = new FactFinder(new Map(['population', 'cases', 'matters'].map((name) => [name, library(name)])), new CatalogueMemory(catalogue, { version: () => version }), { now: () => now })
})

/** Changes what the catalogue says; every change is a version. */
const change = (facts: object) => {
  version += 1
  Object.assign(catalogue, facts)
}
const withGrants = (...grants: unknown[]) => change({ grantsOf: async () => grants })
const roots = () => asked.map((each) => each.split(' ')[0]).sort()

describe('nothing is decided', () => {
  it.each(['cases', 'matters', 'population'])('while the %s library is down and a fact of its is needed', async (name) => {
    down.add(name)
    await expect(finder.about(IDENTITY, PURPOSE, PERSONAL)).rejects.toMatchObject({ extensions: { code: 'LIBRARY_UNAVAILABLE', library: name } })
  })

  it('while population is down and somebody is named who might be known by another key', async () => {
    await finder.protectedPersons()
    down.add('population')
    expect((await finder.about(IDENTITY, null, PERSONAL)).aliases.size).toBe(0)
    await expect(finder.about(IDENTITY, null, { ...PERSONAL, named: ['x'] })).rejects.toMatchObject({ extensions: { code: 'LIBRARY_UNAVAILABLE' } })
  })

  it('about more people than a library can be asked for at once', async () => {
    const named = Array.from({ length: 1_001 }, (_, at) => `p${at}`)
    await expect(finder.about(IDENTITY, null, { ...PERSONAL, named })).rejects.toMatchObject({ extensions: { code: 'OPERATION_TOO_COMPLEX' } })
    await finder.about(IDENTITY, null, { ...PERSONAL, named: named.slice(1) })
  })

  it('on news of protected persons that is a minute old', async () => {
    await finder.protectedPersons()
    down.add('population')
    now += 59_999
    expect([...(await finder.protectedPersons()).keys()]).toEqual(['witness'])
    now += 1
    await expect(finder.protectedPersons()).rejects.toMatchObject({ extensions: { code: 'LIBRARY_UNAVAILABLE' } })
    await expect(finder.about(IDENTITY, null, CLOSED)).rejects.toMatchObject({ extensions: { code: 'LIBRARY_UNAVAILABLE' } })
  })

  it('on news of protected persons that nobody knows the age of, since the clock was set back', async () => {
    await finder.protectedPersons()
    now -= 3_600_000
    down.add('population')
    await expect(finder.protectedPersons()).rejects.toMatchObject({ extensions: { code: 'LIBRARY_UNAVAILABLE' } })
  })

  it('on what the catalogue said before it changed, though that was while the case was asked for', async () => {
    const before = told['_casePurpose']
    Object.defineProperty(told, '_casePurpose', {
      get() {
        change({ consumers: async ([id]: string[]) => [{ id, state: 'SUSPENDED', agencies: [AGENCY], personas: [] }] })
        return before
      },
    })
    expect(await finder.about(IDENTITY, PURPOSE, PERSONAL)).toMatchObject({ version: 2, caller: { fault: 'CONSUMER_SUSPENDED' } })
  })

  it('on a catalogue that could not be read, and the next question has it read again', async () => {
    Object.assign(catalogue, { grantsOf: async () => Promise.reject(new Error('down')) })
    await expect(finder.about(IDENTITY, null, PERSONAL)).rejects.toThrow('down')
    Object.assign(catalogue, { grantsOf: async () => [KIN_GRANT] })
    expect((await finder.about(IDENTITY, null, PERSONAL)).grants).toHaveLength(1)
  })

  it('under a plan that opens more than the questions of the router', async () => {
    await finder.about(IDENTITY, PURPOSE, PERSONAL)
    for (const plan of plans) {
      expect(plan).toMatchObject({ router: true, agency: '', personas: [], classes: [] })
      expect([plan.common.size, plan.subjects.size]).toEqual([0, 0])
    }
  })
})

describe('a caller is at fault', () => {
  it.each([
    ['where nobody registered it', null, 'CONSUMER_SUSPENDED'],
    ['where it is suspended', { state: 'SUSPENDED', agencies: [AGENCY], personas: [] }, 'CONSUMER_SUSPENDED'],
    ['where it acts for another agency', { state: 'ACTIVE', agencies: ['11990000000000027R'], personas: [] }, 'AGENCY_NOT_SERVED'],
  ])('%s', async (_case, consumer, fault) => {
    Object.assign(catalogue, { consumers: async ([id]: string[]) => (consumer === null ? [] : [{ id, ...consumer }]) })
    expect((await finder.about(IDENTITY, null, PERSONAL)).caller.fault).toBe(fault)
  })

  it('from the very next question on, though its token is remembered', async () => {
    expect((await finder.about(IDENTITY, null, PERSONAL)).caller).toMatchObject({ fault: null, personas: ['window'] })
    change({ consumers: async ([id]: string[]) => [{ id, state: 'SUSPENDED', agencies: [AGENCY], personas: [] }] })
    expect((await finder.about(IDENTITY, null, PERSONAL)).caller.fault).toBe('CONSUMER_SUSPENDED')
  })
})

describe('facts are asked', () => {
  it('of protection from the first item that is not open, and of nobody for open ones', async () => {
    await finder.about(IDENTITY, null, OPEN)
    expect(asked).toEqual([])
    await finder.about(IDENTITY, null, CLOSED)
    expect(roots()).toEqual(['_protectedPersons'])
  })

  it('of the case and its matter, for the agency that asks', async () => {
    const facts = await finder.about(IDENTITY, PURPOSE, PERSONAL)
    expect(asked).toContain(`_casePurpose {"caseNo":"CASE-0001","agency":"${AGENCY}","named":[]}`)
    expect(asked).toContain(`_matters {"codes":["${MATTER}"]}`)
    expect(facts).toMatchObject({ matter: { handleScope: '跨县' }, caseFacts: { kind: 'APPLICATION' }, kin: [], today: '2026-03-02' })
  })

  it('of a list by whom the question names, as named and as whom they stand for, and once more only where these differ', async () => {
    const caseAsks = () => asked.filter((each) => each.startsWith('_casePurpose')).map((each) => (JSON.parse(each.slice('_casePurpose '.length)) as { named: string[] }).named)
    await finder.about(IDENTITY, PURPOSE, { ...PERSONAL, named: ['x', 'old'] })
    expect(caseAsks()).toEqual([['x', 'old']])
    asked = []
    told['_casePurpose'] = { kind: 'ROSTER', parties: [{ subject: 'x', role: 'MEMBER' }, { subject: 'old', role: 'MEMBER' }] }
    const { caseFacts } = await finder.about(IDENTITY, PURPOSE, { ...PERSONAL, named: ['x', 'old'] })
    expect(caseAsks()).toEqual([['x', 'old'], ['new']])
    // What stands for a sealed person is not followed, so it has to be found under its own key too.
    expect(caseFacts?.parties.map(({ subject }) => subject)).toEqual(['x', 'old', 'new'])
    asked = []
    await finder.about(IDENTITY, PURPOSE, { ...PERSONAL, named: ['x', 'old', 'new'] })
    expect(caseAsks()).toEqual([['x', 'old', 'new']])
  })

  it('of kin where a grant or a known operator needs them, once for each party', async () => {
    await finder.about(IDENTITY, PURPOSE, PERSONAL)
    expect(roots()).not.toContain('_kin')
    expect((await finder.about({ ...IDENTITY, operatorKey: 'op' }, PURPOSE, PERSONAL)).kin).toHaveLength(1)
    withGrants(KIN_GRANT)
    await finder.about(IDENTITY, PURPOSE, PERSONAL)
    expect(asked.filter((each) => each.startsWith('_kin'))).toEqual(Array(2).fill('_kin {"subjects":["a","b"]}'))
    told['_casePurpose'] = null
    expect((await finder.about(IDENTITY, PURPOSE, PERSONAL)).kin).toEqual([])
  })

  it('of protection every five seconds, of the catalogue at every new version of it', async () => {
    for (const step of [0, 4_999, 1]) {
      now += step
      await finder.about(IDENTITY, null, PERSONAL)
    }
    expect(asked).toHaveLength(2)
    withGrants(KIN_GRANT)
    expect((await finder.about(IDENTITY, null, PERSONAL)).grants).toHaveLength(1)
    Object.assign(catalogue, { grantsOf: async () => [] })
    expect((await finder.about(IDENTITY, null, PERSONAL)).grants).toHaveLength(1)
    change({})
    expect((await finder.about(IDENTITY, null, PERSONAL)).grants).toHaveLength(0)
  })

  it('of other keys for those named, for who acts in person and for the operator, all in one question', async () => {
    const operator = { ...IDENTITY, operatorKey: 'old' }
    const inPerson = { ...IDENTITY, represented: { subject: 'old', mandateMatters: ['m'] } }
    expect((await finder.about(operator, PURPOSE, { ...PERSONAL, named: ['x', 'y', 'old'] })).caller.operatorKey).toBe('new')
    expect((await finder.about(inPerson, null, { ...CLOSED, named: ['x'] })).caller.represented).toEqual({ subject: 'new', mandateMatters: ['m'] })
    const { aliases, caller } = await finder.about(IDENTITY, null, { ...PERSONAL, named: ['old'] })
    expect([[...aliases], caller.operatorKey, caller.represented]).toEqual([[['old', 'new']], null, null])
    expect(asked.filter((each) => each.startsWith('_aliases'))).toEqual(
      ['{"keys":["x","y","old"]}', '{"keys":["x","old"]}', '{"keys":["old"]}'].map((variables) => `_aliases ${variables}`),
    )
  })

  it('of other keys of nobody where nobody is named, and of no organisation', async () => {
    const firm = { ...IDENTITY, represented: { subject: FIRM, mandateMatters: null } }
    const inPerson = { ...IDENTITY, represented: { subject: 'old', mandateMatters: null } }
    for (const [identity, asking] of [[IDENTITY, PERSONAL], [firm, PERSONAL], [inPerson, OPEN]] as const) await finder.about(identity, null, asking)
    expect(roots()).not.toContain('_aliases')
  })

  it('of what is published, classed and opened as the catalogue says, and never opened by it alone', async () => {
    const { published } = await finder.about(IDENTITY, null, PERSONAL)
    const [name, mobile] = ['Person.name', 'Person.mobile'].map((coordinate) => ({ coordinate, share: 'CONDITIONAL', open: false, sliced: false }) as ContractItem)
    expect([name, mobile].map((item) => published.of(item as ContractItem))).toMatchObject([{ share: 'WITHHELD', open: false }, null])
    expect(['Licence.name@DRIVING', 'Licence.face@DRIVING.name', 'Licence.name@DISABILITY'].map(published.inSlice)).toEqual(['CONDITIONAL', null, null])
    expect(['Licence.name', 'Person.mobile'].map((coordinate) => published.entries(coordinate).map(({ slice }) => slice))).toEqual([['DRIVING'], []])
  })

  it('of the catalogue once for all questions at one version, each consumer, agency and class by itself', async () => {
    const read: string[] = []
    const reading = (name: string, rows: (keys: string) => unknown[]) => async (keys: string | readonly string[] = '') => (read.push(`${name} ${String(keys)}`), rows(String(keys)))
    change({
      consumers: reading('consumers', (id) => [{ id, state: 'ACTIVE', agencies: [AGENCY], personas: [] }]), grantsOf: reading('grants', () => []), classGrants: reading('classes', () => []),
      items: reading('items', () => []),
    })
    for (let question = 0; question < 5; question += 1) await finder.about(IDENTITY, null, PERSONAL)
    await finder.about({ ...IDENTITY, consumer: 'window-2' }, null, PERSONAL)
    expect(read.sort()).toEqual(['classes ', 'consumers window-1', 'consumers window-2', `grants ${AGENCY}`, 'items '])
  })

  it('of no grants where there is no agency', async () => {
    withGrants(KIN_GRANT)
    const anonymous = { ...IDENTITY, consumer: '', agency: '' }
    expect(await finder.about(anonymous, null, OPEN)).toMatchObject({ grants: [], caller: { personas: [], fault: null } })
  })
})
