import { describe, expect, it } from 'vitest'
import { CREDIT_CODE_AUTHORITIES } from '#platform/identifiers'
import { categories } from './codes.ts'
import { categoryOf, holdsName, revokedWithinBar } from './registration.ts'

describe('a revoked licence bars its legal representative', () => {
  const revoked = (revokedOn: string, status = '2') => ({ status, revokedOn })

  it('not after the third anniversary', () => {
    expect(revokedWithinBar(revoked('2023-03-01'), '2026-03-02')).toBe(false)
    expect(revokedWithinBar(revoked('2024-02-29'), '2027-03-01')).toBe(false)
  })

  it('not where the firm was closed without a revocation', () => {
    expect(revokedWithinBar({ status: '4', revokedOn: null }, '2026-03-02')).toBe(false)
    expect(revokedWithinBar(revoked('2025-03-02', '1'), '2026-03-02')).toBe(false)
  })

  it('on the day and on the third anniversary, deregistered since or not', () => {
    expect(revokedWithinBar(revoked('2026-03-02'), '2026-03-02')).toBe(true)
    expect(revokedWithinBar(revoked('2023-03-02', '3'), '2026-03-02')).toBe(true)
    expect(revokedWithinBar(revoked('2024-02-29'), '2027-02-28')).toBe(true)
  })
})

describe('a name', () => {
  it('is held while the firm stands, and after a revocation until it is deregistered', () => {
    expect(['1', '2', '6', '9'].every(holdsName)).toBe(true)
    expect(['3', '4', '5'].some(holdsName)).toBe(false)
  })
})

describe('the category of an organisation', () => {
  it.each([
    ['11', '机关'], ['12', '事业单位'], ['13', '其他'], ['51', '社会组织'], ['52', '社会组织'], ['53', '社会组织'], ['91', '企业'],
    ['92', '其他'], ['93', '企业'], ['N2', '其他'],
  ])('of kind %s is %s', (kind, name) => {
    expect(categories[categoryOf(kind)]).toBe(name)
  })

  it('is known for every kind of the standard', () => {
    const kinds = Object.entries(CREDIT_CODE_AUTHORITIES).flatMap(([authority, each]) => Object.keys(each.categories).map((kind) => authority + kind))
    expect(kinds.filter((kind) => categories[categoryOf(kind)] === undefined)).toEqual([])
  })
})
