/** Reads those texts out of an address and nothing else; what is kept in the address can be shared and found again. */
export function textsIn<const Names extends readonly string[]>(names: Names): (search: Record<string, unknown>) => { [Key in Names[number]]?: string | undefined } {
  return (search) => {
    const found: { [Key in Names[number]]?: string | undefined } = {}
    for (const name of names as readonly Names[number][]) {
      const value = search[name]
      if ((typeof value === 'string' && value !== '') || typeof value === 'number') found[name] = String(value).slice(0, 500)
    }
    return found
  }
}
