import type { Asked } from './asked.ts'

type Shown = Readonly<Record<string, unknown>>

/**
 * An answer without organisations of which nothing is shown. They come as `null` from the register itself, and as their code,
 * which is public, from a library that names them; neither tells what the other does not.
 */
export function plainly(question: readonly Asked[], data: unknown): unknown {
  if (data === null || data === undefined) return null
  return Object.fromEntries(question.map((field) => [field.key, plainField(field, (data as Shown)[field.key])]))
}

function plainField(field: Asked, value: unknown): unknown {
  if (value === null || value === undefined || field.children.length === 0) return value ?? null
  if (!Array.isArray(value)) return plainObject(field, value as Shown)
  const objects = value.map((each: unknown) => (each === null ? null : plainObject(field, each as Shown)))
  return field.keepsPlaces ? objects : objects.filter((each) => each !== null)
}

function plainObject(field: Asked, shown: Shown): Shown | null {
  const plain = plainly(field.children, shown) as Shown
  const tells = field.children.some(({ key, name }) => name !== 'creditCode' && plain[key] !== null)
  return field.returns === 'LegalPerson' && !tells ? null : plain
}
