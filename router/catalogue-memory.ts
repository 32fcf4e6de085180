import type { CatalogueFacts, ConsumerFacts, OverrideFacts } from '../subgraphs/catalogue/index.ts'
import type { CatalogueWatch } from './catalogue-watch.ts'
import type { Facts, Grant } from './decision/facts.ts'
import { publishedFrom } from './published.ts'
import { Shared } from './shared.ts'

/** What the catalogue says to the question of one caller, and by which version of it. */
export interface KnownCatalogue {
  readonly version: number
  readonly published: Facts['published']
  /** Grants to the caller's agency by name. */
  readonly grants: readonly Grant[]
  /** Grants to classes of agencies, the same list for every agency. */
  readonly classGrants: readonly Grant[]
  /** Leave that the caller's agency has to go beyond regions, over or not. */
  readonly overrides: readonly OverrideFacts[]
  /** The system that asks; `undefined` where nobody registered it, or where it is nobody in particular. */
  readonly consumer: ConsumerFacts | undefined
}

/** What was read at one version. Whatever is read later is at least as new, so it may be kept under it. */
interface AtVersion {
  readonly version: number
  readonly values: Map<string, Promise<unknown>>
}

/** So many values are kept at a time; those who ask are far fewer. */
const VALUES_MOST = 20_000

/** Remembers what decisions need of the catalogue until it changes, so that a question asks it nothing. */
export class CatalogueMemory {
  readonly #catalogue: CatalogueFacts
  readonly #watch: Pick<CatalogueWatch, 'version'>
  readonly #consumers: Shared<ConsumerFacts>
  #at: AtVersion = { version: -1, values: new Map() }

  constructor(catalogue: CatalogueFacts, watch: Pick<CatalogueWatch, 'version'>) {
    this.#catalogue = catalogue
    this.#watch = watch
    this.#consumers = new Shared(async (ids) => new Map((await catalogue.consumers(ids)).map((each) => [each.id, each])))
  }

  /**
   * What is known for a caller by the version of now.
   *
   * @throws LIBRARY_UNAVAILABLE where it cannot be had
   */
  async knownTo({ consumer, agency }: { readonly consumer: string; readonly agency: string }): Promise<KnownCatalogue> {
    const at = this.#valuesAt(await this.#watch.version())
    const [published, classGrants, grants, overrides, registered] = await Promise.all([
      once(at, 'published', async () => publishedFrom(await this.#catalogue.items())),
      once(at, 'classes', () => this.#catalogue.classGrants()),
      agency === '' ? NONE : once(at, `grants ${agency}`, () => this.#catalogue.grantsOf(agency)),
      agency === '' ? [] : once(at, `overrides ${agency}`, () => this.#catalogue.overridesOf(agency)),
      consumer === '' ? undefined : once(at, `consumer ${consumer}`, () => this.#consumers.of(consumer)),
    ])
    return { version: at.version, published, grants, classGrants, overrides, consumer: registered }
  }

  /** An agency by credit code; `null` where the catalogue does not know it. */
  async agency(creditCode: string): ReturnType<CatalogueFacts['agency']> {
    return once(this.#valuesAt(await this.#watch.version()), `agency ${creditCode}`, () => this.#catalogue.agency(creditCode))
  }

  /** What is known by the version of now, where it has changed since it was looked at. */
  async still(known: KnownCatalogue, caller: { readonly consumer: string; readonly agency: string }): Promise<KnownCatalogue> {
    let latest = known
    // Each further round takes one more change.
    while (latest.version !== (await this.#watch.version())) latest = await this.knownTo(caller)
    return latest
  }

  #valuesAt(version: number): AtVersion {
    if (this.#at.version !== version) this.#at = { version, values: new Map() }
    return this.#at
  }
}

const NONE: readonly Grant[] = []

function once<Value>({ values }: AtVersion, name: string, read: () => Promise<Value>): Promise<Value> {
  const known = values.get(name)
  if (known !== undefined) return known as Promise<Value>
  if (values.size >= VALUES_MOST) values.clear()
  const value = read()
  values.set(name, value)
  // What could not be read is read again by the next who asks.
  value.catch(() => values.delete(name))
  return value
}
