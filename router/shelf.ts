import type { GraphQLSchema } from 'graphql'
import { RecentlyUsed } from '#platform/lru'
import type { AskedOperation } from './decision/asked.ts'
import { documentOf } from './decision/emit.ts'
import { shapeOf, vectorOf } from './decision/shape.ts'
import type { Use } from './decision/uses.ts'
import { isKept, type Operation } from './operation.ts'
import type { PlannedHop } from './execute/told-plan.ts'
import { type Program, programOf, type Programs } from './program.ts'

/** Programs by operation and decision: callers with the same rights share one. */
export interface ProgramShelf {
  /** @throws INTERNAL_SERVER_ERROR where no plan leads to what is left */
  of(asked: AskedOperation, kept: readonly Use[], operation: Operation): Program
  /** What would be asked of which library; nothing is kept of it. */
  hops(kept: readonly Use[], operation: Operation): readonly PlannedHop[]
  /** How it is used, to be told in the metrics. */
  readonly use: { readonly size: number; readonly hits: number; readonly misses: number }
}

/** A program of a middling question takes some 60 kB, most of it what its first hop was compiled to. */
const PROGRAMS_MAX = 300

/** Opens an empty shelf. It holds a bounded number of programs, those used last. */
export function openShelf(programs: Programs, schema: GraphQLSchema): ProgramShelf {
  const kept = new RecentlyUsed<Program>(PROGRAMS_MAX)
  return {
    of(asked, left, operation) {
      const key = `${asked.id} ${vectorOf(asked.uses, left)}`
      const known = kept.get(key)
      if (known !== undefined) return known
      const { definition } = operation
      const root = schema.getRootType(definition.operation)?.name ?? ''
      // Which type the root is, no library has to be asked.
      const asks = left.filter(({ name }) => name !== '__typename')
      const made = programOf(programs.plan(asks.length === 0 ? null : documentOf(asks, definition)), root, shapeOf(asked.uses, left, schema))
      if (isKept(operation)) kept.set(key, made)
      return made
    },
    hops(left, { definition }) {
      const asks = left.filter(({ name }) => name !== '__typename')
      return asks.length === 0 ? [] : programs.hops(documentOf(asks, definition))
    },
    use: kept,
  }
}
