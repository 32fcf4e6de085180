import { type Database, insertAll } from '#platform/db'
import { seal } from '#platform/envelope'
import type { Face } from './domain/face.ts'
import { FACE_SALT } from './domain/signature.ts'
import * as tables from './tables.ts'
import { licenceIssuer } from './tables.issuing.ts'

/** One version of a licence as its issuer gives it: the face in clear, the holders in the order of the licence. */
export interface LicenceLoad extends Omit<typeof tables.licence.$inferInsert, 'sealedFace'> {
  readonly face: Face | null
  /** What the issuer mixed into the digest of the face, where it signed; sealed with the face. */
  readonly faceSalt?: string | undefined
  readonly holders: readonly { readonly subject: string; readonly name: string; readonly documentType: string }[]
}

/** Rows of every table of the library, as the seeds and loads give them. */
export interface LicencesRows {
  readonly licenceTypes: readonly (typeof tables.licenceType.$inferInsert)[]
  readonly licences: readonly LicenceLoad[]
  readonly issuerKeys?: readonly (typeof tables.issuerKey.$inferInsert)[]
  /** Who issues licences of which type; nobody where it is left out. */
  readonly issuers?: readonly (typeof licenceIssuer.$inferInsert)[]
}

/**
 * Writes a whole load and seals the faces. Fails as a whole where a key exists already, so that a load is never half done.
 *
 * @param faceKey the library's own key, 32 bytes
 */
export async function load(db: Database, { licenceTypes, licences, issuerKeys = [], issuers = [] }: LicencesRows, faceKey: Buffer): Promise<void> {
  await insertAll(db, [
    [tables.licenceType, licenceTypes],
    [tables.issuerKey, issuerKeys],
    [licenceIssuer, issuers],
    [tables.licence, licences.map((given) => sealed(given, faceKey))],
    [tables.licenceHolder, licences.flatMap(holdersOf)],
  ])
}

function sealed({ face, faceSalt, holders: _holders, ...row }: LicenceLoad, faceKey: Buffer): typeof tables.licence.$inferInsert {
  if (face === null) return row
  const salted = faceSalt === undefined ? face : { ...face, [FACE_SALT]: faceSalt }
  return { ...row, sealedFace: seal(faceKey, JSON.stringify(salted), row.identifier).toString('base64') }
}

function holdersOf({ identifier, division, slice, holders }: LicenceLoad): (typeof tables.licenceHolder.$inferInsert)[] {
  return holders.map((holder, place) => ({ ...holder, identifier, division, slice, place }))
}
