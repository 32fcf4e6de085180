import { readdirSync, readFileSync } from 'node:fs'
import { projectFile } from '#platform/files'

/**
 * A row of a world. It holds what all libraries know of one thing; a library tells of it what its contract has.
 * Rows refer to each other directly. An `Error` in place of a value is an error of that field.
 */
export interface Row {
  readonly __typename: string
  /** Libraries that do not know this entity when they are asked for it by a key. */
  readonly unknownTo?: readonly string[]
  /** Libraries that fail when they are asked for this entity by a key, each with its message. */
  readonly failsIn?: Readonly<Record<string, string>>
  readonly [field: string]: unknown
}

/** The rows of a world during one question, so that mutations of one question are not seen by the next. */
export interface Store {
  readonly rows: readonly Row[]
  /** What mutations did, in their order. */
  readonly log: string[]
}

// Resolvers of invented worlds have sources and arguments of every shape.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Resolve = (source: any, args: any, store: Store) => unknown
export type Resolvers = Readonly<Record<string, Readonly<Record<string, Resolve>>>>

export interface World {
  readonly name: string
  /** The contracts by library; those in the folder of the world where it names none. */
  readonly contracts?: () => Map<string, string>
  /** What of federation this world is about; the README's table is checked against it. */
  readonly covers: readonly string[]
  readonly rows: () => Row[]
  /** Per library, what is not read off the row by its name: root fields and derived fields. */
  readonly resolvers: Readonly<Record<string, Resolvers>>
  /** Good values by the name of an argument or an input field, so that random operations find something. */
  readonly values: Readonly<Record<string, readonly unknown[]>>
  /** Types that random fragments are not on, since the planner is known to plan them wrongly. */
  readonly withoutFragmentsOn?: readonly string[]
  /** The share of random operations that the planner may refuse; none without it. */
  readonly refusals?: number
}

const FOLDER = 'tests/differential/worlds'

/** The contracts of a world, by library: one file each in the folder of the world. */
export function contractsOf(world: string): Map<string, string> {
  const folder = projectFile(FOLDER, world)
  const files = readdirSync(folder).filter((file) => file.endsWith('.graphql')).sort()
  return new Map(files.map((file) => [file.slice(0, -'.graphql'.length), readFileSync(projectFile(FOLDER, world, file), 'utf8')]))
}

/** A value as text in which the order of members does not show, since libraries need not keep that of arguments. */
export function textOfGiven(given: unknown): string {
  return JSON.stringify(given, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1))) : value)
}

/** Rows of a type, for the resolvers of a world. */
export function rowsOf(store: Store, ...types: string[]): Row[] {
  return store.rows.filter((row) => types.includes(row.__typename))
}

/** The row of a type with this value in a field; `null` where there is none. */
export function rowBy(store: Store, type: string, field: string, value: unknown): Row | null {
  return rowsOf(store, type).find((row) => row[field] === value) ?? null
}
