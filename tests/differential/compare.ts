/** One error of an answer. */
export interface ToldError {
  readonly message: string
  readonly path?: readonly (string | number)[]
  readonly extensions?: Readonly<Record<string, unknown>>
}

export interface Answer {
  readonly data?: unknown
  readonly errors?: readonly ToldError[]
}

/** What graphql-js says of a question. */
export interface Truth {
  readonly answer: Answer
  /** Errors that it could have told: all that there are, where it stops at the first that nulls a place. */
  readonly possible: () => readonly ToldError[]
}

/**
 * What is wrong with an answer, as sentences; empty where nothing is. Data must be the same text. Each error must be one
 * that graphql-js could have told, none twice, and every place that is `null` for an error must be so for one of ours.
 */
export function faults(truth: Truth, answer: Answer): string[] {
  const { data, errors = [] } = answer
  const right = JSON.stringify(truth.answer.data ?? null)
  const found = JSON.stringify(data ?? null) === right ? [] : [`data differs\n  expected ${right}\n  answered ${JSON.stringify(data ?? null)}`]
  if (errors.length === 0 && truth.answer.errors === undefined) return found
  const possible = new Set(truth.possible().map(textOf))
  const told = errors.map(textOf)
  const foreign = told.filter((text) => !possible.has(text)).map((text) => `told what graphql-js does not know: ${text}`)
  const twice = told.filter((text, index) => told.indexOf(text) !== index).map((text) => `told twice: ${text}`)
  const unexplained = (truth.answer.errors ?? []).flatMap((error) => {
    const place = nullPlace(truth.answer.data, error.path ?? [])
    return errors.some(({ path = [] }) => place.every((step, index) => path[index] === step)) ? [] : [`not told: ${textOf(error)}`]
  })
  return [...found, ...foreign, ...twice, ...unexplained]
}

const LEAF = '$1 cannot represent a value that its library gave.'

/**
 * An error as text: path, message and code. Where `null` stands in a place that may not be null, the name of the type is
 * left out, since a library may know an interface as an object or a type under the name that its own contract gives it. A
 * value that no client may see is not repeated.
 */
export function textOf({ message, path = [], extensions }: ToldError): string {
  const normal = message.replace(/(Cannot return null for non-nullable field )\w+\./, '$1*.').replace(/^Enum "(\w+)" cannot represent value: .*$/, LEAF)
  return `${path.join('.')} | ${normal} | ${String(extensions?.['code'] ?? '-')}`
}

/** The topmost place on a path that is `null` in the data. */
function nullPlace(data: unknown, path: readonly (string | number)[]): readonly (string | number)[] {
  let value = data
  for (let index = 0; index <= path.length; index += 1) {
    if (value === null || value === undefined) return path.slice(0, index)
    value = (value as Record<string, unknown>)[path[index] as string]
  }
  return path
}
