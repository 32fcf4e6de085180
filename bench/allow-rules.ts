import type * as rules from '#platform/rules'
import { shieldRule as ruled, valueTypes as ruledValueTypes } from '../platform/rules.ts'

// What `bench/allow-hook.ts` puts in the place of `platform/rules.ts`: the same names, and every rule allows.

const item: rules.ItemRule = { kind: 'item', name: 'allow', allows: () => true }
const row: rules.RowRule = { kind: 'row', name: 'allow', covers: () => true }
const anyItem = () => item
const rowOf = () => row

export const granted = item
export const plumbing = item
export const inPerson = item
export const actsInPerson = item
export const actsForHolder = item
export const routerOnly = item
export const acts = anyItem
export const verifies = anyItem
export const verifiesEither = anyItem
export const anyRow = row
export const subjectCovered = row
export const subjectNamed = row
export const sliceGranted = row
export const sliceNamed = rowOf
export const notSealed = row
export const ownAgency = row
export const ownAgencyOr = rowOf
export const ownOrApplied = row
export const ownOrAppliedOr = rowOf
export const ownOrGranted = rowOf
export const aboutOneself = row
export const every = rowOf
export const shieldRule: typeof ruled = (_rule, coordinate, refusal) => ruled(item, coordinate, refusal)
export const valueTypes = ruledValueTypes

void ({
  granted, plumbing, routerOnly, acts, verifies, verifiesEither, anyRow, subjectCovered, subjectNamed, sliceGranted, sliceNamed, notSealed, ownAgency, ownAgencyOr,
  ownOrApplied, ownOrAppliedOr, ownOrGranted, inPerson, actsInPerson, actsForHolder, aboutOneself, every, shieldRule, valueTypes,
} satisfies { readonly [Name in keyof typeof rules]: unknown })
