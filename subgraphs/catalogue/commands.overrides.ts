import { eq } from 'drizzle-orm'
import type { Access } from '#platform/access'
import { once } from '#platform/db/once'
import { actError, inputError } from '#platform/errors'
import type { LibraryServices } from '#platform/subgraph'
import { changing } from './commands.changing.ts'
import { tellAgencies } from './commands.telling.ts'
import { type OverrideInput, overrideFaults } from './domain/override-input.ts'
import * as tables from './tables.ts'

const HOUR_MS = 3_600_000

/** What the sharing authority may let others do. */
export function overrideCommands({ db, clock }: LibraryServices) {
  return {
    /**
     * Lets an agency go beyond the regions of its grants in one case, for some hours.
     *
     * @returns its id
     * @throws BAD_USER_INPUT with every fault; NOT_FOUND where the catalogue does not know the agency
     */
    async overrideRegion({ plan }: Access, input: OverrideInput): Promise<string> {
      const faults = overrideFaults(input)
      if (faults.length > 0) throw inputError(faults)
      const { agency, actor: { consumer, operator } } = plan
      const by = { agency, consumer, operator }
      const sending = { agency, consumer, operation: 'overrideRegion', id: input.clientMutationId, input }
      return changing(db, (orm) => once(orm, tables.clientMutation, sending, async () => {
        const [known] = await orm.select({ code: tables.agency.creditCode }).from(tables.agency).where(eq(tables.agency.creditCode, input.agency))
        if (known === undefined) throw actError('NOT_FOUND', 'input.agency: no such agency', 'input.agency：没有该机构')
        const at = new Date(clock.now())
        const id = `O-${crypto.randomUUID()}`
        const { agency: consumerAgency, caseNo, hours } = input
        const reason = input.reason.trim()
        await orm.insert(tables.regionOverride).values({ id, consumerAgency, caseNo, reason, validFrom: at, validUntil: new Date(at.getTime() + hours * HOUR_MS), ...by })
        await orm.insert(tables.event).values({ kind: 'OVERRIDE', subject: id, version: 1, at, action: 'OVERRIDE', ...by, fromState: null, toState: 'IN_FORCE', note: reason })
        await tellAgencies(orm, [consumerAgency], 'OVERRIDE_GIVEN', id, at)
        return id
      }))
    },
  }
}
