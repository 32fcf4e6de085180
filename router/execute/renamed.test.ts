import type { PlanNode, RequiresSelection } from '@graphql-hive/router-query-planner'
import { describe, expect, it } from 'vitest'
import { assertRenamedOnce } from './renamed.ts'

const field = (name: string, alias?: string): RequiresSelection => ({ kind: 'Field', name, ...(alias === undefined ? {} : { alias }) })
const on = (...selections: RequiresSelection[]): RequiresSelection => ({ kind: 'InlineFragment', typeCondition: 'Good', selections })
const lookup = (place: string, ...requires: RequiresSelection[]): PlanNode =>
  ({ kind: 'Flatten', path: [{ Field: place }], node: { kind: 'Fetch', serviceName: 'shop', operation: '{ x }', requires } })
const all = (...nodes: PlanNode[]): PlanNode => ({ kind: 'Sequence', nodes })

describe('a plan that renames what it requires', () => {
  it('is refused where it does so in several places', () => {
    const batch: PlanNode = {
      kind: 'BatchFetch', serviceName: 'shop', operation: '{ x }',
      entityBatch: { aliases: [{ alias: '_e0', representationsVariableName: 'r', paths: [[{ Field: 'one' }], [{ Field: 'other' }]], requires: [on(field('qp_0', 'price'))] }] },
    }
    expect(() => assertRenamedOnce(batch)).toThrow(/no plan/)
    expect(() => assertRenamedOnce(all(lookup('one', on(field('qp_0', 'price'))), lookup('other', on(field('qp_0', 'price')))))).toThrow(/no plan/)
  })

  it('is refused where two fields would go by one name', () => {
    expect(() => assertRenamedOnce(lookup('one', on(field('price'), field('qp_0', 'price'))))).toThrow(/no plan/)
    expect(() => assertRenamedOnce(lookup('one', on({ ...field('best'), selections: [field('price'), field('qp_0', 'price')] } as RequiresSelection)))).toThrow(/no plan/)
  })

  it('is taken where it does so in one place', () => {
    expect(() => assertRenamedOnce(all(lookup('one', on(field('qp_0', 'price'))), lookup('one', on(field('qp_1', 'price'))), lookup('other', on(field('price')))))).not.toThrow()
  })
})
