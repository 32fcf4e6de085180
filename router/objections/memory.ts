import { isPromise, type MaybePromise } from '#platform/promise'
import type { ObjectionFacts, ObjectionTold } from '../../subgraphs/catalogue/index.ts'
import type { CatalogueWatch } from '../catalogue-watch.ts'

/** What is open, or was answered lately, by subject. */
export type Objections = ReadonlyMap<string, readonly ObjectionTold[]>

/**
 * Remembers objections until one changes, so that an answer asks for nothing. They are advice and decide nothing: where they cannot
 * be had an answer is given all the same, and says so.
 */
export class ObjectionMemory {
  readonly #facts: Pick<ObjectionFacts, 'told'>
  readonly #watch: Pick<CatalogueWatch, 'version'>
  readonly #today: () => string
  #known: { readonly version: number; readonly objections: MaybePromise<Objections | null> } = { version: -1, objections: null }

  constructor(facts: Pick<ObjectionFacts, 'told'>, watch: Pick<CatalogueWatch, 'version'>, today: () => string) {
    this.#facts = facts
    this.#watch = watch
    this.#today = today
  }

  /** What is told of now, at once where it is known; `null` where it cannot be had. */
  told(): MaybePromise<Objections | null> {
    const version = this.#watch.version()
    return isPromise(version) ? version.then((now) => this.#at(now), () => null) : this.#at(version)
  }

  #at(version: number): MaybePromise<Objections | null> {
    if (this.#known.version !== version) this.#known = { version, objections: this.#read(version) }
    return this.#known.objections
  }

  async #read(version: number): Promise<Objections | null> {
    let objections: Objections | null = null
    try {
      objections = bySubject(await this.#facts.told(this.#today()))
    } catch {
      // The next who asks reads again.
    }
    if (this.#known.version === version) this.#known = objections === null ? { version: -1, objections: null } : { version, objections }
    return objections
  }
}

function bySubject(told: readonly ObjectionTold[]): Objections {
  const found = new Map<string, ObjectionTold[]>()
  for (const each of told) {
    const same = found.get(each.subject)
    if (same === undefined) found.set(each.subject, [each])
    else same.push(each)
  }
  return found
}
