import { asc, desc, eq, getTableColumns, sql } from 'drizzle-orm'
import type { Access } from '#platform/access'
import { instant } from '#platform/clock'
import { type Database, planned, type PlannedRow, read, whole } from '#platform/db'
import { provenanceOf } from '#platform/provenance'
import { isOrganisationDocument, OTHER_STATE } from './domain/codes.ts'
import { faceShown, type FaceFieldType, openFace, showsAny, tryOpenFace } from './domain/face.ts'
import { findingsOn, seriesIn } from './domain/identifier.ts'
import { statusOf } from './domain/copy-licences.ts'
import { firstFailing, signatureInOrder } from './domain/seal.ts'
import { grantedSlices } from './domain/slices.ts'
import { outcomeOn, stateOn, validOn } from './domain/validity.ts'
import { claimQueries, compared, holdersOf } from './queries.claims.ts'
import { historyQueries } from './queries.history.ts'
import { holdingQueries } from './queries.holding.ts'
import { statisticsQueries } from './queries.statistics.ts'
import type { Trust } from './signing/trust.ts'
import { issuerKey, licence, licenceHolder, type LicenceRow, licenceType, seriesOf } from './tables.ts'

type Keys = readonly string[]

/** The reading SQL of the licences library: one prepared statement per access path. */
export function queries(db: Database, faceKey: Buffer, trust: Trust) {
  const statements = prepare(db)

  return {
    ...statisticsQueries(db),
    ...holdingQueries(db),
    ...historyQueries(db),
    /** Licence types by code. */
    async licenceTypes(access: Access, codes: Keys) {
      const rows = await read(statements.licenceTypes(access), { keys: codes })
      return rows.map((row) => access.disclose('LicenceType', { ...row, provenance: provenanceOf(row) }))
    },

    /** Licences by identifier, any version. Rows of types that nobody was granted are not read. */
    async licences(access: Access, identifiers: Keys) {
      const types = grantedTypes(access)
      if (types.length === 0) return []
      const rows = await read(statements.licences(access), { keys: identifiers, types })
      return rows.map((row) => shown(access, row, faceKey))
    },

    /**
     * The newest version of each licence that a subject holds, newest first; `holder` is the subject asked for. Rows that a filter leaves
     * out are not read; whether it may be told of the others that they pass is decided where they are shown.
     */
    async licencesOf(access: Access, subjects: Keys) {
      const types = grantedTypes(access)
      if (types.length === 0) return []
      const rows = await read(statements.licencesOf(access), { keys: subjects, types })
      return rows.map((row) => ({ ...shown(access, row, faceKey), holder: row.holder }))
    },

    /** All versions of each of some licences, newest first; `of` is the identifier asked for. */
    async versions(access: Access, identifiers: Keys) {
      const types = grantedTypes(access)
      if (types.length === 0) return []
      const series = new Map(identifiers.map((identifier) => [identifier, seriesIn(identifier)]))
      const rows = await read(statements.versions(access), { keys: [...new Set(series.values())], types })
      return identifiers.flatMap((of) =>
        rows.filter((row) => row.series === series.get(of)).map((row) => ({ ...shown(access, row, faceKey), of })),
      )
    },

    /** Holders of licences, in the order in which each licence names them. A person's code is their key and stays here. */
    async holders(access: Access, identifiers: Keys) {
      const rows = await read(statements.holders(access), { keys: identifiers })
      return rows.map((row) => {
        const organisation = isOrganisationDocument(row.documentType)
        return access.disclose('LicenceHolder', { ...row, organisation, code: organisation ? row.subject : null })
      })
    },

    /**
     * The first check that each licence fails, and whether its signature itself is in order. The face is opened for it and shown to nobody.
     */
    async verifications(access: Access, identifiers: Keys) {
      const rows = await read(statements.verifications(access.signal), { keys: identifiers })
      return rows.map(({ key, sealedFace, ...row }) => {
        const face = sealedFace === null ? null : tryOpenFace(faceKey, sealedFace, row.identifier)
        const seal = key === null ? null : { ...key, ...trust(key.certificates) }
        const check = firstFailing({ ...row, holders: holdersOf(row) }, face, seal, access.plan.today)
        return access.disclose('Licence', {
          subjects: row.subjects, slice: row.slice, identifier: row.identifier, signatureValid: signatureInOrder(check) as boolean | null,
          verification: { ok: check === null, check } as { ok: boolean; check: string | null } | null,
        })
      })
    },

    ...claimQueries(db, faceKey),
  }
}

