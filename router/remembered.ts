/** So many texts are remembered at a time. */
const MOST = 100

/** What a function of a text came to, for texts that come again and again. */
export class Remembered<Value> {
  readonly #work: (text: string) => Value
  readonly #known = new Map<string, Value>()

  constructor(work: (text: string) => Value) {
    this.#work = work
  }

  of(text: string): Value {
    const known = this.#known.get(text)
    if (known !== undefined) return known
    const value = this.#work(text)
    if (this.#known.size >= MOST) this.#known.clear()
    this.#known.set(text, value)
    return value
  }
}
