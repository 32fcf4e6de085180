import type { InputFault } from '#platform/errors'
import { fault, NAME_MAX, textFault } from './given.ts'

export interface FileGiven {
  readonly reference: string
  readonly format: 'OFD' | 'PDF'
  readonly sm3: string
}

/** The file of an upload, which the portal keeps. */
export interface ScanGiven extends Omit<FileGiven, 'format'> {
  readonly format: 'PDF' | 'PNG' | 'JPEG'
}

/** A text without what stands around it; `null` where nothing is left. */
export function stated(text: string | null | undefined): string | null {
  const trimmed = text?.trim() ?? ''
  return trimmed === '' ? null : trimmed
}

const SERIAL = /^[0-9A-Z]{1,32}$/

/** A serial number that no identifier can hold, GB/T 36904. */
export const serialFaults = (at: string, serial: string | null | undefined): InputFault[] =>
  SERIAL.test(serial ?? '') ? [] : [fault(`${at}.serial`, 'format', '1 to 32 digits or capitals', '须为1至32位数字或大写字母')]

const SM3 = /^[0-9a-f]{64}$/i

export function fileFaults(at: string, file: FileGiven | ScanGiven | null | undefined): InputFault[] {
  if (file == null) return []
  return [
    ...textFault(`${at}.file.reference`, file.reference, NAME_MAX, true),
    ...(SM3.test(file.sm3) ? [] : [fault(`${at}.file.sm3`, 'format', '64 hexadecimal digits', '须为64位十六进制数字')]),
  ]
}

/** Columns of a file. */
export const fileFiled = (file: FileGiven | ScanGiven | null | undefined) =>
  file == null ? {} : { fileRef: file.reference, fileFormat: file.format, fileSm3: file.sm3.toLowerCase() }
