import { sql } from 'drizzle-orm'
import type { Access, AccessPlan } from '#platform/access'
import { write } from '#platform/db'
import { actError, inputError } from '#platform/errors'
import type { CopyMaking, CopyServices } from './commands.making.ts'
import { reasonFaults } from './domain/copy-input.ts'
import { copyStates } from './domain/copy-state.ts'
import type { CopyOnFile, CopyQueries, CopyShown } from './queries.copies.ts'
import { licenceCopy } from './tables.copies.ts'

/** What is done to copies that were made. */
export function withdrawalCommands({ db, clock }: CopyServices, told: CopyQueries, { withAddress }: CopyMaking) {
  return {
    /** Gives a living copy another address, for whoever made it. */
    async addressLicenceCopy(access: Access, { number }: { number: string }): Promise<CopyShown | null> {
      const copy = await told.onFile(access, number)
      if (copy === null || !isMaker(access.plan, copy)) throw nobodys()
      if (copy.state !== 'GENUINE') throw actError('CONFLICT', `the copy counts no longer: ${copy.state}`, `该加注件已不可用：${copyStates[copy.state]}`)
      return withAddress(access, number)
    },

    /** Withdraws a copy, for whoever made it, the issuers of its licences, and the holder where it had a say. */
    async withdrawLicenceCopy(access: Access, { number, reason }: { number: string; reason: string }): Promise<CopyShown | null> {
      const faults = reasonFaults(reason)
      if (faults.length > 0) throw inputError(faults)
      const copy = await told.onFile(access, number)
      const { represented } = access.plan.actor
      const ours = represented === null ? (copy?.agencies ?? []).includes(access.plan.agency) : (copy?.subjects ?? []).includes(represented)
      if (copy === null || !ours) throw nobodys()
      if (represented !== null && copy.basis === 'DUTY') throw actError('FORBIDDEN', 'what an agency copied by duty is not for the holder to withdraw', '机构依职权制作的加注件不由持证人撤回')
      await write(db.orm.update(licenceCopy).set({ withdrawnAt: new Date(clock.now()), withdrawalReason: reason, address: null })
        .where(sql`${licenceCopy.number} = ${number} and ${licenceCopy.withdrawnAt} is null`))
      return told.copy(access, number)
    },
  }
}

function isMaker({ agency, actor }: AccessPlan, copy: CopyOnFile): boolean {
  return actor.represented === null ? copy.represented === null && copy.agency === agency : copy.represented === actor.represented
}

function nobodys() {
  return actError('NOT_FOUND', 'number: no such copy of this agency or person', 'number：没有本机构或本人的该加注件')
}
