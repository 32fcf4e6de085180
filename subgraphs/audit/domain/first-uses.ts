/** When answers first rested on grants, among some entries. */
export class FirstUses {
  readonly #grants = new Map<number, readonly string[]>()
  readonly #first = new Map<number, number>()

  /** Takes note of the grants of a decision, `<id>@<version>`; what overrides a region's closing is none. */
  learn(decision: number, grants: readonly string[]): void {
    this.#grants.set(decision, grants.flatMap((grant) => (grant.startsWith('region-override:') ? [] : (grant.split('@')[0] ?? []))))
  }

  /** @param entry its decision, and its time in milliseconds */
  add({ decision, at }: { readonly decision: number; readonly at: number }): void {
    this.#first.set(decision, Math.min(at, this.#first.get(decision) ?? at))
  }

  /** The first use of each grant, in milliseconds. */
  grants(): Map<string, number> {
    const firsts = new Map<string, number>()
    for (const [decision, at] of this.#first) {
      for (const grant of this.#grants.get(decision) ?? []) firsts.set(grant, Math.min(at, firsts.get(grant) ?? at))
    }
    return firsts
  }
}
