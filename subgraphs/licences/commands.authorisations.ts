import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import type { Access } from '#platform/access'
import { write } from '#platform/db'
import { once } from '#platform/db/once'
import { actError, inputError } from '#platform/errors'
import type { CopyServices } from './commands.making.ts'
import { sendingOf } from './commands.sending.ts'
import { hashOf, leaveCodeHash, newLeaveCode, newShown, SHOWN_MS } from './domain/copy-codes.ts'
import { expiryFaults, licencesFaults, timesFaults } from './domain/copy-input.ts'
import { chosen } from './domain/copy-licences.ts'
import type { CopyQueries } from './queries.copies.ts'
import type { ReadPrintable } from './queries.printable.ts'
import { copyMutation, licenceAuthorisation, licenceCopy, licenceShowing } from './tables.copies.ts'

/** Leave as its holder gives it. */
export interface AuthoriseUse {
  readonly clientMutationId?: string | null
  readonly licences: readonly string[]
  readonly agency: string
  readonly matter: string
  readonly expiresAt: string
  readonly times: number
}

/** What holders do so that others may copy their licences. */
export function authorisationCommands({ db, clock, faceKey }: CopyServices, told: CopyQueries, printable: ReadPrintable) {
  const own = async (access: Access, identifiers: readonly string[]) => {
    const holder = access.plan.actor.represented ?? ''
    const { licences } = chosen(access, await printable(access, identifiers), { identifiers, byGrant: false, holder })
    return { holder, division: licences[0]?.division ?? '' }
  }

  return {
    /** Gives leave; its code is told to the first sending alone. */
    async authoriseLicenceUse(access: Access, input: AuthoriseUse) {
      const { plan } = access
      const faults = [...licencesFaults(input.licences), ...expiryFaults(input.expiresAt, clock.now()), ...timesFaults(input.times)]
      if (faults.length > 0) throw inputError(faults)
      if (plan.matters.get(input.matter)?.inUse !== true) {
        throw inputError([{ argument: 'input.matter', check: 'matter', en: 'no matter in use', zh: '不是在用事项' }])
      }
      const { holder, division } = await own(access, input.licences)
      const code = newLeaveCode()
      let made = false
      const id = await write(db.orm.transaction((orm) => once(orm, copyMutation, sendingOf(plan, 'authoriseLicenceUse', input), async () => {
        made = true
        const { agency, matter, times, licences } = input
        const values = { id: randomUUID(), code: leaveCodeHash(code), subject: holder, division, identifiers: [...licences], agency, matter, times }
        await orm.insert(licenceAuthorisation).values({ ...values, createdAt: new Date(clock.now()), expiresAt: new Date(input.expiresAt) })
        return values.id
      })))
      plan.read.add(holder)
      return told.authorisation(access, id, made ? code : null)
    },

    /** Takes leave back, and with it the copies made by it. */
    async withdrawLicenceAuthorisation(access: Access, { id }: { id: string }) {
      const found = await told.authorisation(access, id, null)
      if (found === null || !found.subjects.includes(access.plan.actor.represented ?? '')) {
        throw actError('NOT_FOUND', 'id: no such leave of this person or organisation', 'id：没有本人或本单位的该授权')
      }
      const at = new Date(clock.now())
      await write(db.orm.transaction(async (orm) => {
        await orm.update(licenceAuthorisation).set({ withdrawnAt: at }).where(sql`${licenceAuthorisation.id} = ${id} and ${licenceAuthorisation.withdrawnAt} is null`)
        await orm.update(licenceCopy).set({ withdrawnAt: at, withdrawalReason: '授权已撤回', address: null })
          .where(sql`${eq(licenceCopy.authorisation, id)} and ${licenceCopy.withdrawnAt} is null`)
      }))
      return told.authorisation(access, id, null)
    },

    /** Makes what a holder shows at a window; what was shown before is good for nothing from then on. */
    async showLicences(access: Access, { licences }: { licences: readonly string[] }) {
      const faults = licencesFaults(licences)
      if (faults.length > 0) throw inputError(faults)
      const { holder, division } = await own(access, licences)
      const until = clock.now() + SHOWN_MS
      const text = newShown(faceKey, until)
      const shown = { division, identifiers: [...licences], code: hashOf(text), expiresAt: new Date(until) }
      await write(db.orm.insert(licenceShowing).values({ subject: holder, ...shown }).onConflictDoUpdate({ target: licenceShowing.subject, set: shown }))
      access.plan.read.add(holder)
      return { text, expiresAt: new Date(until), subjects: [holder], agencies: [] }
    },
  }
}
