/** The forms that a masked value can take. `NONE`: the item has no masked form, so `MASKED` cannot be granted. */
export type Mask = 'NONE' | 'ID' | 'NAME' | 'PHONE' | 'ADDR' | 'ACC' | 'DROP'

const COMPOUND_SURNAMES = ['欧阳', '司马', '上官', '诸葛', '司徒', '东方', '尉迟', '公孙', '慕容', '令狐', '皇甫', '夏侯']

const FORMS: Record<Exclude<Mask, 'NONE' | 'DROP'>, (text: string) => string> = {
  ID: (text) => between(text, 6, 4),
  NAME: maskName,
  PHONE: (text) => between(text, 3, 4),
  ADDR: maskAddress,
  ACC: (text) => between(text, 0, 4),
}

// By characters and not by code units: half of a rare character is no character, and tells that there was one.
function between(text: string, head: number, tail: number): string {
  const characters = [...text]
  const hidden = characters.length - head - tail
  if (hidden <= 0) return '*'.repeat(characters.length)
  return characters.slice(0, head).join('') + '*'.repeat(hidden) + characters.slice(-tail).join('')
}

/**
 * The masked form of a text. Anything that is not text, and any text whose mask drops it, becomes `null`: a mask that
 * does not fit must hide, never show.
 */
export function maskText(mask: Mask, value: unknown): string | null {
  if (typeof value !== 'string' || mask === 'NONE' || mask === 'DROP') return null
  return FORMS[mask](value)
}

/** Whether a grant of `MASKED` makes sense for an item with this mask. */
export function hasMaskedForm(mask: Mask): boolean {
  return mask !== 'NONE' && mask !== 'DROP'
}

function maskName(text: string): string {
  const characters = [...text]
  const compound = characters.length > 2 && COMPOUND_SURNAMES.some((surname) => text.startsWith(surname))
  const family = compound ? 2 : 1
  return characters.slice(0, family).join('') + '*'.repeat(Math.max(1, characters.length - family))
}

// A road, a number or a housing estate stands below the town: what follows the first of them is not looked at.
const TOWN = /^[^\d０-９路号巷弄]*?(?:街道|镇|乡)/u
const COUNTY = /^[^\d０-９路号巷弄]*?(?:(?<![小社])区|县|市)/u

// An address is told down to the street or town, since the house number is what finds a person.
function maskAddress(text: string): string {
  const kept = TOWN.exec(text)?.[0] ?? COUNTY.exec(text)?.[0] ?? ''
  return `${kept}***`
}
