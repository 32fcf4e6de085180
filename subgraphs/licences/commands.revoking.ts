import { and, eq, inArray } from 'drizzle-orm'
import type { Access } from '#platform/access'
import { instant, today } from '#platform/clock'
import { type Orm, write } from '#platform/db'
import { actError, inputError } from '#platform/errors'
import type { LibraryServices } from '#platform/subgraph'
import { assertAgency } from './commands.batches.ts'
import { tell } from './commands.versions.ts'
import { reasonFault } from './domain/given.ts'
import { CHECK_ORIGINAL, isHoldersOwn, UPLOAD } from './domain/grades.ts'
import { leadsFrom, OPERATIONS, stateInWords } from './domain/operations.ts'
import { stateOn } from './domain/validity.ts'
import { licence, licenceHolder, type LicenceRow } from './tables.ts'
import { licenceEvent } from './tables.issuing.ts'

export interface WithdrawUploadInput {
  readonly identifier: string
  readonly reason: string
}

export interface WithdrawnUpload {
  readonly identifier: string
  readonly state: string
  readonly withdrawnAt: string
}

/** Code of 注销原因 正常办理注销. */
const REGULAR = '1'

/** Takes uploads back, which have no issuer who could end them. */
export function revoking({ db, clock }: Pick<LibraryServices, 'db' | 'clock'>) {
  return {
    /**
     * Ends an upload. It makes no version, since nothing that it says has changed.
     *
     * @throws FORBIDDEN by a mandate; NOT_FOUND for what the caller neither uploaded nor checked, as for none; CONFLICT where another answers
     *   for it by now, or it has ended
     */
    withdrawLicenceUpload: ({ plan }: Access, { identifier, reason }: WithdrawUploadInput): Promise<WithdrawnUpload> => {
      const { agency, actor: { represented, inPerson, consumer, operator }, liveCase, read } = plan
      if (represented === null) assertAgency(plan)
      else if (!inPerson) throw actError('FORBIDDEN', 'only the holder may take an upload back, in person and identified at MEDIUM at least', '仅限持证主体本人、以中级以上实名认证撤回')
      const faults = reasonFault('input.reason', reason)
      if (faults.length > 0) throw inputError(faults)
      const operation = represented === null ? 'REVOKE' : 'CANCEL'
      return write(db.orm.transaction(async (orm) => {
        const [row] = await orm.select().from(licence).where(eq(licence.identifier, identifier)).for('update')
        const own = row !== undefined && (represented === null ? await isCheckedBy(orm, row, agency) : await isUploadOf(orm, row, represented))
        if (!own) throw actError('NOT_FOUND', 'input.identifier: no such upload of this holder or checked by this agency', 'input.identifier：没有本人（本单位）上传或本机构核对原件的该证照')
        const before = stateOn(row, today(clock))
        assertMayEnd(row, before, operation)
        const at = new Date(clock.now())
        const state = OPERATIONS[operation].to
        await orm.update(licence).set({
          state, stateNote: null, stateSince: today(clock), cancellationReason: operation === 'CANCEL' ? REGULAR : null, updatedAt: at, recordVersion: row.recordVersion + 1,
        }).where(eq(licence.identifier, identifier))
        const { slice, version } = row
        await tell(orm, [{
          identifier, slice, version, operation, before, after: state, reason: reason.trim(), transferTo: null, caseNo: liveCase?.caseNo ?? null, agency, consumer, operator, at,
        }])
        if (represented !== null) read.add(represented)
        return { identifier, state, withdrawnAt: instant(at) }
      }))
    },
  }
}

const eventsOf = (orm: Orm, identifier: string) =>
  orm.select({ operation: licenceEvent.operation, agency: licenceEvent.agency }).from(licenceEvent)
    .where(and(eq(licenceEvent.identifier, identifier), inArray(licenceEvent.operation, [UPLOAD, CHECK_ORIGINAL])))

// Whatever has an issuer is the issuer's to change.
async function isCheckedBy(orm: Orm, { identifier, issuer }: LicenceRow, agency: string): Promise<boolean> {
  return issuer === null && (await eventsOf(orm, identifier)).some((event) => event.operation === CHECK_ORIGINAL && event.agency === agency)
}

async function isUploadOf(orm: Orm, { identifier }: LicenceRow, holder: string): Promise<boolean> {
  const held = await orm.select().from(licenceHolder).where(and(eq(licenceHolder.identifier, identifier), eq(licenceHolder.subject, holder)))
  return held.length > 0 && (await eventsOf(orm, identifier)).some(({ operation }) => operation === UPLOAD)
}

function assertMayEnd({ current, trustGrade }: LicenceRow, state: string, operation: 'REVOKE' | 'CANCEL'): void {
  if (!current) throw actError('CONFLICT', 'another version took its place', '该版本已被新版本取代')
  if (operation === 'CANCEL' && !isHoldersOwn(trustGrade)) throw actError('CONFLICT', 'a window has checked its original: the agency of that window takes it back', '窗口已核对原件，须由核对的机构撤回')
  if (leadsFrom(operation, state)) return
  const { en, zh } = stateInWords(state)
  throw actError('CONFLICT', `it has ended: its state is ${en}`, `该证照已失效：状态为${zh}`)
}
