import type { InputFault } from '#platform/errors'
import { fault, type FaceGiven, type HolderGiven } from './given.ts'
import { leadsFrom, type Operation, OPERATIONS, stateInWords, VERSIONS_MOST } from './operations.ts'
import { type FileGiven, stated } from './texts.ts'

/** A licence that is to be changed, and what its next version is to say otherwise. */
export interface LicenceToChange {
  readonly identifier: string
  readonly serial?: string | null
  readonly name?: string | null
  readonly number?: string | null
  readonly issuedOn?: string | null
  readonly validFrom?: string | null
  readonly validTo?: string | null
  readonly holders?: readonly HolderGiven[] | null
  readonly face?: readonly FaceGiven[] | null
  readonly file?: FileGiven | null
}

/** What of a licence decides on its next version. */
interface Held {
  readonly current: boolean
  readonly version: number
  readonly name: string
  readonly number: string | null
  readonly issuedOn: string | null
  readonly validFrom: string | null
  readonly validTo: string | null
}

/** Why an operation does not lead on from the state that a licence has today. */
export function stateFaults(at: string, row: Held, state: string, operation: Operation): InputFault[] {
  if (!row.current) return [fault(`${at}.identifier`, 'NOT_CURRENT', 'another version took its place', '该版本已被新版本取代')]
  const { to, zh } = OPERATIONS[operation]
  if (!leadsFrom(operation, state)) {
    const [a, b] = [stateInWords(state), stateInWords(to)]
    return [fault(`${at}.identifier`, 'STATE', `${operation} does not lead from state ${a.en} to ${b.en}`, `证照状态为${a.zh}，不能办理${zh}（变为${b.zh}）`)]
  }
  if (operation === 'TRANSFER_IN' || row.version < VERSIONS_MOST) return []
  return [fault(`${at}.identifier`, 'VERSIONS', `at most ${VERSIONS_MOST} versions`, `版本号已达${VERSIONS_MOST}`)]
}

const CONTENTS = ['serial', 'name', 'number', 'issuedOn', 'validFrom', 'validTo', 'holders', 'face', 'file'] as const

// What an operation leaves as it is and is given all the same: somebody may mean another operation.
export function strangerFaults(at: string, given: LicenceToChange): InputFault[] {
  return CONTENTS.flatMap((name) => (given[name] === undefined ? [] : [fault(`${at}.${name}`, 'OPERATION', 'not changed by this operation', '该操作不变更此内容')]))
}

/** What the next version says of itself: what is given, else what the one before said. */
export function contentOf(row: Held, given: LicenceToChange, operation: Operation, today: string) {
  const anew = OPERATIONS[operation].rewrites
  return {
    name: stated(given.name) ?? row.name,
    number: stated(given.number) ?? row.number,
    issuedOn: anew ? (given.issuedOn ?? today) : row.issuedOn,
    validFrom: given.validFrom ?? row.validFrom,
    // Said to be `null` it has no end, unsaid it keeps the one that it has.
    validTo: given.validTo === undefined ? row.validTo : given.validTo,
  }
}

/** Whether a last day renews a licence that ended with another: none is later than any. */
export function isLater(validTo: string | null, before: string | null, today: string): boolean {
  if (validTo === null) return before !== null
  return validTo >= today && (before === null || validTo > before)
}