function prepare(db: Database) {
  const keys = sql`any(${sql.placeholder('keys')}::text[])`
  const ofTypes = sql`${licence.slice} = any(${sql.placeholder('types')}::text[])`
  const { subjects } = compared
  const { signature, signerKey, ...stored } = getTableColumns(licence)
  const { current } = stored
  const licencePlan = {
    type: 'Licence',
    columns: { ...stored, faceSchema: licenceType.faceSchema, subjects },
    always: ['identifier', 'slice', 'subjects'],
    needs: {
      state: ['state', 'validTo'],
      stateNote: ['state', 'stateNote'],
      outcome: ['state', 'validFrom', 'validTo', 'trustGrade'],
      validOn: ['state', 'stateSince', 'validFrom', 'validTo'],
      face: ['sealedFace', 'faceSchema'],
      copyable: ['state', 'validFrom', 'validTo', 'trustGrade', 'current'],
      provenance: ['sourceAgency', 'sourceSystem', 'sourceRecordId', 'recordedAt', 'updatedAt', 'recordVersion', 'qualityFlags'],
    },
  } as const
  const licenceTypes = planned(db, 'licences_types', {
    type: 'LicenceType',
    columns: getTableColumns(licenceType),
    always: ['code'],
    select: (columns) =>
      db.orm
        .select(columns)
        .from(licenceType)
        .where(sql`${licenceType.code} = ${keys}`)
        .orderBy(asc(licenceType.code)),
  })

  const licences = planned(db, 'licences_by_identifier', {
    ...licencePlan,
    select: (columns) =>
      db.orm
        .select(columns)
        .from(licence)
        .innerJoin(licenceType, eq(licenceType.code, licence.slice))
        .where(sql`${licence.identifier} = ${keys} and ${ofTypes}`)
        .orderBy(asc(licence.identifier)),
  })

  const licencesOf = planned(db, 'licences_by_holder', {
    ...licencePlan,
    select: (columns) =>
      db.orm
        .select({ ...columns, holder: licenceHolder.subject })
        .from(licenceHolder)
        .innerJoin(licence, eq(licence.identifier, licenceHolder.identifier))
        .innerJoin(licenceType, eq(licenceType.code, licence.slice))
        .where(sql`${licenceHolder.subject} = ${keys} and ${current} and ${ofTypes}`)
        .orderBy(asc(licenceHolder.subject), sql`${licence.issuedOn} desc nulls last`, asc(licence.identifier)),
  })

  const series = seriesOf(licence.identifier)
  const versions = planned(db, 'licences_versions', {
    ...licencePlan,
    select: (columns) =>
      db.orm
        .select({ ...columns, series })
        .from(licence)
        .innerJoin(licenceType, eq(licenceType.code, licence.slice))
        .where(sql`${series} = ${keys} and ${ofTypes}`)
        .orderBy(desc(licence.version), asc(licence.identifier)),
  })

  const holders = planned(db, 'licences_holders', {
    type: 'LicenceHolder',
    columns: getTableColumns(licenceHolder),
    // The type of the document tells a person from an organisation.
    always: ['identifier', 'subject', 'slice', 'documentType'],
    select: (columns) =>
      db.orm
        .select(columns)
        .from(licenceHolder)
        .where(sql`${licenceHolder.identifier} = ${keys}`)
        .orderBy(asc(licenceHolder.identifier), asc(licenceHolder.place)),
  })

  const key = sql<{ keyId: string; issuer: string; certificates: string; revokedOn: string | null } | null>`(
    select json_build_object('keyId', each.key_id, 'issuer', each.issuer_code, 'certificates', each.certificates, 'revokedOn', each.revoked_on)
    from ${issuerKey} as each where each.key_id = ${licence}.signer_key_id)`
  const { name, issuerName, issuerLevel, version, operation, division, relatedMatters, relatedMatterNames, trustGrade, supersedes } = stored
  const { sealSigner, sealName, sealTime, fileRef, fileFormat, fileSm3, sealedFace, state } = stored
  const verifications = whole(db, 'licences_verifications', db.orm
    .select({
      ...compared, name, issuerName, issuerLevel, version, operation, division, relatedMatters, relatedMatterNames, trustGrade, supersedes, sealSigner,
      sealName, sealTime, fileRef, fileFormat, fileSm3, sealedFace, state, signature, signerKey, key,
    })
    .from(licence)
    .where(sql`${licence.identifier} = ${keys}`)
    .orderBy(asc(licence.identifier)))

  return { licenceTypes, licences, licencesOf, versions, holders, verifications }
}

