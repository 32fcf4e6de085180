import type { World } from '../../seeds/world.ts'
import type { Situation } from './situation.ts'

/** The day on which every situation is told. */
export const TODAY = '2026-03-02'

/** What the seeded world says that the table needs: whose kin is whose, where a matter is handled, what is published. */
export interface WorldFacts {
  readonly kinOf: (key: string) => readonly { readonly related: string; readonly kind: string }[]
  /** 通办范围 of a matter by implementation code. */
  readonly handledAcross: (matter: string) => string | null
  readonly inUse: (matter: string) => boolean
  /** Division of the agency that implements a matter. */
  readonly divisionOf: (matter: string) => string
  /** How many days after the decision a matter still allows checks. */
  readonly checkedFor: (matter: string) => number
  /** Whether a resource, named by its code or by its slice, is out of the catalogue. */
  readonly withdrawn: (resourceOrSlice: string) => boolean
}

/** What the tests change of the seeded world before anything is asked. */
export interface Changed {
  readonly withdrawn: readonly string[]
  readonly retired: readonly string[]
  readonly checkedFor: Readonly<Record<string, number>>
}

export function worldFacts({ population, matters }: World, changed: Changed): WorldFacts {
  const bornOn = new Map(population.persons.map(({ subject, birthDate }) => [subject, birthDate]))
  const housemates = (key: string) => {
    const homes = population.members.filter(({ subject }) => subject === key).map(({ householdNo }) => householdNo)
    return population.members.filter(({ subject, householdNo }) => subject !== key && homes.includes(householdNo)).map(({ subject }) => subject)
  }
  return {
    kinOf: (key) => [
      ...population.relations.filter(({ subject }) => subject === key)
        .map(({ related, relation }) => ({ related, kind: kinship(relation, bornOn.get(related) ?? '') })),
      ...housemates(key).map((related) => ({ related, kind: 'household' })),
    ],
    handledAcross: (code) => matters.matters.find((matter) => matter.code === code)?.handleScope ?? null,
    inUse: (code) => matters.matters.some((matter) => matter.code === code) && !changed.retired.includes(code),
    divisionOf: (code) => matters.matters.find((matter) => matter.code === code)?.division ?? '',
    checkedFor: (code) => changed.checkedFor[code] ?? 0,
    withdrawn: (name) => changed.withdrawn.includes(name),
  }
}

/** GB/T 4761: 1x spouse, 2x son, 3x daughter, 5x parent, 7x brother or sister. */
function kinship(relation: string, bornOn: string): string {
  const [group] = relation
  if (group === '2' || group === '3') return isMinor(bornOn) ? 'minorChild' : 'child'
  return { 1: 'spouse', 5: 'parent', 7: 'sibling' }[group ?? ''] ?? 'other'
}

function isMinor(bornOn: string): boolean {
  const eighteenth = `${Number(bornOn.slice(0, 4)) + 18}${bornOn.slice(4)}`
  return eighteenth > TODAY
}

/** The case that a situation's purpose names, if there is one. */
export const statedCase = (situation: Situation) => (situation.purpose?.case === 'own' ? situation.case : null)
