/** Masked forms as the dictionary of standards states them, written down plainly once more. */
export function masked(mask: string, value: unknown): unknown {
  if (typeof value !== 'string') return null
  const letters = Array.from(value)
  switch (mask) {
    case 'ID': return stars(letters, 6, 4)
    case 'PHONE': return stars(letters, 3, 4)
    case 'ACC': return stars(letters, 0, 4)
    case 'NAME': return family(letters)
    case 'ADDR': return place(value)
    default: return null
  }
}

/** Whether anything of a text is left in its masked form. */
export const leavesForm = (mask: string): boolean => ['ID', 'PHONE', 'ACC', 'NAME', 'ADDR'].includes(mask)

/** All but the first and the last so many letters as stars; a text as short as that as stars altogether. */
function stars(letters: readonly string[], first: number, last: number): string {
  return letters.map((letter, at) => {
    const shown = letters.length > first + last && (at < first || at >= letters.length - last)
    return shown ? letter : '*'
  }).join('')
}

const TWO_LETTERS = /^(欧阳|司马|上官|诸葛|司徒|东方|尉迟|公孙|慕容|令狐|皇甫|夏侯)./u

/** The family name, and a star for each letter of the given name, one at least. */
function family(letters: readonly string[]): string {
  const kept = TWO_LETTERS.test(letters.join('')) ? 2 : 1
  return letters.slice(0, kept).join('') + '*'.repeat(Math.max(letters.length - kept, 1))
}

/** Down to the street office or town, or where none is named to the county; what is no such place is not told at all. */
function place(text: string): string {
  const before = /^[^\d０-９路号巷弄]*/u.exec(text)?.[0] ?? ''
  const town = /^.*?(街道|镇|乡)/u.exec(before)?.[0]
  const county = /^.*?((?<![小社])区|县|市)/u.exec(before)?.[0]
  return `${town ?? county ?? ''}***`
}
