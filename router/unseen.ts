import { type DocumentNode, type ExecutionResult, Kind } from 'graphql'
import type { ContractItems } from '#platform/contract'
import type { Hop } from '#platform/subgraph'
import type { Shown } from './execute/shape.ts'

/**
 * Entities that their own library did not give, since it refused or does not know them.
 *
 * Another library may still point to one, and joining leaves such an object with the key that it was looked up by. The key of
 * a licence tells its type, so the whole object has to go; whether or not the key was asked for, since a refused row is `null`.
 */
export class Unseen {
  readonly #items: ContractItems
  readonly #keys = new Set<string>()
  /** Names of the keys among them. */
  readonly #names = new Set<string>()

  constructor(items: ContractItems) {
    this.#items = items
  }

  /** Notes what a hop did not give back. Only sliced types: they have one owner, so one refusal is the last word. */
  note({ document, variables }: Hop, { data }: ExecutionResult): void {
    for (const { alias, variable } of lookupsOf(document)) {
      const asked = variables?.[variable] as readonly Record<string, unknown>[] | undefined
      const given = data?.[alias] as readonly unknown[] | undefined
      if (asked === undefined || given === undefined) continue
      given.forEach((entity, index) => {
        if (entity === null && asked[index] !== undefined) this.#noteKeys(asked[index])
      })
    }
  }

  #noteKeys({ __typename, ...keys }: Readonly<Record<string, unknown>>): void {
    if (!this.#items.ofType(String(__typename)).some(({ sliced }) => sliced)) return
    for (const [name, value] of Object.entries(keys)) {
      this.#names.add(name)
      this.#keys.add(JSON.stringify([__typename, name, value]))
    }
  }

  /** Whether an object of a type shows a key of an entity that was not given, or was looked up by one. */
  has(type: string, shown: readonly Pick<Shown, 'name' | 'from'>[], object: Readonly<Record<string, unknown>>): boolean {
    if (this.#keys.size === 0) return false
    const isKey = (name: string, from: string) => Object.hasOwn(object, from) && this.#keys.has(JSON.stringify([type, name, object[from]]))
    return [...this.#names].some((name) => isKey(name, name)) || shown.some(({ name, from }) => isKey(name, from))
  }
}

interface EntityLookup {
  readonly alias: string
  readonly variable: string
}

const known = new WeakMap<DocumentNode, readonly EntityLookup[]>()

/** The lookups of entities that a hop makes: under which name each answers, and which variable holds its keys. */
function lookupsOf(document: DocumentNode): readonly EntityLookup[] {
  let lookups = known.get(document)
  if (lookups === undefined) {
    lookups = document.definitions.flatMap((definition) =>
      definition.kind !== Kind.OPERATION_DEFINITION
        ? []
        : definition.selectionSet.selections.flatMap((field) => {
            if (field.kind !== Kind.FIELD || field.name.value !== '_entities') return []
            const keys = field.arguments?.find(({ name }) => name.value === 'representations')?.value
            return keys?.kind === Kind.VARIABLE ? [{ alias: field.alias?.value ?? field.name.value, variable: keys.name.value }] : []
          }),
    )
    known.set(document, lookups)
  }
  return lookups
}
