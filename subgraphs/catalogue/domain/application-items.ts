import type { ContractItem, DataClass, ShareClass } from '#platform/contract'
import type { InputFault } from '#platform/errors'
import { hasMaskedForm, type Mask } from '#platform/masks'
import { type Check, fault, listFaults } from './application-faults.ts'
import { type ItemInput, itemName } from './application-input.ts'
import type { Binding } from './binding.ts'

/** An item of the catalogue with what an application for it depends on. */
export interface CatalogueItem {
  readonly resource: string
  readonly kind: 'ITEMS' | 'TABLE' | 'FILE' | 'INTERFACE'
  readonly slice: string | null
  readonly state: string
  readonly provider: string
  readonly item: string
  readonly share: ShareClass
  readonly dataClass: DataClass
  readonly mask: Mask
}

/** What an application's items are held against. */
export interface ItemFacts {
  readonly catalogued: readonly CatalogueItem[]
  /** What the contracts state, by coordinate. */
  readonly contract: ReadonlyMap<string, ContractItem>
  /** `null` where the input states none. */
  readonly binding: Binding | null
}

const ITEMS_MAX = 300
const ARGUMENTS_MAX = 1_000
const VALUES_MAX = 100
const READABLE = ['PUBLISHED', 'CHANGING']

export const isPersonal = ({ dataClass }: Pick<CatalogueItem, 'dataClass'>): boolean => dataClass === 'PERSONAL' || dataClass === 'SENSITIVE'

/** What the catalogue says of an item that is applied for, or the check that it fails. */
export function catalogueItemOf(name: string, { catalogued, contract }: Pick<ItemFacts, 'catalogued' | 'contract'>): CatalogueItem | Check {
  const parts = itemName(name)
  if (parts === null) return 'UNKNOWN_ITEM'
  if ('resource' in parts) {
    const found = catalogued.find(({ kind, resource, item }) => kind !== 'ITEMS' && resource === parts.resource && item === parts.item)
    return found === undefined ? 'UNKNOWN_ITEM' : READABLE.includes(found.state) ? found : 'NOT_PUBLISHED'
  }
  const stated = contract.get(parts.coordinate)
  if (stated === undefined) return 'UNKNOWN_ITEM'
  if (stated.sliced === (parts.slice === '')) return stated.sliced ? 'UNKNOWN_SLICE' : 'UNKNOWN_ITEM'
  if ((parts.face === null) === (stated.field === 'face')) return 'UNKNOWN_ITEM'
  const found = catalogued.filter(({ kind, item, slice }) => kind === 'ITEMS' && item === parts.coordinate && (slice ?? '') === parts.slice)
  if (found.length === 0) return stated.sliced ? 'UNKNOWN_SLICE' : 'NOT_PUBLISHED'
  return found.find(({ state }) => READABLE.includes(state)) ?? 'NOT_PUBLISHED'
}

/** Every fault of the items of an application. */
export function itemFaults(items: readonly ItemInput[], facts: ItemFacts): InputFault[] {
  const list = listFaults('input.items', items.map(({ item }) => item), ITEMS_MAX)
  if (items.length > ITEMS_MAX) return list
  const faults = items.flatMap((item, at) => faultsOf(item, `input.items[${at}]`, facts))
  const providers = new Set(items.flatMap(({ item }) => providerOf(item, facts)))
  return [...list, ...faults, ...(providers.size > 1 ? [fault('input.items', 'SEVERAL_PROVIDERS')] : [])]
}

function providerOf(item: string, facts: ItemFacts): string[] {
  const found = catalogueItemOf(item, facts)
  return typeof found === 'string' ? [] : [found.provider]
}

function faultsOf({ item, disclosure, arguments: given }: ItemInput, place: string, facts: ItemFacts): InputFault[] {
  const found = catalogueItemOf(item, facts)
  if (typeof found === 'string') return [fault(`${place}.item`, found)]
  const { binding } = facts
  const stated = facts.contract.get(found.item)
  const withheld = found.share === 'WITHHELD' && !(binding?.kind === 'SELF' && isPersonal(found) && stated?.share === 'WITHHELD')
  const wide = binding?.kind === 'ANY' && isPersonal(found) && disclosure !== 'VERIFY'
  const unmasked = disclosure === 'MASKED' && !hasMaskedForm(found.mask)
  const wrong = argumentsCheck(given ?? null, stated)
  return [
    ...(withheld ? [fault(`${place}.item`, 'WITHHELD')] : []),
    ...(wide ? [fault(`${place}.item`, 'BINDING_TOO_WIDE')] : []),
    ...(unmasked ? [fault(`${place}.disclosure`, 'NO_MASKED_FORM')] : []),
    ...(wrong === null ? [] : [fault(`${place}.arguments`, wrong)]),
  ]
}

type Allowed = Readonly<Record<string, readonly unknown[]>>

/** The lists of values of an item's arguments; `null` where there are none, `undefined` where the text holds no such thing. */
export function argumentsFrom(text: string | null): Allowed | null | undefined {
  if (text === null) return null
  try {
    const value: unknown = text.length > ARGUMENTS_MAX * VALUES_MAX ? undefined : JSON.parse(text)
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
    return isObject && Object.values(value).every((each) => Array.isArray(each)) ? (value as Allowed) : undefined
  } catch {
    return undefined
  }
}

/** Whether some argument is to be asked with any value (`*`): what a derived item is drawn from could be searched for. */
export const isUnbounded = (allowed: Allowed | null): boolean => Object.values(allowed ?? {}).some((values) => values.includes('*'))

function argumentsCheck(text: string | null, stated: ContractItem | undefined): Check | null {
  const wanted = stated?.derived === true ? stated.arguments : []
  const given = argumentsFrom(text)
  if (given === undefined) return 'ARGUMENTS_WRONG'
  if (given === null) return wanted.length === 0 ? null : 'ARGUMENTS_NEEDED'
  if (Object.keys(given).some((name) => !wanted.some((each) => each.name === name))) return 'ARGUMENTS_WRONG'
  if (wanted.some(({ name }) => (given[name] ?? []).length === 0)) return 'ARGUMENTS_NEEDED'
  return wanted.every(({ name, type }) => areOf(type, given[name] ?? [])) ? null : 'ARGUMENTS_WRONG'
}

function areOf(type: string, values: readonly unknown[]): boolean {
  if (values.includes('*')) return values.length === 1
  return values.length <= VALUES_MAX && values.every((value) => isOf(type, value))
}

function isOf(type: string, value: unknown): boolean {
  if (type === 'Int') return Number.isInteger(value)
  if (type === 'Float') return typeof value === 'number'
  if (type === 'Boolean') return typeof value === 'boolean'
  return typeof value === 'string' && value.length > 0 && value.length <= 100 && !/\p{Cc}/u.test(value)
}
