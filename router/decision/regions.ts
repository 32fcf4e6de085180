import { divisionCovers, divisionLevel, divisionParent, NATION_CODE } from '#platform/identifiers'
import type { Facts } from './facts.ts'

/** Whether regions, widened by the 通办范围 of the matter, cover the division that handles the case. */
export function regionCovered(regions: readonly string[], { caseFacts, matter }: Pick<Facts, 'caseFacts' | 'matter'>): boolean {
  if (regions.length === 0) return true
  // Without a case nothing tells where the matter is handled, so a grant that is limited to a region gives nothing.
  if (caseFacts === null) return false
  return regions.some((region) => divisionCovers(widened(region, matter?.handleScope ?? null), caseFacts.handlingDivision))
}

/** 通办范围: a matter handled across counties is handled in the whole city, and so on upwards. */
const WIDENED_TO: Readonly<Record<string, number>> = { 跨县: 2, 跨市: 1, 跨省: 0, 全国: 0 }

function widened(region: string, handleScope: string | null): string {
  const level = handleScope === null ? undefined : WIDENED_TO[handleScope]
  let wide = region
  while (level !== undefined && wide !== NATION_CODE && divisionLevel(wide) > level) wide = divisionParent(wide) ?? NATION_CODE
  return wide
}
