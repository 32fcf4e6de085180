import { createHash } from 'node:crypto'
import { seal, unseal } from '#platform/envelope'
import type { PrintedLicence } from '../printing/printer.ts'
import { type FaceFieldType, openFace } from './face.ts'

/** A licence as it is printed on a copy, its face still sealed. */
export interface Printed {
  readonly identifier: string
  readonly slice: string
  readonly templateVersion: string | null
  readonly name: string
  readonly number: string | null
  readonly issuerName: string | null
  readonly issuedOn: string | null
  readonly validFrom: string | null
  readonly validTo: string | null
  readonly trustGrade: string | null
  readonly names: readonly string[]
  readonly sealedFace: string | null
  readonly faceSchema: readonly FaceFieldType[]
}

/** SM3 of a file, 64 hexadecimal digits. */
export const digestOf = (file: Uint8Array): string => createHash('sm3').update(file).digest('hex')

/** A file sealed for what it belongs to. */
export function sealFile(key: Buffer, file: Uint8Array, belongsTo: string): Buffer {
  return seal(key, Buffer.from(file).toString('base64'), belongsTo)
}

/**
 * A sealed file, base64.
 *
 * @throws Error where key, file or what it belongs to is another than when it was sealed
 */
export const openFile = (key: Buffer, sealed: Buffer, belongsTo: string): string => unseal(key, sealed, belongsTo)

/** A licence with those fields of its face that a copy may show: secret ones are never printed. */
export function printedOf(row: Printed, key: Buffer): PrintedLicence {
  const { identifier, slice, name, number, issuerName, issuedOn, validFrom, validTo, faceSchema, sealedFace, names } = row
  const titles = Object.fromEntries(faceSchema.map((field) => [field.name, field.title]))
  const face = sealedFace === null ? {} : openFace(key, sealedFace, identifier)
  const shown = faceSchema.flatMap((field) => {
    const value = Object.hasOwn(face, field.name) ? face[field.name] : undefined
    return field.secret || value === undefined ? [] : [[field.name, value] as const]
  })
  return {
    type: slice, templateVersion: row.templateVersion ?? '', name, identifier, number, issuerName, issuedOn, validFrom, validTo,
    trustGrade: row.trustGrade ?? '', holders: names, titles, face: Object.fromEntries(shown),
  }
}

