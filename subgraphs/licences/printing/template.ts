/** Place of a part on its page, in millimetres from the upper left corner: left, top, width, height. */
export type Place = readonly [x: number, y: number, width: number, height: number]

/** One face of a licence as its type prints it: a page and what stands on it, in this order. */
export interface Template {
  readonly page: 'PORTRAIT' | 'LANDSCAPE'
  /** Colour of frames, titles and labels, as `#8a1f1f`. */
  readonly ink: string
  readonly parts: readonly Part[]
}

export type Part = BoxPart | TextPart | RowsPart | SealPart

/** A frame. */
export interface BoxPart {
  readonly draw: 'box'
  readonly at: Place
  /** Width of its line in points. */
  readonly line: number
  /** Radius of its corners in millimetres. */
  readonly round?: number
  /** A second, thin frame so many millimetres within. */
  readonly inner?: number
}

/** A text, in which `{…}` is what the licence says there. */
export interface TextPart {
  readonly draw: 'text'
  readonly at: Place
  readonly text: string
  /** Of the letters, in points; smaller where the text does not fit. */
  readonly size: number
  readonly align?: 'left' | 'center' | 'right'
  readonly bold?: boolean
  /** In the template's ink, not in black. */
  readonly inked?: boolean
  /** Room between letters, in sizes. */
  readonly spaced?: number
}

/** Labels and what belongs to them, below one another, in rows that share the height. */
export interface RowsPart {
  readonly draw: 'rows'
  readonly at: Place
  /** Width of the labels, in millimetres. */
  readonly labels: number
  readonly size: number
  /** Whether lines are drawn around every label and value. */
  readonly ruled?: boolean
  readonly rows: readonly Row[]
}

interface Row {
  readonly label: string
  readonly text: string
  /** How many times the height of a plain row. */
  readonly share?: number
}

/** A mark that names the issuer, drawn where the issuer itself sealed the licence. */
export interface SealPart {
  readonly draw: 'seal'
  readonly at: Place
}

/** Width and height of a page, and the part of it that templates may use: head and foot are the copy's own. Millimetres. */
export const PAGES = {
  PORTRAIT: { width: 210, height: 297, body: [12, 17, 186, 232] },
  LANDSCAPE: { width: 297, height: 210, body: [12, 17, 273, 145] },
} as const satisfies Record<string, { width: number; height: number; body: Place }>

/** What a text may name in braces, beside `face.<field>`. */
export const SOURCES = ['name', 'identifier', 'number', 'holders', 'issuer', 'issuedOn', 'validFrom', 'validTo', 'validity', 'grade'] as const
export type Source = (typeof SOURCES)[number]

const NAMED = /\{([^{}]*)\}/g
const FACE_FIELD = /^face\.([A-Za-z][A-Za-z0-9]{0,63})$/

/** What the texts of a template name, in their order. */
export function namesIn({ parts }: Template): string[] {
  return parts.flatMap(textsOf).flatMap((text) => [...text.matchAll(NAMED)].map(([, name]) => name ?? ''))
}

/** The field of the face that a name in braces stands for; `null` where it is another. */
export const faceFieldOf = (name: string): string | null => FACE_FIELD.exec(name)?.[1] ?? null

/** A text with what it names put in; what stands there is never read for names again. */
export function spelled(text: string, valueOf: (name: string) => string): string {
  return text.replace(NAMED, (_all, name: string) => valueOf(name))
}

function textsOf(part: Part): string[] {
  if (part.draw === 'text') return [part.text]
  return part.draw === 'rows' ? part.rows.map(({ text }) => text) : []
}
