import { coordinateOf } from '#platform/access'
import { divisionCovers } from '#platform/identifiers'
import type { Facts, Grant, GrantItem } from './facts.ts'

/** One item of one grant. */
export interface Granting {
  readonly grant: Grant
  readonly given: GrantItem
}

/**
 * The grants of an agency, found by what a decision asks of them, so that it costs the same whether there are ten of them or
 * ten thousand.
 */
export class GrantIndex {
  readonly #byItem = new Map<string, Granting[]>()
  readonly #kin = new Set<string>()
  readonly #kept = new WeakMap<Facts['published'], Map<string, unknown>>()

  constructor(grants: readonly Grant[]) {
    for (const grant of grants) {
      for (const given of grant.items) {
        const coordinate = coordinateOf(given.item)
        const known = this.#byItem.get(coordinate)
        if (known === undefined) this.#byItem.set(coordinate, [{ grant, given }])
        else known.push({ grant, given })
      }
      const { binding } = grant
      if (binding.kind === 'KIN') for (const matter of grant.matters) this.#kin.add(kinKey(binding.of, binding.kin, matter))
    }
  }

  /** Every grant of an item. */
  of(coordinate: string): readonly Granting[] {
    return this.#byItem.get(coordinate) ?? []
  }

  /** Whether any grant reaches the kin of a party. */
  get reachesKin(): boolean {
    return this.#kin.size > 0
  }

  /** Whether a grant reaches kin of one kind, of a party of one role, in a matter. */
  reaches(role: string, kin: string, matter: string): boolean {
    return this.#kin.has(kinKey(role, kin, matter))
  }

  /** What was worked out under a name, from these grants and what is published, once for all that ask. */
  once<Value>(published: Facts['published'], name: string, work: () => Value): Value {
    const kept = this.#kept.get(published) ?? new Map<string, unknown>()
    this.#kept.set(published, kept)
    if (!kept.has(name)) {
      if (kept.size >= KEPT_MAX) kept.clear()
      kept.set(name, work())
    }
    return kept.get(name) as Value
  }
}

/** So many things are kept at a time. */
const KEPT_MAX = 5_000

function kinKey(role: string, kin: string, matter: string): string {
  return `${role} ${kin} ${matter}`
}

const indexes = new WeakMap<readonly Grant[], GrantIndex>()

/** The index of some grants. It is made once, since they are kept until the catalogue changes. */
export function indexOf(grants: readonly Grant[]): GrantIndex {
  let index = indexes.get(grants)
  if (index === undefined) {
    index = new GrantIndex(grants)
    indexes.set(grants, index)
  }
  return index
}

/**
 * The grants to classes of agencies that reach the caller: those for the basic code of the purpose's matter, where the caller
 * implements it, it is in use, and its division lies in the region of the class. `null` where there are none.
 */
export function classIndexOf({ caller, matter, classGrants, published }: Facts): GrantIndex | null {
  if (classGrants.length === 0 || matter === null || !matter.inUse || matter.agency !== caller.agency) return null
  const { basicCode, division } = matter
  return indexOf(classGrants).once(published, `class ${basicCode} ${division}`, () => {
    const reaching = classGrants.filter(({ consumerClass }) => consumerClass?.basicCode === basicCode && divisionCovers(consumerClass.region, division))
    return reaching.length === 0 ? null : new GrantIndex(reaching)
  })
}
