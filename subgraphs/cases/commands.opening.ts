import { between, sql } from 'drizzle-orm'
import type { Access, AccessPlan, NamedMatter } from '#platform/access'
import { today } from '#platform/clock'
import { type Orm, write } from '#platform/db'
import { actError, inputError } from '#platform/errors'
import { formatCaseNumber, parseCreditCode } from '#platform/identifiers'
import type { LibraryServices } from '#platform/subgraph'
import { assertAttended, assertUnderWay, type Named, noted, onceFor, taken } from './commands.files.ts'
import { rulesOf } from './domain/kinds.ts'
import { needsTwo } from './domain/open.ts'
import { expiryOf, type Opening, openingFaults, roleByMatter } from './domain/opening.ts'
import { partyFiled, type PartyFiled } from './domain/parties.ts'
import { caseAgency, caseParty, caseRecord } from './tables.ts'

const SEQUENCE_MOST = 999_999

/** What is opened and filed. */
export function openings({ db, clock }: LibraryServices) {
  return {
    /**
     * Gives a case its number.
     *
     * @returns the number
     * @throws BAD_USER_INPUT with every fault of the input
     */
    openCase({ plan }: Access, input: Opening & Named): Promise<string> {
      const matter = plan.matters.get(input.matter)
      const faults = openingFaults(input, matter, plan.agency, plan.actor.represented !== null)
      if (matter === undefined || faults.length > 0) throw inputError(faults)
      if (needsTwo(input.kind)) assertAttended(plan)
      return write(db.orm.transaction((orm) => onceFor(orm, plan, 'openCase', input, async () => {
        const at = new Date(clock.now())
        const caseNo = await nextNumber(orm, matter.code, today(clock))
        await file(orm, plan, input, { caseNo, matter, at })
        await noted(orm, plan, caseNo, at, { action: 'OPEN', from: null, to: rulesOf(input.kind).state, note: input.basis ?? null })
        return caseNo
      })))
    },

    /**
     * Makes an application of a draft, under its number.
     *
     * @returns the number
     * @throws NOT_FOUND where it is nobody's draft or somebody else's, CONFLICT where it has expired or is none any more
     */
    fileDraft: ({ plan }: Access, input: { caseNo: string } & Named): Promise<string> =>
      write(db.orm.transaction((orm) => onceFor(orm, plan, 'fileDraft', input, async () => {
        const onFile = await taken(orm, plan, input.caseNo)
        const { caseNo, kind, state } = onFile.row
        const at = new Date(clock.now())
        if (kind !== 'DRAFT') throw actError('CONFLICT', 'the case has been filed already', '该办件已提交')
        assertUnderWay(onFile, '', clock.now())
        await orm.update(caseRecord).set({ kind: 'APPLICATION', evidence: 'OWN_SESSION', expiresAt: null, appliedAt: at, updatedAt: at }).where(sql`${caseRecord.caseNo} = ${caseNo}`)
        await orm.update(caseParty).set({ appliedAt: at }).where(sql`${caseParty.caseNo} = ${caseNo}`)
        await noted(orm, plan, caseNo, at, { action: 'FILE', from: state, to: state })
        return caseNo
      }))),
  }
}

/** The next number of a matter and a day. Whoever opens a case of the same matter meanwhile waits, in whatever process. */
async function nextNumber(orm: Orm, implementationCode: string, date: string): Promise<string> {
  const numbered = (sequence: number) => formatCaseNumber({ implementationCode, date, sequence })
  await orm.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`case number ${implementationCode} ${date}`}, 0))`)
  const [found] = await orm
    .select({ last: sql<string | null>`max(${caseRecord.caseNo})` })
    .from(caseRecord)
    .where(between(caseRecord.caseNo, numbered(0), numbered(SEQUENCE_MOST)))
  const sequence = found?.last == null ? 1 : Number(found.last.slice(-6)) + 1
  if (sequence > SEQUENCE_MOST) throw actError('CONFLICT', 'the numbers of this matter are used up for today', '该事项当日办件编号已用尽')
  return numbered(sequence)
}

interface Place {
  readonly caseNo: string
  readonly matter: NamedMatter
  readonly at: Date
}

async function file(orm: Orm, plan: AccessPlan, opening: Opening, { caseNo, matter, at }: Place): Promise<void> {
  const { kind, summary, rosterDigest, rosterRole, documentNo, category } = opening
  const division = opening.handlingDivision ?? matter.division
  const expiry = expiryOf(opening, at.getTime())
  const parties = partiesOf(opening, plan)
  await orm.insert(caseRecord).values({
    caseNo, kind, division, slice: matter.code, basicCode: matter.basicCode, summary: summary ?? null, state: rulesOf(kind).state, handlingDivision: division,
    subject: principalOf(parties)?.subject ?? null, appliedAt: at, evidence: 'NONE', rosterDigest: rosterDigest?.toLowerCase() ?? null, rosterRole: rosterRole ?? null, openedBy: plan.actor.operator,
    expiresAt: expiry === null ? null : new Date(expiry), documentNo: documentNo ?? null, category: category ?? null, recordedAt: at, updatedAt: at,
  })
  await orm.insert(caseAgency).values(agenciesOf(opening, plan, matter).map((each) => ({ caseNo, ...each })))
  if (parties.length === 0) return
  await orm.insert(caseParty).values(parties.map((party, at0) => ({ ...partyRow(party, { caseNo, division, slice: matter.code, appliedAt: at }, at), ordinal: at0 + 1 })))
}

// Who implements the matter has the case whoever opens it.
function agenciesOf({ step }: Opening, { agency }: AccessPlan, matter: NamedMatter) {
  const deciding = { agency: matter.agency, role: 'DECIDING' as const, step: null }
  const role = roleByMatter(matter, agency)
  return role === null || role === 'DECIDING' ? [deciding] : [deciding, { agency, role, step: role === 'JOINT' ? (step ?? null) : null }]
}

function partiesOf({ kind, parties }: Opening, { actor: { represented } }: AccessPlan): PartyFiled[] {
  if (kind !== 'DRAFT' || represented === null) return parties.map(partyFiled)
  const subjectKind = parseCreditCode(represented).ok ? 'ORGANISATION' : 'PERSON'
  return [{ role: 'APPLICANT', subject: represented, subjectKind, documentType: null, name: null }]
}

/** The party that a case is about first. */
export function principalOf<Party extends { readonly role: string }>(parties: readonly Party[]): Party | undefined {
  return parties.find(({ role }) => role === 'APPLICANT' || role === 'RESPONDENT') ?? parties[0]
}

type CaseOfParty = Pick<typeof caseParty.$inferInsert, 'caseNo' | 'division' | 'slice' | 'appliedAt'>

/** A party with what it repeats of its case. */
export function partyRow(party: PartyFiled, own: CaseOfParty, addedAt: Date) {
  return { ...party, ...own, addedAt, kind: party.subjectKind === 'PERSON' ? '1' : null, recordedAt: addedAt, updatedAt: addedAt }
}
