/** Seed of every property test here, so that a failure repeats. */
export const PROPERTY_SEED = 20_260_101

/** `text` with one character replaced by each other symbol of `alphabet`, at every position in turn. */
export function* substitutions(text: string, alphabet: string): Generator<{ position: number; text: string }> {
  for (let position = 0; position < text.length; position++) {
    for (const symbol of alphabet) {
      if (symbol === text.charAt(position)) continue
      yield { position, text: text.slice(0, position) + symbol + text.slice(position + 1) }
    }
  }
}

/** `text` with two unequal neighbours swapped, at every position in turn. */
export function* transpositions(text: string): Generator<string> {
  for (let i = 0; i + 1 < text.length; i++) {
    if (text.charAt(i) === text.charAt(i + 1)) continue
    yield text.slice(0, i) + text.charAt(i + 1) + text.charAt(i) + text.slice(i + 2)
  }
}
