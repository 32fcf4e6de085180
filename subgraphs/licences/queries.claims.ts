import { asc, desc, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { Access } from '#platform/access'
import { type Database, read, whole } from '#platform/db'
import { tryOpenFace } from './domain/face.ts'
import { statusError } from './domain/statuses.ts'
import { outcomeOn } from './domain/validity.ts'
import {
  checkHolderKind, checkOneHolder, CLAIMED, claimedHolder, claimedValue, type ClaimedField, comparable, comparableOnFace, faceVerdict, type LicenceClaim,
  verdictOn,
} from './domain/verification.ts'
import { licence, licenceHolder, licenceType } from './tables.ts'

// The table is named, since drizzle prints a bare column where nothing is joined, and that would be the holder's own.
const ofHolders = (column: PgColumn) => sql<string[]>`array(
  select ${sql.identifier('each')}.${sql.identifier(column.name)} from ${licenceHolder} as each
  where each.identifier = ${licence}.${sql.identifier(licence.identifier.name)} order by each.place
)`

/** What a verdict compares, and a verification too. */
export const compared = {
  identifier: licence.identifier, slice: licence.slice, number: licence.number, issuer: licence.issuer, issuedOn: licence.issuedOn,
  validFrom: licence.validFrom, validTo: licence.validTo, trustGrade: licence.trustGrade,
  subjects: ofHolders(licenceHolder.subject), names: ofHolders(licenceHolder.name), documentTypes: ofHolders(licenceHolder.documentType),
}

/** The holders of a row, in the order of the licence. */
export function holdersOf({ subjects, names, documentTypes }: { subjects: string[]; names: string[]; documentTypes: string[] }) {
  return subjects.map((subject, at) => ({ subject, name: names[at] ?? '', documentType: documentTypes[at] ?? '' }))
}

/** What claims about licences are compared with: one statement for a claim, which finds the type whether or not a licence matches. */
export function claimQueries(db: Database, faceKey: Buffer) {
  const { byIdentifier, byNumber } = prepare(db)

  return {
    /**
     * Verdicts on a claim. What may be compared is decided from plan and claim alone, before anything is looked up; a licence of nobody
     * whom the purpose concerns then reads like one that does not exist, and so does one whose holders' rights hold less.
     *
     * @throws status 100 where nothing claimed may be compared, 13 for an unknown type, 103 and 11 for a holder that does not fit
     */
    async verify(access: Access, claim: LicenceClaim) {
      const { type, identifier, face } = claim
      const fields = (Object.keys(CLAIMED) as ClaimedField[]).filter((field) => claimedValue(claim, field) !== null)
      const who = claimedHolder(claim)
      const about = who === null ? [...access.plan.subjects.keys()] : [who]
      const open = new Set(fields.filter((field) => comparable(access, field, type, about)))
      const openFace = new Set((face ?? []).flatMap(({ name }) => (comparableOnFace(access, name, type, about) ? [name] : [])))
      if (open.size + openFace.size === 0 || (identifier == null && !open.has('number'))) throw statusError('100', 'claim.type')
      const { held, subjects, opened, outcome } = await claimed(access, claim, openFace.size > 0)
      const verdicts = fields.map((field) => {
        const own = held !== null && comparable(access, field, type, subjects) ? held : null
        return [field, open.has(field) ? verdictOn(field, claim, own) : null] as const
      })
      const faces = (face ?? []).map((each) => {
        const own = comparableOnFace(access, each.name, type, subjects) ? opened : null
        return { name: each.name, verdict: openFace.has(each.name) ? faceVerdict(each, own) : null }
      })
      return { slice: type, ...Object.fromEntries(verdicts), face: face == null ? null : faces, outcome }
    },
  }

  async function claimed(access: Access, claim: LicenceClaim, faceAsked: boolean) {
    const { type, identifier, number } = claim
    const rows = identifier == null
      ? await read(byNumber(access.signal), { keys: [(number ?? '').trim()], types: [type] })
      : await read(byIdentifier(access.signal), { keys: [identifier], types: [type] })
    if (rows[0] === undefined) throw statusError('13', 'claim.type')
    checkHolderKind(claim, rows[0].holderKind)
    const reached = rows
      .map((row) => ({ row, holders: holdersOf(row).filter(({ subject }) => access.coversSubject(subject)) }))
      .filter(({ holders }) => holders.length > 0)
      // Whoever may not compare the number of this very licence must not find it by its number.
      .filter(({ holders }) => identifier != null || comparable(access, 'number', type, holders.map(({ subject }) => subject)))
    const who = claimedHolder(claim)
    const best = reached.find(({ holders }) => holders.some(({ subject }) => subject === who)) ?? reached[0]
    if (best === undefined) return { held: null, subjects: [], opened: null, outcome: null }
    const { row, holders } = best
    const subjects = holders.map(({ subject }) => subject)
    if (comparable(access, 'holderName', type, subjects)) checkOneHolder(claim, { holders })
    // A face may name any of the holders, so that a sealed one closes it.
    const mayOpen = faceAsked && row.sealedFace !== null && !row.subjects.some(access.plan.sealed)
    const opened = mayOpen ? tryOpenFace(faceKey, row.sealedFace ?? '', row.identifier ?? '') : null
    const { outcome } = access.disclose('LicenceVerification', { subjects, slice: type, outcome: outcomeOn({ ...row, state: row.state ?? '' }, access.plan.today) as string | null })
    return { held: { ...row, holders }, subjects, opened, outcome }
  }
}

function prepare(db: Database) {
  const keys = sql`any(${sql.placeholder('keys')}::text[])`
  const found = (name: string, column: PgColumn) => whole(db, name, db.orm
    .select({ ...compared, holderKind: licenceType.holderKind, state: licence.state, sealedFace: licence.sealedFace })
    .from(licenceType)
    .leftJoin(licence, sql`${licence.slice} = ${licenceType.code} and ${column} = ${keys}`)
    .where(sql`${licenceType.code} = any(${sql.placeholder('types')}::text[])`)
    .orderBy(sql`${licence.current} desc nulls last`, desc(licence.version), asc(licence.identifier)))
  return { byIdentifier: found('licences_claimed_by_identifier', licence.identifier), byNumber: found('licences_claimed_by_number', licence.number) }
}
