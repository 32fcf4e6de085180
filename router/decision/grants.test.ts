import { describe, expect, it } from 'vitest'
import { GrantIndex, indexOf } from './grants.ts'
import { factsOf, grantOf, MATTER } from './testing.ts'

describe('an index of grants', () => {
  it('finds nothing of an item, a role or a matter that no grant names', () => {
    const index = new GrantIndex([grantOf({ 'Person.name': 'CLEAR' })])
    expect([index.of('Person.mobile'), index.reachesKin, index.reaches('APPLICANT', 'spouse', MATTER)]).toEqual([[], false, false])
  })

  it('finds every grant of an item, whatever its slice', () => {
    const grants = [grantOf({ 'Licence.number@A': 'CLEAR', 'Person.name': 'CLEAR' }), grantOf({ 'Licence.number@B': 'MASKED' })]
    expect(new GrantIndex(grants).of('Licence.number').map(({ given }) => given.item)).toEqual(['Licence.number@A', 'Licence.number@B'])
  })

  it('tells whose kin a grant reaches, by role, kind and matter', () => {
    const index = new GrantIndex([grantOf({ 'Person.name': 'CLEAR' }, { binding: { kind: 'KIN', of: 'APPLICANT', kin: 'spouse' } })])
    expect([index.reachesKin, index.reaches('APPLICANT', 'spouse', MATTER), index.reaches('AGENT', 'spouse', MATTER), index.reaches('APPLICANT', 'spouse', 'other')])
      .toEqual([true, true, false, false])
  })

  it('is made once of the same grants, and what was worked out from it once for what is published', () => {
    const grants = [grantOf({ 'Person.name': 'CLEAR' })]
    expect(indexOf(grants)).toBe(indexOf(grants))
    let worked = 0
    const [one, other] = [factsOf().published, factsOf().published]
    const work = () => (worked += 1)
    expect([indexOf(grants).once(one, 'a', work), indexOf(grants).once(one, 'a', work), indexOf(grants).once(other, 'a', work)]).toEqual([1, 1, 2])
  })
})
