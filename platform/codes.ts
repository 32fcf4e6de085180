/** A code list: code → name in Chinese. Lists are data, so that a new edition of a standard is a change of data. */
export type CodeList = Readonly<Record<string, string>>

/** What counts as the code of what is not said. */
export const UNKNOWN = 'UNKNOWN'

/** A code as the contracts print it. A code that the list does not know keeps its number as its name. */
export function named(list: CodeList, code: string | null | undefined): { code: string; name: string } | null {
  return code === null || code === undefined ? null : { code, name: Object.hasOwn(list, code) ? (list[code] ?? code) : code }
}

/** Several codes as the contracts print them; `null` where they are withheld. */
export function allNamed(list: CodeList, codes: readonly string[] | null): ReturnType<typeof named>[] | null {
  return codes?.map((code) => named(list, code)) ?? null
}
