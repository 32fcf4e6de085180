import type { InputFault } from '#platform/errors'
import { divisionCovers } from '#platform/identifiers'
import type { GrantTerms, GrantTermsItem } from './grant-terms.ts'

/** What of the terms a provider may narrow by itself. */
export type Narrowable = Pick<GrantTerms, 'items' | 'matters' | 'agencyRoles' | 'regions' | 'quotaPerDay' | 'validFrom' | 'validTo'>

/** Where new terms of a grant would give more than the old ones, or something else; empty where they only give less. Pure. */
export function wideningsOf(old: Narrowable, asked: Narrowable, hasMaskedForm: (item: string) => boolean): InputFault[] {
  const faults: InputFault[] = []
  const refuse = (argument: string, wider: boolean) => void (wider && faults.push(widens(argument)))
  const stranger = (list: readonly string[]) => (each: string) => !list.includes(each)
  refuse('input.matters', asked.matters.length === 0 || asked.matters.some(stranger(old.matters)))
  refuse('input.agencyRoles', asked.agencyRoles.some(stranger(old.agencyRoles)) || (asked.agencyRoles.length === 0 && old.agencyRoles.length > 0))
  refuse('input.regions', !regionsLieWithin(asked.regions, old.regions))
  refuse('input.quotaPerDay', old.quotaPerDay !== null && (asked.quotaPerDay === null || asked.quotaPerDay > old.quotaPerDay))
  refuse('input.validFrom', asked.validFrom < old.validFrom || asked.validFrom > asked.validTo)
  refuse('input.validTo', asked.validTo > old.validTo)
  if (asked.items.length === 0) refuse('input.items', true)
  for (const [at, item] of asked.items.entries()) {
    const known = old.items.find((each) => each.item === item.item)
    refuse(`input.items[${at}]`, known === undefined || !givesNoMore(known, item, hasMaskedForm))
  }
  return faults
}

function widens(argument: string): InputFault {
  return {
    argument, check: 'WIDENS',
    en: 'would not only narrow the grant: more is given on an application (submitApplication), nothing at all by revoking it',
    zh: '超出原授权范围：扩大授权须重新提出共享申请，全部收回请撤销授权',
  }
}

// No regions mean everywhere.
function regionsLieWithin(asked: readonly string[], old: readonly string[]): boolean {
  if (old.length === 0) return true
  return asked.length > 0 && asked.every((each) => old.some((region) => divisionCovers(region, each)))
}

function givesNoMore(old: GrantTermsItem, asked: GrantTermsItem, hasMaskedForm: (item: string) => boolean): boolean {
  return disclosesNoMore(old, asked, hasMaskedForm) && allowsNoMore(old.arguments, asked.arguments)
}

// A masked form tells nothing of a claim, so a verdict is something else and not less.
function disclosesNoMore({ disclosure: old }: GrantTermsItem, { item, disclosure }: GrantTermsItem, hasMaskedForm: (item: string) => boolean): boolean {
  if (old === disclosure) return true
  return old === 'CLEAR' && (disclosure === 'VERIFY' || hasMaskedForm(item))
}

function allowsNoMore(old: GrantTermsItem['arguments'], asked: GrantTermsItem['arguments']): boolean {
  if (old === null || asked === null) return old === asked
  const names = Object.keys(old)
  if (names.length !== Object.keys(asked).length) return false
  return names.every((name) => {
    const [before = [], after = []] = [old[name], asked[name]]
    return after.length > 0 && (before.includes('*') || after.every((value) => before.includes(value)))
  })
}
