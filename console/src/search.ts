/** Reads those texts out of an address and nothing else; what is kept in the address can be shared and found again. */
export function textsIn<Name extends string>(names: readonly Name[]): (search: Record<string, unknown>) => { [Key in Name]?: string } {
  return (search) => {
    const found: { [Key in Name]?: string } = {}
    for (const name of names) {
      const value = search[name]
      if ((typeof value === 'string' && value !== '') || typeof value === 'number') found[name] = String(value).slice(0, 500)
    }
    return found
  }
}
