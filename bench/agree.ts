import { isDeepStrictEqual } from 'node:util'

/**
 * Whether everyone answers the same data. What is fast and wrong must not be measured.
 *
 * @throws naming whoever answers something else than the first, or with errors
 */
export function agree(question: string, answers: ReadonlyMap<string, string>): void {
  const read = [...answers].map(([name, text]) => ({ name, ...(JSON.parse(text) as { data?: unknown; errors?: unknown }) }))
  const [first, ...others] = read
  for (const { name, errors } of read) {
    if (errors !== undefined) throw new Error(`${question}: ${name} answers with errors`)
  }
  for (const { name, data } of others) {
    if (!isDeepStrictEqual(data, first?.data)) throw new Error(`${question}: ${name} answers something else than ${first?.name}`)
  }
}
