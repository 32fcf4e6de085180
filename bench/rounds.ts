/**
 * Gives everyone a turn in every round and keeps what each turn gave. Who begins changes from round to round, so that
 * nobody always follows the same one.
 */
export async function alternate<T>(rounds: number, names: readonly string[], turn: (name: string, round: number) => Promise<T>): Promise<Record<string, T[]>> {
  const kept: Record<string, T[]> = Object.fromEntries(names.map((name) => [name, []]))
  for (let round = 0; round < rounds; round += 1) {
    for (let at = 0; at < names.length; at += 1) {
      const name = names[(at + round) % names.length] as string
      kept[name]?.push(await turn(name, round))
    }
  }
  return kept
}
