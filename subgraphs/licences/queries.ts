import { asc, eq, sql } from 'drizzle-orm'
import { type Access, sliceOf } from '#platform/access'
import { type Database, read } from '#platform/db'
import { unseal } from '#platform/envelope'
import { hubError } from '#platform/errors'
import { isOrganisationDocument } from './domain/codes.ts'
import { type Face, faceShown, type FaceFieldType, showsAny } from './domain/face.ts'
import { stateOn, validOn } from './domain/validity.ts'
import { licence, licenceHolder, type LicenceRow, licenceType } from './tables.ts'

type Keys = readonly string[]

/** The reading SQL of the licences library: one prepared statement per access path. */
export function queries(db: Database, faceKey: Buffer) {
  const statements = prepare(db)

  return {
    /** Licence types by code. */
    async licenceTypes(access: Access, codes: Keys) {
      const rows = await read(statements.licenceTypes, { keys: codes })
      return rows.map((row) => access.disclose('LicenceType', row))
    },

    /** Licences by identifier, any version. Rows of types that nobody was granted are not read. */
    async licences(access: Access, identifiers: Keys) {
      const types = grantedTypes(access)
      if (types.length === 0) return []
      const rows = await read(statements.licences, { keys: identifiers, types })
      return rows.map((row) => shown(access, row, faceKey))
    },

    /** The newest version of each licence that a subject holds, newest first; `holder` is the subject asked for. */
    async licencesOf(access: Access, subjects: Keys) {
      const types = grantedTypes(access)
      if (types.length === 0) return []
      const rows = await read(statements.licencesOf, { keys: subjects, types })
      return rows.map((row) => ({ ...shown(access, row, faceKey), holder: row.holder }))
    },

    /** Holders of licences, in the order in which each licence names them. */
    async holders(access: Access, identifiers: Keys) {
      const rows = await read(statements.holders, { keys: identifiers })
      return rows.map((row) =>
        access.disclose('LicenceHolder', { ...row, organisation: isOrganisationDocument(row.documentType) }),
      )
    },
  }
}

function prepare(db: Database) {
  const keys = sql`any(${sql.placeholder('keys')}::text[])`
  const ofTypes = sql`${licence.slice} = any(${sql.placeholder('types')}::text[])`
  const subjects = sql<string[]>`array(
    select each.subject_key from ${licenceHolder} as each where each.identifier = ${licence.identifier} order by each.place
  )`
  const columns = { licence, faceSchema: licenceType.faceSchema, subjects }

  const licenceTypes = db.orm
    .select()
    .from(licenceType)
    .where(sql`${licenceType.code} = ${keys}`)
    .orderBy(asc(licenceType.code))
    .prepare('licences_types')

  const licences = db.orm
    .select(columns)
    .from(licence)
    .innerJoin(licenceType, eq(licenceType.code, licence.slice))
    .where(sql`${licence.identifier} = ${keys} and ${ofTypes}`)
    .orderBy(asc(licence.identifier))
    .prepare('licences_by_identifier')

  const licencesOf = db.orm
    .select({ ...columns, holder: licenceHolder.subject })
    .from(licenceHolder)
    .innerJoin(licence, eq(licence.identifier, licenceHolder.identifier))
    .innerJoin(licenceType, eq(licenceType.code, licence.slice))
    .where(sql`${licenceHolder.subject} = ${keys} and ${licence.current} and ${ofTypes}`)
    .orderBy(asc(licenceHolder.subject), sql`${licence.issuedOn} desc nulls last`, asc(licence.identifier))
    .prepare('licences_by_holder')

  const holders = db.orm
    .select()
    .from(licenceHolder)
    .where(sql`${licenceHolder.identifier} = ${keys}`)
    .orderBy(asc(licenceHolder.identifier), asc(licenceHolder.place))
    .prepare('licences_holders')

  return { licenceTypes, licences, licencesOf, holders }
}

function grantedTypes({ plan }: Access): string[] {
  const types = new Set<string>()
  for (const rights of [plan.common, ...plan.classes]) {
    for (const item of rights.keys()) if (item.startsWith('Licence.')) types.add(sliceOf(item))
  }
  types.delete('')
  return [...types]
}

interface Read {
  readonly licence: LicenceRow
  readonly faceSchema: readonly FaceFieldType[]
  readonly subjects: readonly string[]
}

// The key to follow an edge by is withheld with the edge.
function shown(access: Access, row: Read, faceKey: Buffer) {
  const { sealedFace, stateSince: _stateSince, current: _current, ...stored } = row.licence
  const about = { subjects: row.subjects, slice: stored.slice }
  return {
    ...access.disclose('Licence', {
      ...stored,
      ...about,
      type: stored.slice as string | null,
      state: stateOn(row.licence, access.plan.today) as string | null,
      holders: stored.identifier as string | null,
      validOn: (({ date }) => validOn(row.licence, date)) as ((args: { date: string }) => boolean | null) | null,
    }),
    face: faceReader(access, row, faceKey),
  }
}

/** Opens the face only when it is asked; `null` where no field of it may be shown. */
function faceReader(access: Access, { licence: { identifier, slice, sealedFace }, faceSchema, subjects }: Read, key: Buffer) {
  const disclosureOf = (field: string) => access.disclosure(`Licence.face@${slice}.${field}`, { subjects, slice })
  // A face may name any of the holders, so that a sealed one closes it.
  if (sealedFace === null || subjects.some(access.plan.sealed) || !showsAny(faceSchema, disclosureOf)) return null
  return () => faceShown(faceSchema, openFace(key, sealedFace, identifier), disclosureOf)
}

function openFace(key: Buffer, sealedFace: string, identifier: string): Face {
  try {
    return JSON.parse(unseal(key, Buffer.from(sealedFace, 'base64'), identifier)) as Face
  } catch {
    throw hubError('LIBRARY_UNAVAILABLE', 'the face of a licence cannot be opened')
  }
}

export type Queries = ReturnType<typeof queries>
export type LicenceShown = Awaited<ReturnType<Queries['licences']>>[number]
export type LicenceHolderShown = Awaited<ReturnType<Queries['holders']>>[number]
