import type { ExecutionResult } from 'graphql'
import { describe, expect, it } from 'vitest'
import { askedThrough, MODES, truthOf } from './ask.ts'
import { faults, textOf } from './compare.ts'
import { openWorld } from './open.ts'
import type { World } from './world.ts'

/** A written question and exactly what comes of it. */
export interface Row {
  readonly says: string
  readonly query: string
  readonly variables?: Readonly<Record<string, unknown>>
  readonly operationName?: string
  /** The data; without it, the answer has none or `null`. */
  readonly data?: unknown
  /** Every error as `path | message | code`, in any order. */
  readonly errors?: readonly string[]
  /** Libraries asked, in order; of those asked at once, any order. */
  readonly hops?: readonly string[]
  /** Why graphql-js on the whole schema says something else; without a reason it must say the same. */
  readonly apart?: string
  /** What a library says instead of answering. */
  readonly instead?: Readonly<Record<string, () => ExecutionResult>>
}

/** One test per row and mode. */
export function tell(world: World, rows: readonly Row[]): void {
  const opened = openWorld(world)
  describe.each(MODES)('%s', (mode) => {
    it.each(rows.map((row) => [row.says, row] as const))('%s', async (_, row) => {
      const router = askedThrough(opened, mode, (library) => row.instead?.[library]?.())
      const { query, variables = {}, operationName } = row
      const answer = await router.ask({ query, variables, ...(operationName === undefined ? {} : { operationName }) })
      expect(JSON.stringify(answer.data ?? null)).toBe(JSON.stringify(row.data ?? null))
      expect((answer.errors ?? []).map(textOf).sort()).toEqual([...(row.errors ?? [])].sort())
      if (row.hops !== undefined) expect(router.hops.map(([library]) => library)).toEqual(row.hops)
      if (row.apart === undefined) expect(faults(truthOf(opened, { query, variables }), answer)).toEqual([])
    })
  })
}
