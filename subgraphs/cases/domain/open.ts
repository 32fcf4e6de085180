const OPEN_STATES = new Set(['10', '11', '20', '30', '31', '40', '41'])
const HANDED_OVER = '92'

/**
 * Whether a case is open for an agency, so that it can be the purpose of a question. A case handed over (转报) is closed
 * for the agency that handed it over and open for the others. A state that the list does not know is closed.
 */
export function isOpen({ state, handedOverBy }: { state: string; handedOverBy: string | null }, agency: string): boolean {
  if (state === HANDED_OVER) return handedOverBy !== null && handedOverBy !== agency
  return OPEN_STATES.has(state)
}