const grantedTypes = (access: Access) => grantedSlices(access, 'Licence')

type Read = PlannedRow<Omit<LicenceRow, 'signature' | 'signerKey'>, 'identifier' | 'slice'> & {
  readonly faceSchema: readonly FaceFieldType[] | null
  readonly subjects: readonly string[]
}

// The key to follow an edge by is withheld with the edge.
function shown(access: Access, row: Read, faceKey: Buffer) {
  const { sealedFace: _face, faceSchema: _schema, stateSince, sealTime, ...stored } = row
  const { identifier, slice, subjects, state, recordVersion, qualityFlags } = stored
  const { today } = access.plan
  const findings = findingsOn(identifier).filter((finding) => qualityFlags?.includes(finding) !== true)
  const validity = state === null ? null : { ...stored, state, stateSince }
  return {
    ...access.disclose('Licence', {
      ...stored,
      subjects,
      slice,
      type: slice as string | null,
      state: validity && stateOn(validity, today),
      stateNote: state === OTHER_STATE ? stored.stateNote : null,
      outcome: validity && outcomeOn(validity, today),
      sealTime: instant(sealTime),
      versions: identifier as string | null,
      history: identifier as string | null,
      holders: identifier as string | null,
      signatureValid: identifier as string | null,
      verification: identifier as string | null,
      copyable: isCopyable(stored, today),
      validOn: validity && (({ date }: { date: string }) => validOn(validity, date)),
      provenance: provenanceOf({ ...stored, version: recordVersion, qualityFlags: [...(qualityFlags ?? []), ...findings] }),
    }),
    face: faceReader(access, row, faceKey),
  }
}

function isCopyable({ state, current, validFrom, validTo, trustGrade }: Pick<Read, 'state' | 'current' | 'validFrom' | 'validTo' | 'trustGrade'>, today: string): boolean | null {
  return state === null || current === null ? null : statusOf({ state, current, validFrom, validTo, trustGrade }, today) === null
}

/** Opens the face only when it is asked; `null` where no field of it may be shown. */
function faceReader(access: Access, { identifier, slice, sealedFace, faceSchema, subjects }: Read, key: Buffer) {
  const disclosureOf = (field: string) => access.disclosure(`Licence.face@${slice}.${field}`, { subjects, slice })
  // A face may name any of the holders, so that a sealed one closes it.
  if (sealedFace === null || faceSchema === null || subjects.some(access.plan.sealed) || !showsAny(faceSchema, disclosureOf)) return null
  return () => faceShown(faceSchema, openFace(key, sealedFace, identifier), disclosureOf)
}

export type Queries = ReturnType<typeof queries>
export type LicenceShown = Awaited<ReturnType<Queries['licences']>>[number]
export type LicenceHolderShown = Awaited<ReturnType<Queries['holders']>>[number]
