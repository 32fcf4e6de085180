/** One licence on a copy, as its type's template prints it. */
export interface PrintedLicence {
  /** Code of the type, and the version of its template. */
  readonly type: string
  readonly templateVersion: string
  readonly name: string
  readonly identifier: string
  readonly number: string | null
  readonly issuerName: string | null
  readonly issuedOn: string | null
  readonly validFrom: string | null
  /** `null` where it is valid without end. */
  readonly validTo: string | null
  readonly trustGrade: string
  readonly holders: readonly string[]
  /** Titles of all fields of the face that the type has, by name and in its order: a template that names another field is broken. */
  readonly titles: Readonly<Record<string, string>>
  /** Fields of the face by name, only those that the copy may show. */
  readonly face: Readonly<Record<string, string>>
}

/** What is printed: a purpose-bound copy (加注件) of one licence or of several. */
export interface CopyToPrint {
  /** Number of the copy, printed and in the QR code; on a preview nothing is told of it. */
  readonly number: string
  /** Day on which it is made, as `2026-11-26`; the file tells it as its own. */
  readonly madeOn: string
  readonly licences: readonly PrintedLicence[]
  /** The sentences laid over every page and printed at its foot; `watermark.ts` makes them, and the third says why. */
  readonly watermark: readonly string[]
  /** Text of the QR code: the address at which anybody can check the copy. */
  readonly checkAt: string
  /** A preview says so across the page and bears no code. */
  readonly preview: boolean
}

/**
 * Prints copies off the event loop.
 *
 * @throws inputError where the reason holds a character that the font lacks
 * @throws actError `CONFLICT` with one fault, naming the type and never a value, where a licence cannot be laid out: `TEMPLATE_BROKEN`,
 *   `TEMPLATE_MISSING`, `TEXT_TOO_LONG`, `TEXT_WRONG` (control and direction characters) or `GLYPH_MISSING`
 * @throws hubError `RATE_LIMITED` where too many copies wait, `LIBRARY_UNAVAILABLE` where printing failed or took too long
 */
export interface Printer {
  print(copy: CopyToPrint): Promise<Uint8Array>
  close(): Promise<void>
}
