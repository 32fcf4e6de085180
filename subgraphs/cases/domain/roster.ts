import { checkFailed } from '#platform/scalars'
import { ROSTER_LINES_MOST } from './kinds.ts'

/** A line as a part of a list brings it: a person's key, or what stands for a number that failed a check. */
export interface LineGiven {
  readonly line: number
  readonly number: string
}

/** A line as the file keeps it: with a person, or with the check that failed. */
export interface LineFiled {
  readonly line: number
  readonly subject: string | null
  readonly failed: string | null
}

export interface LineFault {
  readonly line: number
  readonly check: string
}

/** What becomes of a part of a list. */
export interface PartRead {
  /** Lines to be written, new ones and those that take the place of a faulty one. */
  readonly write: readonly LineFiled[]
  /** Lines that could not be accepted, in their order. */
  readonly faults: readonly LineFault[]
}

/**
 * Lays a part of a list onto what is on file. A line that is on file with a person stays; sent again with the same person it is
 * no fault. A person stands once on a list.
 *
 * @param onFile lines on file that the part names, and those of the people whom it names
 */
export function readPart(part: readonly LineGiven[], onFile: readonly LineFiled[]): PartRead {
  const byLine = new Map(onFile.map((each) => [each.line, each]))
  const lineOf = new Map(onFile.flatMap(({ line, subject }) => (subject === null ? [] : [[subject, line] as const])))
  const seen = new Set<number>()
  const write: LineFiled[] = []
  const faults: LineFault[] = []
  for (const { line, number } of part) {
    const known = byLine.get(line)
    if (line < 1 || line > ROSTER_LINES_MOST || seen.has(line) || (known?.subject != null && known.subject !== number)) {
      faults.push({ line, check: 'line' })
      continue
    }
    seen.add(line)
    if (known?.subject === number) continue
    const failed = checkFailed(number) ?? (lineOf.has(number) ? 'duplicate' : null)
    if (failed === null) lineOf.set(number, line)
    else faults.push({ line, check: failed })
    if (known === undefined || failed !== known.failed) write.push({ line, failed, subject: failed === null ? number : null })
  }
  return { write, faults }
}
