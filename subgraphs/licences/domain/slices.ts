import { type Access, sliceOf } from '#platform/access'

/** Slices (licence types) of which some item of a type is granted to anybody. */
export function grantedSlices({ plan }: Access, type: string): string[] {
  const found = new Set<string>()
  for (const rights of [plan.common, ...plan.classes]) {
    for (const item of rights.keys()) if (item.startsWith(`${type}.`)) found.add(sliceOf(item))
  }
  found.delete('')
  return [...found]
}
