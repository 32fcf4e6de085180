import { and, asc, eq, sql } from 'drizzle-orm'
import type { Access } from '#platform/access'
import { type Database, read, whole } from '#platform/db'
import { parseCreditCode } from '#platform/identifiers'
import { standingOn } from './domain/standing.ts'
import { stateOn } from './domain/validity.ts'
import { licence, licenceHolder, licenceType } from './tables.ts'

/** Which licences of some types some subjects hold, told to the router alone: one statement, whatever the number of either. */
export function holdingQueries(db: Database) {
  const among = (name: string) => sql`any(${sql.placeholder(name)}::text[])`
  const held = db.orm
    .select({
      slice: licenceHolder.slice, holder: licenceHolder.subject, identifier: licence.identifier, state: licence.state, validFrom: licence.validFrom,
      validTo: licence.validTo, trustGrade: licence.trustGrade,
    })
    .from(licenceHolder)
    .innerJoin(licence, and(eq(licence.identifier, licenceHolder.identifier), sql`${licence.current}`))
    .where(sql`${licenceHolder.subject} = ${among('keys')}`)
    .as('held')
  const holding = whole(db, 'licences_holding', db.orm
    .select({
      type: licenceType.code, name: licenceType.name, holderKind: licenceType.holderKind, holder: held.holder, identifier: held.identifier, state: held.state,
      validFrom: held.validFrom, validTo: held.validTo, trustGrade: held.trustGrade,
    })
    .from(licenceType)
    .leftJoin(held, eq(held.slice, licenceType.code))
    .where(sql`${licenceType.code} = ${among('types')}`)
    .orderBy(asc(licenceType.code), asc(held.identifier)))

  return {
    /**
     * The newest version of each licence that a subject holds, as far as its edge and its state may be read of this very holder; whatever
     * may not is not there. Types come with who may hold them, whether or not anybody does.
     */
    async holding(access: Access, subjects: readonly string[], types: readonly string[]) {
      const keys = subjects.filter((subject) => access.coversSubject(subject) && access.disclosure(edgeOf(subject), { subject }) === 'CLEAR')
      const rows: readonly HoldingRow[] = await read(holding(access.signal), { keys, types })
      return {
        types: [...new Map(rows.map(({ type, name, holderKind }) => [type, { code: type, name, holderKind }])).values()],
        licences: rows.flatMap((row) => told(access, row)),
      }
    },
  }
}

interface HoldingRow {
  readonly type: string
  readonly name: string
  readonly holderKind: string | null
  readonly holder: string | null
  readonly identifier: string | null
  readonly state: string | null
  readonly validFrom: string | null
  readonly validTo: string | null
  readonly trustGrade: string | null
}

const edgeOf = (subject: string) => (parseCreditCode(subject).ok ? 'LegalPerson.licences' : 'Person.licences')

// A licence may have other holders, of whom more may be read: what is told of this one rests on their own rights alone.
function told(access: Access, { type, holder, identifier, state, validFrom, validTo, trustGrade }: HoldingRow) {
  if (holder === null || identifier === null || state === null) return []
  const row = { subject: holder, slice: type, identifier, state, validTo, trustGrade }
  const shown = access.disclose('Licence', row)
  const standing = standingOn({ state, validFrom, validTo }, access.plan.today)
  if ((shown.state as string | null) === null || standing === null) return []
  const { today } = access.plan
  return [{ type, holder, identifier, standing, state: stateOn({ state, validTo }, today), validTo: shown.validTo, trustGrade: shown.trustGrade }]
}
