import { asc, eq, sql } from 'drizzle-orm'
import type { Access } from '#platform/access'
import { type Database, planned, read } from '#platform/db'
import { seriesIn } from './domain/identifier.ts'
import { licence, licenceHolder, seriesOf } from './tables.ts'
import { licenceEvent } from './tables.issuing.ts'

/** What was done to licences, each in all its versions: one statement, whatever their number. */
export function historyQueries(db: Database) {
  const { position, slice, version, operation, before, after, reason, agency, at } = licenceEvent
  const series = seriesOf(licence.identifier)
  const subjects = sql<string[]>`array(select each.subject_key from ${licenceHolder} as each where each.identifier = ${licenceEvent}.identifier order by each.place)`
  const history = planned(db, 'licences_history', {
    type: 'LicenceChange',
    columns: { slice, subjects, issuer: licence.issuer, version, operation, before, after, reason, agency, at },
    always: ['slice', 'subjects', 'issuer'],
    needs: { stateBefore: ['before'], stateAfter: ['after'] },
    select: (columns) =>
      db.orm
        .select({ ...columns, series })
        .from(licence)
        .innerJoin(licenceEvent, eq(licenceEvent.identifier, licence.identifier))
        .where(sql`${series} = any(${sql.placeholder('keys')}::text[])`)
        .orderBy(asc(position)),
  })

  return {
    /** The history of each of some licences, oldest first; `of` is the identifier asked for. Whose it is, the rule on its type looks at. */
    async history(access: Access, identifiers: readonly string[]) {
      const wanted = new Map(identifiers.map((identifier) => [identifier, seriesIn(identifier)]))
      const rows = await read(history(access), { keys: [...new Set(wanted.values())] })
      return identifiers.flatMap((of) => rows.filter((row) => row.series === wanted.get(of)).map((row) => {
        const { before: stateBefore, after: stateAfter, issuer, agency: by, ...stored } = row
        const told = { ...stored, stateBefore, stateAfter, agency: by === '' ? null : by, agencies: issuer === null ? [] : [issuer] }
        return { ...access.disclose('LicenceChange', told), of }
      }))
    },
  }
}

export type ChangeShown = Awaited<ReturnType<ReturnType<typeof historyQueries>['history']>>[number]
