/** What can be wrong with what is to be printed; whoever asked for the copy is told which. */
export const PRINT_CHECKS = ['TEMPLATE_BROKEN', 'TEMPLATE_MISSING', 'TEXT_TOO_LONG', 'TEXT_WRONG', 'GLYPH_MISSING'] as const
export type PrintCheck = (typeof PRINT_CHECKS)[number]

/** Where a fault is that whoever asks for the copy can mend, since the words are theirs. */
export const REASON = 'reason'

/** A copy that is not printed, and why. It never holds a value: `where` names a part of a template, or a field. */
export class PrintFault extends Error {
  override name = 'PrintFault'
  readonly check: PrintCheck
  readonly where: string
  /** Place of the licence among those of the copy, from 0; `null` where it is none of them. */
  readonly licence: number | null

  constructor(check: PrintCheck, where: string, licence: number | null = null) {
    super(`${check}: ${where}`)
    this.check = check
    this.where = where
    this.licence = licence
  }

  /** The same fault, of this licence. */
  of(licence: number): PrintFault {
    return new PrintFault(this.check, this.where, licence)
  }
}
