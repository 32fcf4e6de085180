import type { Disclosure } from '#platform/access'
import { unseal } from '#platform/envelope'
import { hubError } from '#platform/errors'
import { type Mask, maskText } from '#platform/masks'

/** One field of the face (照面) of a licence type. */
export interface FaceFieldType {
  /** Name in the type's own standard, letters and digits; the last part of the item's name. */
  readonly name: string
  readonly title: string
  /** `C` text, `D` date, `N` number. All values travel as text. */
  readonly valueType: string
  readonly required: boolean
  readonly secret: boolean
  readonly mask: Mask
}

/** Field name → value, as sealed in the row. */
export type Face = Readonly<Record<string, string>>

/** Whether any field of a face is to be shown, which decides whether the face is opened at all. */
export function showsAny(schema: readonly FaceFieldType[], disclosureOf: (field: string) => Disclosure | undefined): boolean {
  return schema.some(({ name }) => shown(disclosureOf(name)))
}

/** The fields to be shown, in the order of the type; masked ones in their masked form, the others left out. */
export function faceShown(
  schema: readonly FaceFieldType[],
  face: Face,
  disclosureOf: (field: string) => Disclosure | undefined,
): { name: string; title: string; value: string }[] {
  return schema.flatMap(({ name, title, mask }) => {
    const disclosure = disclosureOf(name)
    if (!shown(disclosure) || !Object.hasOwn(face, name)) return []
    const value = disclosure === 'MASKED' ? maskText(mask, face[name]) : face[name]
    return value === null || value === undefined ? [] : [{ name, title, value }]
  })
}

function shown(disclosure: Disclosure | undefined): boolean {
  return disclosure === 'CLEAR' || disclosure === 'MASKED'
}

/**
 * Opens a sealed face.
 *
 * @param sealed base64 of the envelope
 * @throws LIBRARY_UNAVAILABLE, naming neither licence nor field, where it was sealed with another key or for another licence
 */
export function openFace(key: Buffer, sealed: string, identifier: string): Face {
  const face = tryOpenFace(key, sealed, identifier)
  if (face === undefined) throw hubError('LIBRARY_UNAVAILABLE', 'the face of a licence cannot be opened')
  return face
}

/** The face, or `undefined` where it cannot be opened. */
export function tryOpenFace(key: Buffer, sealed: string, identifier: string): Face | undefined {
  try {
    return JSON.parse(unseal(key, Buffer.from(sealed, 'base64'), identifier)) as Face
  } catch {
    return undefined
  }
}
