import { describe, expect, it } from 'vitest'
import type { Disclosure } from '#platform/access'
import type { Mask } from '#platform/masks'
import { type FaceFieldType, faceShown, showsAny } from './face.ts'

const field = (name: string, mask: Mask): FaceFieldType => ({
  name, title: `${name}名`, valueType: 'C', required: true, secret: false, mask,
})
const SCHEMA = [field('holder', 'NAME'), field('account', 'ACC'), field('bank', 'NONE')]
const FACE = { account: '6200000000001234', bank: '示例银行', holder: '张大山', stowaway: 'x' }
const under = (given: Record<string, Disclosure>) => (name: string) => given[name]

describe('a face', () => {
  it('shows nothing without a right to one of its fields', () => {
    expect(faceShown(SCHEMA, FACE, under({}))).toEqual([])
    expect(showsAny(SCHEMA, under({}))).toBe(false)
  })

  it('shows nothing that its type does not name, whatever is granted', () => {
    expect(faceShown(SCHEMA, FACE, under({ stowaway: 'CLEAR' }))).toEqual([])
    expect(showsAny(SCHEMA, under({ stowaway: 'CLEAR' }))).toBe(false)
  })

  it('shows nothing of a field that may only be verified', () => {
    expect(faceShown(SCHEMA, FACE, under({ holder: 'VERIFY' }))).toEqual([])
    expect(showsAny(SCHEMA, under({ holder: 'VERIFY' }))).toBe(false)
  })

  it('leaves out a field without a masked form where only that is granted', () => {
    expect(faceShown(SCHEMA, FACE, under({ bank: 'MASKED' }))).toEqual([])
  })

  it('shows the granted fields in the order of the type, each in its own form', () => {
    expect(faceShown(SCHEMA, FACE, under({ bank: 'CLEAR', account: 'MASKED', holder: 'MASKED' }))).toEqual([
      { name: 'holder', title: 'holder名', value: '张**' },
      { name: 'account', title: 'account名', value: '************1234' },
      { name: 'bank', title: 'bank名', value: '示例银行' },
    ])
  })

  it('leaves out what the licence does not state', () => {
    expect(faceShown(SCHEMA, {}, under({ bank: 'CLEAR' }))).toEqual([])
  })
})
