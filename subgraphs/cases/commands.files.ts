import { and, eq, isNull } from 'drizzle-orm'
import type { AccessPlan } from '#platform/access'
import type { Orm } from '#platform/db'
import { once } from '#platform/db/once'
import { actError } from '#platform/errors'
import { type Act, mayAct, stateInWords } from './domain/acts.ts'
import type { AgencyRole } from './domain/codes.ts'
import { isOpen } from './domain/open.ts'
import { caseAgency, caseEvent, caseParty, caseRecord, type CaseRow, clientMutation } from './tables.ts'

/** A case on file, held by the transaction that changes it. */
export interface OnFile {
  readonly row: CaseRow
  /** Roles of the calling agency; none where somebody acts in person. */
  readonly roles: readonly AgencyRole[]
  /** Credit codes of all agencies with a role. */
  readonly agencies: readonly string[]
}

/** Every change may name itself, so that it has one effect however often it is sent. */
export interface Named {
  readonly clientMutationId?: string | null
}

/** Pseudonym of a system that acts by itself. */
const NOBODY = 'UNATTENDED'

/** Does a change once for each `clientMutationId` of an agency's system, or of whoever acts in person. */
export function onceFor(orm: Orm, { agency, actor }: AccessPlan, operation: string, input: Named, change: () => Promise<string>): Promise<string> {
  const sending = { agency: actor.represented ?? agency, consumer: actor.consumer, operation, id: input.clientMutationId, input }
  return once(orm, clientMutation, sending, change)
}

/**
 * Takes a case from its shelf, so that nobody else changes it meanwhile.
 *
 * @throws NOT_FOUND where it is not the calling agency's, or was not applied for by whoever acts in person, and where there is none
 */
export async function taken(orm: Orm, plan: AccessPlan, caseNo: string): Promise<OnFile> {
  const { represented } = plan.actor
  const [row] = await orm.select().from(caseRecord).where(eq(caseRecord.caseNo, caseNo)).for('update')
  if (row === undefined) throw nobodys()
  if (represented !== null) {
    if (!(await hasApplied(orm, caseNo, represented))) throw nobodys()
    return { row, roles: [], agencies: [] }
  }
  const parts = await orm.select().from(caseAgency).where(eq(caseAgency.caseNo, caseNo))
  const roles = parts.flatMap(({ agency, role }) => (agency === plan.agency ? [role] : []))
  // What is being prepared is nobody's business but the subject's own.
  if (roles.length === 0 || row.kind === 'DRAFT') throw nobodys()
  return { row, roles, agencies: parts.map(({ agency }) => agency) }
}

async function hasApplied(orm: Orm, caseNo: string, subject: string): Promise<boolean> {
  const itself = and(eq(caseParty.caseNo, caseNo), eq(caseParty.subject, subject), eq(caseParty.role, 'APPLICANT'), isNull(caseParty.removedAt))
  return (await orm.select({ ordinal: caseParty.ordinal }).from(caseParty).where(itself)).length > 0
}

function nobodys() {
  return actError('NOT_FOUND', 'caseNo: no such case of this agency', 'caseNo：本机构没有该办件')
}

/** @throws FORBIDDEN where somebody acts in person, or the agency's role in the case does not reach that far */
export function assertMayAct(act: Act, { row, roles }: OnFile): void {
  if (mayAct(act, roles, row.state)) return
  throw actError('FORBIDDEN', 'the role in the case does not reach that far', '在该办件中的角色无权办理此操作')
}

/** @throws FORBIDDEN where nobody stands behind the system: of two people each is somebody */
export function assertAttended({ actor }: AccessPlan): void {
  if (actor.operator !== NOBODY) return
  throw actError('FORBIDDEN', 'this takes a person at the system', '此操作须由在岗人员办理，系统不得自动办理')
}

/**
 * @throws CONFLICT naming the state of a case that is closed
 */
export function assertUnderWay({ row }: OnFile, agency: string, now: number): void {
  // The second person and the seal come later; whoever prepares a case works on it before.
  if (isOpen({ ...row, kind: 'APPLICATION' }, agency, now)) return
  if (row.expiresAt !== null && row.expiresAt.getTime() <= now) throw actError('CONFLICT', 'the case has expired', '该办件已到期')
  const words = stateInWords(row.state)
  throw actError('CONFLICT', `the case is closed, in state ${words?.en ?? 'unknown'}`, `该办件已关闭，当前状态：${words?.zh ?? '未知'}`)
}

/** One line of what was done to a case. */
interface Done {
  readonly action: string
  readonly from: string | null
  readonly to: string
  readonly note?: string | null
}

/** Notes who did what to a case, and when. */
export async function noted(orm: Orm, { agency, actor }: AccessPlan, caseNo: string, at: Date, { action, from, to, note = null }: Done): Promise<void> {
  await orm.insert(caseEvent).values({ caseNo, at, action, agency, consumer: actor.consumer, operator: actor.operator, fromState: from, toState: to, note })
}
