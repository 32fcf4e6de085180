import { describe, expect, it } from 'vitest'
import type { ContractItem } from '#platform/contract'
import { ContractItems, readContract } from '#platform/contract'
import { LIBRARY_NAMES } from '../../schema/libraries.ts'
import { type DictionaryField, dictionaryOf } from './dictionary.ts'
import { elementsOf } from './libraries.ts'

const CLASSES: Record<string, string> = { pub: 'PUBLIC', int: 'INTERNAL', per: 'PERSONAL', sen: 'SENSITIVE', biz: 'BUSINESS' }
const SHARES: Record<string, string> = { U: 'UNCONDITIONAL', C: 'CONDITIONAL', V: 'CONDITIONAL', N: 'WITHHELD' }

/** What a contract says differently from the dictionary; a mask that only drops or hashes shows as none, or not at all. */
function differences(field: DictionaryField, item: ContractItem): string[] {
  const said = [
    [CLASSES[field.class], item.class],
    [SHARES[field.share], item.share],
    [maskOf(field.mask), maskOf(item.mask)],
  ]
  return said.flatMap(([dictionary, contract]) => (dictionary === contract ? [] : [`${String(dictionary)} → ${String(contract)}`]))
}

// Masks have forms for texts only: a birth date becomes the item `birthYear`, and `HASH` is what every key is anyway.
const WITHOUT_FORM = new Set(['-', 'NONE', 'DROP', 'BIRTH', 'HASH'])
const maskOf = (mask: string) => (WITHOUT_FORM.has(mask) ? 'none' : mask)

let fields = 0

describe.each(LIBRARY_NAMES.map((name) => ({ name })))('the dictionary of $name', ({ name }) => {
  const lines = dictionaryOf(name)
  const elements = new Set(elementsOf(name).map(({ coordinate }) => coordinate))
  const items = new ContractItems(readContract(name))
  const found = lines.filter((line) => line.kind === 'field')
  const placed = lines.flatMap((line) => (line.kind === 'omission' ? [] : [line.coordinate]))

  it('names no place that the contract does not have', () => {
    fields += found.length
    expect(placed.length).toBeGreaterThan(5)
    expect(lines.filter((line) => line.kind !== 'omission' && !elements.has(line.coordinate)).map(({ line }) => line)).toEqual([])
  })

  it('has a line for every item of the contract, so that whatever was added says why', () => {
    const known = new Set(placed)
    expect(items.all().map(({ coordinate }) => coordinate).filter((coordinate) => !known.has(coordinate))).toEqual([])
  })

  it('gives a reason wherever a field is left out or an item is added', () => {
    const short = lines.filter((line) => line.kind !== 'field' && line.reason.length < 10)
    expect(short.map(({ line }) => line)).toEqual([])
  })

  it('agrees with the contract on class, sharing and mask, or says why not', () => {
    const faulty = found.flatMap((field) => {
      const item = items.get(field.coordinate)
      const different = item === undefined ? [] : differences(field, item)
      return (different.length === 0) === (field.differs === null) ? [] : [`${field.line}: ${different.join(', ') || 'no difference'}`]
    })
    expect(faulty).toEqual([])
  })
})

describe('the dictionary of all libraries', () => {
  it('is there in full', () => {
    expect(fields).toBeGreaterThan(300)
  })
})
