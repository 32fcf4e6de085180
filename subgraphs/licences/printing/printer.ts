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
  /** Fields of the face by name, only those that the copy may show. */
  readonly face: Readonly<Record<string, string>>
}

/** What is printed: a purpose-bound copy (加注件) of one licence or of several. */
export interface CopyToPrint {
  /** Number of the copy, printed and in the QR code. */
  readonly number: string
  readonly licences: readonly PrintedLicence[]
  /** The sentences laid over every page and printed at its foot. */
  readonly watermark: readonly string[]
  /** Text of the QR code: the address at which anybody can check the copy. */
  readonly checkAt: string
  /** A preview says so across the page and bears no code. */
  readonly preview: boolean
}

/**
 * Prints copies off the event loop.
 *
 * @throws hubError `TEMPLATE_BROKEN` naming the type and never a value, where a type's template cannot be laid out with what is given
 */
export interface Printer {
  print(copy: CopyToPrint): Promise<Uint8Array>
  close(): Promise<void>
}
