/** Which state may follow which. 11 → 90 is also the end of a case whose missing papers never came. */
const MOVES: Readonly<Record<string, readonly string[]>> = {
  '10': ['11', '20', '21', '90'],
  '11': ['10', '20', '90'],
  '20': ['30'],
  '30': ['31', '40', '41', '92'],
  '31': ['30'],
  '40': ['50'],
  '41': ['50'],
  '50': ['51'],
}

/** Whether a case may go from one state to another. Staying where it is is no move. */
export function mayMove(from: string, to: string): boolean {
  return Object.hasOwn(MOVES, from) && (MOVES[from] ?? []).includes(to)
}
