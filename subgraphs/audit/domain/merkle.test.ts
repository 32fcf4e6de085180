import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { leadsTo, leafHash, MerkleRoot, pathOf, rootOf } from './merkle.ts'

const sm3 = (...parts: readonly (Buffer | string)[]) => parts.reduce((hash, part) => hash.update(part), createHash('sm3')).digest()
const node = (left: Buffer, right: Buffer) => sm3(Buffer.from([1]), left, right)
const leaves = (count: number) => Array.from({ length: count }, (_, index) => leafHash(`entry ${index}`))

/** The tree as RFC 6962 defines it. */
function defined(hashes: readonly Buffer[]): Buffer {
  if (hashes.length === 0) return sm3()
  if (hashes.length === 1) return hashes[0] as Buffer
  const left = 2 ** (Math.ceil(Math.log2(hashes.length)) - 1)
  return node(defined(hashes.slice(0, left)), defined(hashes.slice(left)))
}

describe('a Merkle tree', () => {
  it('marks leaves and nodes apart', () => {
    expect(leafHash('a')).toEqual(sm3(Buffer.from([0]), 'a'))
    const [first, second, third] = leaves(3) as [Buffer, Buffer, Buffer]
    expect(rootOf([first, second, third])).toEqual(node(node(first, second), third))
  })

  it('has the root that RFC 6962 defines, whatever its size', () => {
    for (let size = 0; size <= 70; size += 1) expect(rootOf(leaves(size))).toEqual(defined(leaves(size)))
  })

  it('tells its root at any time while leaves come', () => {
    const root = new MerkleRoot()
    for (const [index, leaf] of leaves(9).entries()) {
      root.add(leaf)
      expect(root.root()).toEqual(rootOf(leaves(9).slice(0, index + 1)))
    }
  })

  const sizeAndIndex = fc.integer({ min: 1, max: 200 }).chain((size) => fc.tuple(fc.constant(size), fc.nat(size - 1)))

  it('has a path from every leaf', () => {
    fc.assert(fc.property(sizeAndIndex, ([size, index]) => {
      const all = leaves(size)
      expect(leadsTo(rootOf(all), pathOf(all, index), all[index] as Buffer, index, size)).toBe(true)
    }))
  })

  it('has a path from no other leaf, at no other place, to no other root, and none that was cut, lengthened or changed', () => {
    fc.assert(fc.property(sizeAndIndex, fc.nat(), fc.nat(), ([size, index], any, bit) => {
      const all = leaves(size)
      const [root, path, leaf] = [rootOf(all), pathOf(all, index), all[index] as Buffer]
      const other = any % size
      if (other !== index) {
        expect(leadsTo(root, path, all[other] as Buffer, index, size)).toBe(false)
        expect(leadsTo(root, path, leaf, other, size)).toBe(false)
        expect(leadsTo(root, pathOf(all, other), leaf, index, size)).toBe(false)
      }
      expect(leadsTo(root, path, leafHash('another'), index, size)).toBe(false)
      expect(leadsTo(rootOf([...all, leaf]), path, leaf, index, size)).toBe(false)
      expect(leadsTo(root, [...path, leaf], leaf, index, size)).toBe(false)
      if (path.length === 0) return
      expect(leadsTo(root, path.slice(1), leaf, index, size)).toBe(false)
      const at = any % path.length
      const changed = path.map((each, place) => (place === at ? flipped(each, bit) : each))
      expect(leadsTo(root, changed, leaf, index, size)).toBe(false)
    }))
  })

  it.each([[-1, 3], [3, 3], [0.5, 3], [0, Number.NaN], [0, 0]])('has nothing at place %d of %d', (index, size) => {
    const all = leaves(3)
    expect(leadsTo(rootOf(all), pathOf(all, 0), all[0] as Buffer, index, size)).toBe(false)
  })
})

function flipped(hash: Buffer, bit: number): Buffer {
  const copy = Buffer.from(hash)
  const at = bit % 256
  copy[at >> 3] = (copy[at >> 3] as number) ^ (1 << (at % 8))
  return copy
}
