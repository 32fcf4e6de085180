import { desc, getTableColumns, sql } from 'drizzle-orm'
import type { Access } from '#platform/access'
import { type Cursors, page, pageSize, positionAfter } from '#platform/connection'
import { type Database, planned, type PlannedRow, read } from '#platform/db'
import { applicationDraft, type ApplicationDraftRow } from './tables.drafts.ts'

const LIST = 'Query.applicationDrafts'

/** What the list of drafts is asked for. */
export interface DraftListing {
  readonly first?: number | null
  readonly after?: string | null
}

const { placeholder } = sql

/** The reading SQL of drafts. */
export function draftQueries({ db, cursors }: { db: Database; cursors: Cursors }) {
  const plan = { type: 'KeptDraft', columns: getTableColumns(applicationDraft), always: ['id', 'version', 'agency', 'keptAt'] } as const
  const list = planned(db, 'catalogue_drafts', {
    ...plan,
    select: (columns) => db.orm.select(columns).from(applicationDraft)
      .where(sql`${applicationDraft.agency} = ${placeholder('agency')} and ${applicationDraft.discardedAt} is null
        and (${placeholder('afterAt')}::text is null or (${applicationDraft.keptAt}, ${applicationDraft.id}) < (${placeholder('afterAt')}::timestamptz, ${placeholder('afterId')}))`)
      .orderBy(desc(applicationDraft.keptAt), desc(applicationDraft.id)).limit(placeholder('limit')),
  })
  const one = planned(db, 'catalogue_draft', { ...plan, select: (columns) => db.orm.select(columns).from(applicationDraft).where(sql`${applicationDraft.id} = ${placeholder('id')}`) })

  return {
    /** A page of drafts of the calling agency, the one that was kept last first. */
    async drafts(access: Access, listing: DraftListing) {
      const size = pageSize(listing.first)
      const [afterAt = null, afterId = null] = positionAfter(cursors, LIST, listing.after) ?? []
      const { agency } = access.plan
      const rows = agency === '' ? [] : await read(list(access), { agency, afterAt, afterId, limit: size + 1 })
      return page(rows.map((row) => shown(access, row)), size, ({ id, at }) => cursors.encode(LIST, [at, id]))
    },

    /** One draft, thrown away or not; whose it is, the row rule looks at. */
    async draft(access: Access, id: string) {
      const [row] = await read(one(access), { id })
      return row === undefined ? null : shown(access, row)
    },
  }
}

function shown(access: Access, row: PlannedRow<ApplicationDraftRow, 'id' | 'version' | 'agency' | 'keptAt'>) {
  return access.disclose('KeptDraft', { ...row, at: row.keptAt.toISOString(), agencies: [row.agency] })
}
