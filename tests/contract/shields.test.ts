import { describe, expect, it } from 'vitest'
import { objectTypes } from '#platform/contract'
import { valueTypes } from '#platform/rules'
import { LIBRARY_NAMES } from '../../schema/libraries.ts'
import { argumentsOf, directive, elementsOf, librariesWithoutRows } from './libraries.ts'

const libraries = librariesWithoutRows()

// People and organisations hold sliced edges but fall into no slice themselves.
const SUBJECT_TYPES = new Set(['Person', 'LegalPerson'])

describe.each(LIBRARY_NAMES.map((name) => ({ name })))('the shield of $name', ({ name }) => {
  const { contract, shield, items } = libraries.get(name)!
  const shared = new Set(Object.keys(valueTypes))
  const types = objectTypes(contract)

  it('has a rule for every field, in the order of the contract', () => {
    const stated = types.filter((type) => !shared.has(type.name.value))
      .map((type) => [type.name.value, (type.fields ?? []).map((field) => field.name.value)])
    const ruled = Object.entries(shield.fields).filter(([type]) => !shared.has(type))
      .map(([type, fields]) => [type, Object.keys(fields)])
    expect(ruled).toEqual(stated)
  })

  it('calls an item by `granted`, a verdict by what it verifies, and only what is no item plumbing', () => {
    const faulty = elementsOf(name, contract).filter(({ kind }) => kind === 'field').flatMap(({ coordinate, node, inaccessible }) => {
      const [type = '', field = ''] = coordinate.split('.')
      const rule = shield.fields[type]?.[field]?.name ?? 'none'
      const item = directive(node, 'item')
      const of = argumentsOf(item)['of']
      const wanted =
        item === undefined ? /^(plumbing|inPerson|routerOnly|acts\(.*\)|verifies(Either)?\(.+\))$/ : of === undefined ? /^granted$/ : new RegExp(`^verifies\\(${String(of)}\\)$`)
      const fits = wanted.test(rule) && (rule !== 'routerOnly' || inaccessible || directive(node, 'external') !== undefined)
      return fits ? [] : [`${coordinate}: ${rule}`]
    })
    expect(faulty).toEqual([])
  })

  it('says of every change who may make it, and of nothing else', () => {
    const acts = Object.entries(shield.fields).flatMap(([type, fields]) => Object.entries(fields).map(([field, rule]) => [type, field, rule.name] as const))
    const ofRouter = acts.filter(([type, field, rule]) => type === 'Mutation' && field.startsWith('_') && rule === 'routerOnly')
    expect(acts.filter((each) => !ofRouter.includes(each)).filter(([type, , rule]) => (type === 'Mutation') !== rule.startsWith('acts('))).toEqual([])
  })

  it('lets only the router ask a root that callers cannot see', () => {
    const closed = elementsOf(name, contract).filter(({ coordinate, kind }) => kind === 'field' && coordinate.startsWith('Query._'))
    expect(closed.filter(({ node }) => shield.fields['Query']?.[node.name.value]?.name !== 'routerOnly')).toEqual([])
  })

  it('verifies every item that a root searches by', () => {
    const faulty = elementsOf(name, contract).filter(({ coordinate, kind }) => kind === 'argument' && coordinate.startsWith('Query.'))
      .flatMap(({ coordinate, node }) => {
        const of = argumentsOf(directive(node, 'item'))['of']
        const field = coordinate.slice('Query.'.length, coordinate.indexOf('('))
        const rule = shield.fields['Query']?.[field]?.name ?? 'none'
        return of === undefined || rule.includes(String(of)) ? [] : [`${coordinate}: ${rule}`]
      })
    expect(faulty).toEqual([])
  })

  it('guards every type with personal items by a rule on its rows', () => {
    const personal = types.map((type) => type.name.value).filter((type) => items.ofType(type).some((item) => item.personal))
    // An organisation is known by its public code; what is personal about it lies behind edges with rules of their own.
    // A verification is about no row: what it says of a licence is withheld where the licence is found.
    const enough = (type: string) =>
      type === 'LegalPerson' ? /subjectCovered|notSealed/ : type === 'LicenceVerification' ? /sliceNamed/ : /subjectCovered|sliceGranted|ownAgency/
    expect(personal.filter((type) => !enough(type).test(shield.rows[type]?.name ?? 'none'))).toEqual([])
  })

  it('looks at the slice of every row that can be entered by its key and whose items fall into slices', () => {
    const sliced = types.filter((type) => directive(type, 'key') !== undefined).map((type) => type.name.value)
      .filter((type) => !SUBJECT_TYPES.has(type) && items.ofType(type).some((item) => item.sliced))
    expect(sliced.filter((type) => shield.rows[type]?.name.includes('sliceGranted') !== true)).toEqual([])
  })

  it('has rules on rows in the order of the contract', () => {
    const stated = types.map((type) => type.name.value).filter((type) => type in shield.rows)
    expect(Object.keys(shield.rows)).toEqual(stated)
  })
})
