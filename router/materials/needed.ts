import { parse } from 'graphql'
import { today } from '#platform/clock'
import { hubError } from '#platform/errors'
import type { Use } from '../decision/uses.ts'
import { everyUse } from '../decision/uses.ts'
import type { Desk, Question } from '../questions.ts'
import { routerPlan } from '../router-plan.ts'
import type { NeededMaterial } from './verdicts.ts'

/** What the matter of a purpose asks for. */
export interface Needed {
  readonly matter: string
  readonly situations: readonly string[]
  readonly materials: readonly NeededMaterial[]
}

const NEEDED = parse(`query ($matter: ID!) { _materialsNeeded(matter: $matter) {
  situations materials { code name required situation alternatives { title evidences { parties licenceType items grades submit } } } } }`)

const ASKING: ReadonlySet<string> = new Set(['Query.materialsFor', 'Case.materialsNeeded'])

/** Whether anything asked tells what of a matter's materials is there, and so of licences that the question does not name. */
export function asksMaterials(uses: readonly Use[]): boolean {
  for (const { coordinate } of everyUse(uses)) if (ASKING.has(coordinate)) return true
  return false
}

/** Where a question asks it, by response keys joined by dots. */
export function materialPaths(uses: readonly Use[], above: readonly string[] = []): string[] {
  return uses.flatMap(({ coordinate, key, children }) => {
    const path = [...above, key]
    return ASKING.has(coordinate) ? [path.join('.')] : materialPaths(children, path)
  })
}

/**
 * What the matter of the purpose asks for, which the decision has to know before anything is read; `null` where nothing asks for it.
 *
 * @throws LIBRARY_UNAVAILABLE where the matters library cannot be asked
 */
export async function neededFor({ purpose, signal }: Pick<Question, 'purpose' | 'signal'>, uses: readonly Use[], { libraries, clock }: Desk): Promise<Needed | null> {
  if (!asksMaterials(uses)) return null
  const matter = purpose?.matter ?? ''
  if (matter === '') return { matter, situations: [], materials: [] }
  const { data, errors } = (await libraries.get('matters')?.open(routerPlan(today(clock)), signal)({ document: NEEDED, variables: { matter } })) ?? {}
  if (errors !== undefined || data === null || data === undefined) {
    throw hubError('LIBRARY_UNAVAILABLE', 'the matters library cannot be asked, so nothing can be told of materials', { library: 'matters' })
  }
  const found = data['_materialsNeeded'] as Omit<Needed, 'matter'> | null
  return { matter, situations: found?.situations ?? [], materials: found?.materials ?? [] }
}
