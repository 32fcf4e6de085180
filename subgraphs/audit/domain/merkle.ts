import { sm3After, sm3Bytes } from './sm3.ts'

const HASH_BYTES = 32

// A leaf never reads like a node, or a node could be passed off as an entry.
const LEAF = Buffer.from([0])
const node = Buffer.alloc(1 + 2 * HASH_BYTES, 1)

/** The hash of a leaf, RFC 6962 clause 2.1 with SM3 in the place of SHA-256. */
export function leafHash(leaf: string): Buffer {
  return sm3After(LEAF, leaf)
}

function nodeHash(left: Buffer, right: Buffer): Buffer {
  left.copy(node, 1)
  right.copy(node, 1 + HASH_BYTES)
  return sm3Bytes(node)
}

/** The root of a tree whose leaves come one after the other; it keeps one hash for each level. */
export class MerkleRoot {
  /** Whole subtrees from left to right, each smaller than the one before. */
  readonly #subtrees: Buffer[] = []
  #size = 0

  add(leaf: Buffer): void {
    let hash = leaf
    this.#size += 1
    // As many subtrees have become whole with this leaf as its number ends in zeros.
    for (let rest = this.#size; rest % 2 === 0; rest /= 2) hash = nodeHash(this.#subtrees.pop() as Buffer, hash)
    this.#subtrees.push(hash)
  }

  /** 32 bytes; SM3 of nothing for a tree without leaves. */
  root(): Buffer {
    const [last, ...before] = this.#subtrees.toReversed()
    return last === undefined ? sm3Bytes('') : before.reduce((right, left) => nodeHash(left, right), last)
  }
}

/** The root over the hashes of leaves. */
export function rootOf(leaves: readonly Buffer[]): Buffer {
  const root = new MerkleRoot()
  for (const leaf of leaves) root.add(leaf)
  return root.root()
}

/**
 * What leads from a leaf to the root: the hashes of the subtrees beside the way, from the leaf upwards.
 *
 * @param leaves hashes of all leaves
 * @param index of the leaf, from 0 on
 */
export function pathOf(leaves: readonly Buffer[], index: number): Buffer[] {
  if (leaves.length <= 1) return []
  const left = leftOf(leaves.length)
  return index < left
    ? [...pathOf(leaves.slice(0, left), index), rootOf(leaves.slice(left))]
    : [...pathOf(leaves.slice(left), index - left), rootOf(leaves.slice(0, left))]
}

/** Whether a path leads from a leaf, at its index among so many, to a root. */
export function leadsTo(root: Buffer, path: readonly Buffer[], leaf: Buffer, index: number, size: number): boolean {
  return climbed(path, leaf, index, size)?.equals(root) === true
}

function climbed(path: readonly Buffer[], leaf: Buffer, index: number, size: number): Buffer | null {
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size) || index < 0 || index >= size) return null
  if (size === 1) return path.length === 0 ? leaf : null
  const [beside, below] = [path.at(-1), path.slice(0, -1)]
  if (beside === undefined) return null
  const left = leftOf(size)
  if (index < left) {
    const hash = climbed(below, leaf, index, left)
    return hash && nodeHash(hash, beside)
  }
  const hash = climbed(below, leaf, index - left, size - left)
  return hash && nodeHash(beside, hash)
}

/** How many of so many leaves stand in the left subtree: the largest power of two below their number. */
function leftOf(size: number): number {
  let left = 1
  while (left * 2 < size) left *= 2
  return left
}
