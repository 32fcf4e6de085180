import { type Database, insertAll } from '#platform/db'
import type { LibraryServices } from '#platform/subgraph'
import type { Commands } from './commands.inputs.ts'
import { handling } from './commands.handling.ts'
import { openings } from './commands.opening.ts'
import { rosters } from './commands.rosters.ts'
import { ofTwoPeople } from './commands.confirming.ts'
import * as tables from './tables.ts'

type PartyRow = typeof tables.caseParty.$inferInsert

/**
 * Rows of every table of the library, as the seeds and loads give them. A party takes what it repeats from its case.
 * Tables that a source does not keep may be left out.
 */
export interface CasesRows {
  readonly cases: readonly (typeof tables.caseRecord.$inferInsert)[]
  readonly agencies: readonly (typeof tables.caseAgency.$inferInsert)[]
  readonly parties: readonly Omit<PartyRow, 'division' | 'slice' | 'appliedAt'>[]
  readonly materials: readonly (typeof tables.caseMaterial.$inferInsert)[]
  readonly processes: readonly (typeof tables.caseProcess.$inferInsert)[]
  readonly results: readonly (typeof tables.caseResult.$inferInsert)[]
  readonly contacts?: readonly (typeof tables.caseContact.$inferInsert)[]
  readonly specials?: readonly (typeof tables.caseSpecial.$inferInsert)[]
  readonly evaluations?: readonly (typeof tables.caseEvaluation.$inferInsert)[]
}

/**
 * Writes a whole load. Fails as a whole where a key exists already, so that a load is never half done.
 *
 * @throws RangeError when a party's case is not part of the load
 */
export async function load(db: Database, rows: CasesRows): Promise<void> {
  await insertAll(db, [
    [tables.caseRecord, rows.cases],
    [tables.caseAgency, rows.agencies],
    [tables.caseParty, partiesOf(rows)],
    [tables.caseMaterial, rows.materials],
    [tables.caseProcess, rows.processes],
    [tables.caseResult, rows.results],
    [tables.caseContact, rows.contacts ?? []],
    [tables.caseSpecial, rows.specials ?? []],
    [tables.caseEvaluation, rows.evaluations ?? []],
  ])
}

function partiesOf({ cases, parties }: CasesRows): PartyRow[] {
  const byNumber = new Map(cases.map((each) => [each.caseNo, each]))
  return parties.map((party) => {
    const own = byNumber.get(party.caseNo)
    if (own === undefined) throw new RangeError('a party belongs to a case that is not part of the load')
    return { ...party, division: own.division, slice: own.slice, appliedAt: own.appliedAt }
  })
}

/** What callers may change, each as the agency for which it acts, or in person. */
export function commands(services: LibraryServices): Commands {
  return { ...openings(services), ...handling(services), ...ofTwoPeople(services), ...rosters(services) }
}
