import { describe, expect, it } from 'vitest'
import { planOf } from '../../tests/harness/library.ts'
import { packPlan, type TravellingPlan, unpackPlan } from './travel.ts'

const PLAN = planOf({
  common: { 'LegalPerson.name': 'CLEAR' },
  classes: [{ 'Person.name': 'MASKED', 'Licence.face@11100000000013338W001.holder': 'VERIFY' }, {}],
  subjects: { ann: 0, bob: 1, __proto__x: 1 },
  aliases: { 'ann-before': 'ann' },
  sealed: ['witness'],
  personas: ['window'],
})

const packed = (): Record<string, unknown> => JSON.parse(JSON.stringify(packPlan(PLAN, true))) as Record<string, unknown>

describe('a plan that came from afar is refused', () => {
  it.each(Object.keys(packPlan(PLAN, true)) as (keyof TravellingPlan)[])('without its %s, which has no default', (member) => {
    const { [member]: _left, ...rest } = packed()
    expect(() => unpackPlan(rest)).toThrow(TypeError)
  })

  it.each([
    ['a disclosure that there is not', { common: [['Person.name', 'EVERYTHING']] }],
    ['a class that there is not', { subjects: [['ann', 2]] }],
    ['a class that is no number', { subjects: [['ann', '0']] }],
    ['a subject that is no text', { sealed: [7] }],
    ['a truth that is a text', { router: 'false' }],
    ['members where a list belongs', { classes: { 0: [] } }],
  ])('with %s', (_what, wrong) => {
    expect(() => unpackPlan({ ...packed(), ...wrong })).toThrow(TypeError)
  })

  it('where it is no object', () => {
    for (const given of [null, undefined, 'plan', [], 7]) expect(() => unpackPlan(given)).toThrow(TypeError)
  })
})

describe('a plan that came from afar', () => {
  it('is the plan that was sent', () => {
    const plan = unpackPlan(packed())
    expect(plan).toMatchObject({
      agency: PLAN.agency, personas: ['window'], common: PLAN.common, classes: PLAN.classes, subjects: PLAN.subjects, aliases: PLAN.aliases,
      router: false, today: PLAN.today,
    })
    expect(plan.idKey.equals(PLAN.idKey)).toBe(true)
    expect([plan.sealed('witness'), plan.sealed('ann')]).toEqual([true, false])
    expect(plan.sealedSubjects()).toEqual(['witness'])
    expect(plan.read.size).toBe(0)
  })

  it('carries the key of ids only where ids are asked for', () => {
    expect(packPlan(PLAN, false).idKey).toBe('')
    expect(unpackPlan(JSON.parse(JSON.stringify(packPlan(PLAN, false)))).idKey.length).toBe(0)
  })

  it('takes a key named __proto__ for a key', () => {
    const plan = unpackPlan({ ...packed(), subjects: [['__proto__', 0]] })
    expect(plan.subjects.get('__proto__')).toBe(0)
    expect(plan.subjects.size).toBe(1)
  })
})
