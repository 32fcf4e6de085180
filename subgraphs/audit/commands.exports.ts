import { randomUUID } from 'node:crypto'
import type { Access } from '#platform/access'
import type { Clock } from '#platform/clock'
import { type Database, write } from '#platform/db'
import { once } from '#platform/db/once'
import { actError, inputError, type InputFault } from '#platform/errors'
import { filterFaults, type RecordFilter } from './domain/listing.ts'
import { textFaults } from './domain/text-faults.ts'
import type { recordQueries } from './queries.records.ts'
import { clientMutation } from './tables.alerts.ts'
import { type ExportFilter, recordExport } from './tables.exports.ts'

/** Which part of the record is exported, and why. */
export interface ExportRecordsInput {
  readonly filter?: RecordFilter | null
  readonly reason: string
  readonly clientMutationId?: string | null
}

const REASON_LEAST = 5
const HOURS = 24
const HOUR_MS = 3_600_000

/** What is larger is taken in parts, by narrower filters. */
const ENTRIES_MAX = 10_000

const TOO_MANY: InputFault = { argument: 'input.filter', check: 'TOO_MANY', en: `finds more than ${ENTRIES_MAX} requests; narrow it`, zh: `符合条件的记录超过${ENTRIES_MAX}条，请缩小范围` }

/** What people do to take a part of the record away; gives the id of the export. */
export function exportCommands({ db, clock }: { readonly db: Database; readonly clock: Clock }, { countUpTo }: Pick<ReturnType<typeof recordQueries>, 'countUpTo'>) {
  return {
    /** @throws BAD_USER_INPUT naming each part that is wrong, or where too much is found */
    async exportRecords(access: Access, input: ExportRecordsInput): Promise<string> {
      const { agency, actor: { consumer, operator } } = access.plan
      if (agency === '') throw actError('FORBIDDEN', 'only an agency exports the record', '仅限机构导出')
      if (operator === 'UNATTENDED') throw actError('FORBIDDEN', 'a person does this, no unattended system', '须由人员办理，无人值守系统不得办理')
      const filter = input.filter ?? {}
      const now = clock.now()
      const held = endingBy(filter, now)
      const ofFilter = filterFaults(filter, held.to).map((fault) => ({ ...fault, argument: `input.${fault.argument}` }))
      const faults = [...ofFilter, ...textFaults('input.reason', input.reason, REASON_LEAST)]
      if (faults.length > 0) throw inputError(faults)
      const entries = await countUpTo(access, held, ENTRIES_MAX + 1)
      if (entries > ENTRIES_MAX) throw inputError([TOO_MANY])
      const opened = {
        id: `X-${randomUUID()}`, openedAt: new Date(now), expiresAt: new Date(now + HOURS * HOUR_MS), agency, consumer, operator, reason: input.reason.trim(), filter: held, entries,
      }
      const sending = { agency, consumer, operation: 'exportRecords', id: input.clientMutationId, input }
      return write(db.orm.transaction((orm) => once(orm, clientMutation, sending, async () => {
        await orm.insert(recordExport).values(opened)
        return opened.id
      })))
    },
  }
}

export type ExportCommands = ReturnType<typeof exportCommands>

// An export would grow otherwise, by the record of its own pages too.
function endingBy(filter: RecordFilter, now: number): ExportFilter {
  const to = filter.to === undefined || filter.to === null || Date.parse(filter.to) > now ? new Date(now).toISOString() : filter.to
  return { ...filter, to }
}
