import { eq } from 'drizzle-orm'
import type { Access } from '#platform/access'
import { instant } from '#platform/clock'
import { write } from '#platform/db'
import { actError, inputError } from '#platform/errors'
import type { LibraryServices } from '#platform/subgraph'
import { assertAgency } from './commands.batches.ts'
import { tell } from './commands.versions.ts'
import { NUMBER_MAX, textFault } from './domain/given.ts'
import { CHECKED, CHECK_ORIGINAL, UPLOADED } from './domain/grades.ts'
import { licence, licenceHolder } from './tables.ts'

export interface CheckInput {
  readonly identifier: string
  readonly reference?: string | null
}

export interface Checked {
  readonly identifier: string
  readonly trustGrade: string
  readonly checkedAt: string
}

/** Pseudonym of a system that acts by itself. */
const NOBODY = 'UNATTENDED'

/** Notes that a window has seen the original of what was uploaded. */
export function checking({ db, clock }: Pick<LibraryServices, 'db' | 'clock'>) {
  return {
    /**
     * Raises an uploaded licence from grade C to B. It makes no version: nothing that the licence says has changed.
     *
     * @throws FORBIDDEN without a live case of the agency or a person at the window; NOT_FOUND for a licence of nobody whom the case
     *   concerns, as for none; CONFLICT where it is not of grade C, bears a seal, or another version took its place
     */
    checkLicenceOriginal: (access: Access, { identifier, reference }: CheckInput): Promise<Checked> => {
      const { agency, actor, liveCase } = access.plan
      assertAgency(access.plan)
      if (liveCase === null) throw actError('FORBIDDEN', 'this takes an open case of the agency', '须在本机构在办的办件中办理')
      if (actor.operator === NOBODY) throw actError('FORBIDDEN', 'this takes a person at the window', '须由窗口在岗人员核对原件')
      const faults = textFault('input.reference', reference, NUMBER_MAX)
      if (faults.length > 0) throw inputError(faults)
      return write(db.orm.transaction(async (orm) => {
        const [row] = await orm.select().from(licence).where(eq(licence.identifier, identifier)).for('update')
        const holders = await orm.select({ subject: licenceHolder.subject }).from(licenceHolder).where(eq(licenceHolder.identifier, identifier))
        if (row === undefined || !holders.some(({ subject }) => access.coversSubject(subject))) {
          throw actError('NOT_FOUND', 'identifier: no such licence of a party of the case', 'identifier：办件当事人没有该证照')
        }
        if (!row.current) throw actError('CONFLICT', 'another version took its place', '该版本已被新版本取代')
        if (row.trustGrade !== UPLOADED) throw actError('CONFLICT', 'only an uploaded licence, of grade C, is raised by its original', '仅可信等级为C（申请人上传）的证照须核对原件')
        // The seal is over the grade too, so a licence that bears one would be taken for forged from then on.
        if (row.signature !== null) throw actError('CONFLICT', 'it bears the seal of its issuer, who alone changes what it says', '该证照已有颁证机构签章，须由颁证机构变更')
        const at = new Date(clock.now())
        await orm.update(licence).set({ trustGrade: CHECKED, updatedAt: at, recordVersion: row.recordVersion + 1 }).where(eq(licence.identifier, identifier))
        const { slice, version, state } = row
        await tell(orm, [{
          identifier, slice, version, operation: CHECK_ORIGINAL, before: state, after: state, reason: reference ?? null, transferTo: null, caseNo: liveCase.caseNo,
          agency, consumer: actor.consumer, operator: actor.operator, at,
        }])
        return { identifier, trustGrade: CHECKED, checkedAt: instant(at) }
      }))
    },
  }
}
