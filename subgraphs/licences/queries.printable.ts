import { asc, eq, sql } from 'drizzle-orm'
import type { Access } from '#platform/access'
import { type Database, read, whole } from '#platform/db'
import { licence, licenceHolder, licenceType } from './tables.ts'

/** Licences as a copy of them is decided on and printed: every holder, and the face sealed. */
export function printableQueries(db: Database) {
  const ofHolders = (column: typeof licenceHolder.subject | typeof licenceHolder.name) => sql<string[]>`array(
    select ${sql.identifier('each')}.${sql.identifier(column.name)} from ${licenceHolder} as each
    where each.identifier = ${licence}.${sql.identifier(licence.identifier.name)} order by each.place
  )`
  const printable = whole(db, 'licences_printable', db.orm
    .select({
      identifier: licence.identifier, slice: licence.slice, division: licence.division, name: licence.name, number: licence.number, issuer: licence.issuer,
      issuerName: licence.issuerName, issuedOn: licence.issuedOn, validFrom: licence.validFrom, validTo: licence.validTo, state: licence.state,
      trustGrade: licence.trustGrade, current: licence.current, sealedFace: licence.sealedFace,
      templateVersion: licenceType.templateVersion, faceSchema: licenceType.faceSchema, typeStatus: licenceType.status,
      subjects: ofHolders(licenceHolder.subject), names: ofHolders(licenceHolder.name),
    })
    .from(licence)
    .innerJoin(licenceType, eq(licenceType.code, licence.slice))
    .where(sql`${licence.identifier} = any(${sql.placeholder('keys')}::text[])`)
    .orderBy(asc(licence.identifier)))

  return {
    /** Licences by identifier; what may be made of them is decided by who asks for a copy. */
    printable: (access: Access, identifiers: readonly string[]) => read(printable(access.signal), { keys: identifiers }),
  }
}

export type ReadPrintable = ReturnType<typeof printableQueries>['printable']
export type Printable = Awaited<ReturnType<ReadPrintable>>[number]
