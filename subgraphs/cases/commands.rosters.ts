import { and, count, eq, inArray, or, sql } from 'drizzle-orm'
import type { Access } from '#platform/access'
import { type Orm, write } from '#platform/db'
import { actError, inputError } from '#platform/errors'
import type { LibraryServices } from '#platform/subgraph'
import { assertMayAct, assertUnderWay, noted, onceFor, type OnFile, taken } from './commands.files.ts'
import { move, type Numbered } from './commands.handling.ts'
import { fault } from './domain/faults.ts'
import { ROSTER_PART_MOST } from './domain/kinds.ts'
import { type LineFault, type LineGiven, readPart } from './domain/roster.ts'
import { rosterLine } from './tables.ts'

/** A part of a list, and what became of it. */
export interface PartAdded {
  readonly caseNo: string
  readonly faults: readonly LineFault[]
}

/** What is done to the list of a roster while it is not sealed. */
export function rosters({ db, clock }: LibraryServices) {
  const takenList = async (orm: Orm, { plan }: Access, caseNo: string) => {
    const onFile = await taken(orm, plan, caseNo)
    assertMayAct('ROSTER', onFile)
    assertOfList(onFile)
    assertUnderWay(onFile, plan.agency, clock.now())
    return onFile
  }

  return {
    /** @throws CONFLICT where the case is no roster, is sealed or closed; BAD_USER_INPUT, FORBIDDEN, NOT_FOUND */
    addRosterLines: (access: Access, { caseNo, lines }: { caseNo: string; lines: readonly LineGiven[] }): Promise<PartAdded> =>
      write(db.orm.transaction(async (orm) => {
        if (lines.length > ROSTER_PART_MOST) {
          throw inputError([fault('input.lines', 'COUNT', `at most ${ROSTER_PART_MOST} lines at a time`, `每次不超过${ROSTER_PART_MOST}行`)])
        }
        const { row: { state } } = await takenList(orm, access, caseNo)
        const { write: written, faults } = readPart(lines, await onFileOf(orm, caseNo, lines))
        await writeLines(orm, caseNo, written)
        const note = `lines ${lines.length}, faulty ${faults.length}`
        await noted(orm, access.plan, caseNo, new Date(clock.now()), { action: 'LINES', from: state, to: state, note })
        return { caseNo, faults }
      })),

    /** @throws CONFLICT where count or digest are not those of the case, or it is no roster, sealed or closed; FORBIDDEN, NOT_FOUND */
    sealRoster: (access: Access, input: Numbered & { count: number; digest: string }): Promise<string> =>
      write(db.orm.transaction((orm) => onceFor(orm, access.plan, 'sealRoster', input, async () => {
        const onFile = await takenList(orm, access, input.caseNo)
        const { caseNo, rosterDigest } = onFile.row
        const [found] = await orm.select({ total: count() }).from(rosterLine).where(eq(rosterLine.caseNo, caseNo))
        if (found?.total !== input.count || input.count < 1) throw actError('CONFLICT', 'the list has another number of lines', '名册行数与所报不符')
        if (rosterDigest !== input.digest.toLowerCase()) throw actError('CONFLICT', 'the case was opened for a file with another digest', '名册摘要与新建办件时所报不符')
        await move(orm, access.plan, onFile, '30', new Date(clock.now()), { action: 'SEAL', note: `lines ${input.count}` })
        return caseNo
      }))),
  }
}

function assertOfList({ row: { kind, state } }: OnFile): void {
  if (kind !== 'ROSTER') throw actError('CONFLICT', 'the case is no roster', '该办件不是名册核验办件')
  if (state !== '10') throw actError('CONFLICT', 'the list of the roster is sealed', '名册已封存')
}

function onFileOf(orm: Orm, caseNo: string, lines: readonly LineGiven[]) {
  const { line, subject, failed } = rosterLine
  const named = or(inArray(line, lines.map((each) => each.line)), inArray(subject, lines.map((each) => each.number)))
  return lines.length === 0 ? [] : orm.select({ line, subject, failed }).from(rosterLine).where(and(eq(rosterLine.caseNo, caseNo), named))
}

async function writeLines(orm: Orm, caseNo: string, lines: readonly Omit<typeof rosterLine.$inferInsert, 'caseNo'>[]): Promise<void> {
  if (lines.length === 0) return
  await orm.insert(rosterLine).values(lines.map((each) => ({ caseNo, ...each }))).onConflictDoUpdate({
    target: [rosterLine.caseNo, rosterLine.line], set: { subject: sql`excluded.subject_key`, failed: sql`excluded.failed_check` },
  })
}
