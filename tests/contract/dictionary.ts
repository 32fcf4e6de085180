import { readFileSync } from 'node:fs'
import { projectFile } from '#platform/files'

/** One field of the data dictionary, and where the contract has it. */
export interface DictionaryField {
  readonly kind: 'field'
  readonly line: string
  readonly coordinate: string
  /** Letters of the dictionary: `pub`, `int`, `per`, `sen`, `biz`; `U`, `C`, `V`, `N`; `ID`, `NAME`, … or `-`. */
  readonly class: string
  readonly share: string
  readonly mask: string
  /** Why the contract says something else, where it does. */
  readonly differs: string | null
}

/** A field of the dictionary that no contract has, and why. */
export interface DictionaryOmission {
  readonly kind: 'omission'
  readonly line: string
  readonly reason: string
}

/** An item that the dictionary does not have, and why the contract does. */
export interface DictionaryAddition {
  readonly kind: 'addition'
  readonly line: string
  readonly coordinate: string
  readonly reason: string
}

export type DictionaryLine = DictionaryField | DictionaryOmission | DictionaryAddition

/** The checked-in table of a library's part of the dictionary, `tests/contract/dictionary/<library>.txt`. */
export function dictionaryOf(library: string): DictionaryLine[] {
  const text = readFileSync(projectFile('tests', 'contract', 'dictionary', `${library}.txt`), 'utf8')
  return text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#')).map(lineFrom)
}

function lineFrom(line: string): DictionaryLine {
  const cells = line.split('|').map((cell) => cell.trim())
  if (cells[0] === '+') {
    const [, , coordinate = '', reason = ''] = cells
    return { kind: 'addition', line, coordinate, reason }
  }
  const [, , dataClass = '', share = '', mask = '', place = '', differs = ''] = cells
  if (place.startsWith('—')) return { kind: 'omission', line, reason: place.slice(1).trim() }
  return { kind: 'field', line, coordinate: place, class: dataClass, share, mask, differs: differs === '' ? null : differs }
}
