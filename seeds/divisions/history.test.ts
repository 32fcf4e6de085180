import { describe, expect, it } from 'vitest'
import { divisionParent, parseDivisionCode } from '#platform/identifiers'
import { divisions } from './divisions.ts'
import { divisionChanges, foundedOn, withdrawnDivisions } from './history.ts'
import { NAMES } from './names.ts'

const existing = new Map(divisions().map((each) => [each.code, each]))
const withdrawn = withdrawnDivisions(existing)
const changes = divisionChanges()

describe('the history of divisions', () => {
  it('tells of withdrawn codes alone that no longer exist, and that what took their place does', () => {
    expect(withdrawn).toHaveLength(12)
    expect(withdrawn.filter(({ code }) => existing.has(code) || !parseDivisionCode(code).ok)).toEqual([])
    const replaced = changes.flatMap(({ replacedBy }) => replacedBy ?? [])
    expect(replaced).toHaveLength(withdrawn.length)
    expect(replaced.filter((code) => !existing.has(code))).toEqual([])
  })

  it('puts a withdrawn division under the one that its code says, with the day on which it ended', () => {
    for (const { code, parent, level, validTo } of withdrawn) {
      expect([parent, level]).toEqual([divisionParent(code), 3])
      expect(existing.has(parent ?? '')).toBe(true)
      expect(changes.filter((change) => change.code === code)).toMatchObject([{ changedOn: validTo, kind: '4' }])
    }
  })

  it.each([
    ['110103000000', '北京市崇文区', '110101000000', '东城区'],
    ['120108000000', '天津市汉沽区', '120116000000', '滨海新区'],
    ['310119000000', '上海市南汇区', '310115000000', '浦东新区'],
    ['320503000000', '江苏省苏州市平江区', '320508000000', '姑苏区'],
    ['990103000000', '示例省示例市旧例区', '990101000000', '示例区'],
  ])('leads from %s, %s, to %s %s', (code, fullName, successor, name) => {
    expect(withdrawn.find((each) => each.code === code)?.fullName).toBe(fullName)
    expect(changes.find((each) => each.code === code)?.replacedBy).toBe(successor)
    expect(existing.get(successor)?.name).toBe(name)
  })

  it('has one change for a code and day, in order, on days that have passed', () => {
    const keys = changes.map(({ code, changedOn }) => `${code} ${changedOn}`)
    expect(new Set(keys).size).toBe(keys.length)
    expect([...keys].sort()).toEqual(keys)
    expect(changes.filter(({ changedOn }) => changedOn > '2026-03-02')).toEqual([])
  })

  it('knows the first day of what was founded and of nothing else', () => {
    expect(foundedOn('990101002000')).toBe('2012-09-01')
    expect(foundedOn('990102100000')).toBeNull()
  })
})

describe('the names of divisions', () => {
  it('are those of provinces and of the synthetic province, each of which exists', () => {
    const codes = Object.keys(NAMES).map((prefix) => prefix.padEnd(12, '0'))
    expect(codes.filter((code) => !existing.has(code))).toEqual([])
    const provinces = [...existing.values()].filter(({ level }) => level === 1).map(({ code }) => code.slice(0, 2))
    expect(provinces.filter((prefix) => NAMES[prefix] === undefined)).toEqual([])
  })
})
