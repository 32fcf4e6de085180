import { eq, getTableColumns, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { type Database, read, whole } from '#platform/db'
import type { FaceFieldType } from './domain/face.ts'
import { licence, licenceHolder, licenceType, seriesOf } from './tables.ts'
import { licenceEvent, licenceIssuer, issuingMutation } from './tables.issuing.ts'

/** A type with what it says of one of its issuers; of an agency that issues none of it that is `null`. */
export interface TypeToIssue {
  readonly code: string
  readonly name: string
  readonly status: string
  readonly holderKind: string | null
  readonly faceSchema: readonly FaceFieldType[]
  /** Trust grades in which holders may upload it. */
  readonly uploadGrades: readonly string[]
  /** Codes of the matters that use it. */
  readonly matters: readonly string[]
  readonly issuer: string | null
  readonly issuerName: string | null
  readonly issuerLevel: string | null
  readonly division: string | null
}

/** What is read before licences are issued or changed: keys come as arrays, answers are whole, and nothing of them is shown. */
export function issuingQueries(db: Database) {
  const keys = sql`any(${sql.placeholder('keys')}::text[])`
  const types = whole(db, 'licences_types_to_issue', db.orm
    .select({
      code: licenceType.code, name: licenceType.name, status: licenceType.status, holderKind: licenceType.holderKind, faceSchema: licenceType.faceSchema,
      uploadGrades: licenceType.uploadGrades, matters: licenceType.matters,
      issuer: licenceIssuer.issuer, issuerName: licenceIssuer.name, issuerLevel: licenceIssuer.level, division: licenceIssuer.division,
    })
    .from(licenceType)
    .leftJoin(licenceIssuer, sql`${licenceIssuer.type} = ${licenceType.code} and ${licenceIssuer.issuer} = ${sql.placeholder('issuer')}`)
    .where(sql`${licenceType.code} = ${keys}`))

  // The table is named, since drizzle prints a bare column where nothing is joined, and that would be the holder's own.
  const ofHolders = (column: PgColumn) => sql<string[]>`array(
    select ${sql.identifier('each')}.${sql.identifier(column.name)} from ${licenceHolder} as each
    where each.identifier = ${licence}.${sql.identifier(licence.identifier.name)} order by each.place
  )`
  const toChange = whole(db, 'licences_to_change', db.orm
    .select({
      ...getTableColumns(licence), subjects: ofHolders(licenceHolder.subject), names: ofHolders(licenceHolder.name),
      documentTypes: ofHolders(licenceHolder.documentType),
      transferTo: sql<string | null>`(select told.transfer_to_code from ${licenceEvent} as told
        where told.identifier = ${licence}.${sql.identifier(licence.identifier.name)} and told.operation = 'TRANSFER_OUT' order by told.position desc limit 1)`,
    })
    .from(licence)
    .where(sql`${licence.identifier} = ${keys}`))

  const series = seriesOf(licence.identifier)
  const taken = whole(db, 'licences_series_taken', db.orm.selectDistinct({ series }).from(licence).where(sql`${series} = ${keys}`))

  const remembered = whole(db, 'licences_mutation', db.orm
    .select({ digest: issuingMutation.digest, result: issuingMutation.result })
    .from(issuingMutation)
    .where(sql`${eq(issuingMutation.agency, sql.placeholder('agency'))} and ${eq(issuingMutation.consumer, sql.placeholder('consumer'))}
      and ${eq(issuingMutation.operation, sql.placeholder('operation'))} and ${eq(issuingMutation.id, sql.placeholder('id'))}`))

  return {
    /** Types by code, each with what it says of an issuer. */
    types: (codes: readonly string[], issuer: string): Promise<TypeToIssue[]> => read(types(), { keys: codes, issuer }),
    /** Versions by identifier, with holders and with the agency that they were last transferred to. */
    toChange: (identifiers: readonly string[]) => read(toChange(), { keys: identifiers }),
    /** Which series (type, issuer and serial number) have a licence. */
    async taken(all: readonly string[]): Promise<ReadonlySet<string>> {
      return new Set((await read(taken(), { keys: all })).map((row) => row.series))
    },
    /** What a mutation came to that was sent before. */
    async remembered(sent: { agency: string; consumer: string; operation: string; id: string }) {
      return (await read(remembered(), sent))[0]
    },
  }
}

export type IssuingQueries = ReturnType<typeof issuingQueries>
export type VersionToChange = Awaited<ReturnType<IssuingQueries['toChange']>>[number]
