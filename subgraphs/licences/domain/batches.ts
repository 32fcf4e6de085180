import type { GraphQLError } from 'graphql'
import { actError, type InputFault } from '#platform/errors'

export type BatchMode = 'ALL' | 'EACH'

export const BATCH_MOST = 1_000

/** What came of one entry of a batch: a version, or why there is none. */
export interface EntryResult {
  /** Place among the entries, from 0. */
  readonly place: number
  readonly identifier: string | null
  readonly version: number | null
  readonly state: string | null
  readonly faults: readonly InputFault[]
}

/** Checks that a licence failed and no input: it is unknown here, or not where it would have to be. */
const UNKNOWN = 'UNKNOWN'
const CONFLICTS: ReadonlySet<string> = new Set(['STATE', 'CHANGED', 'NOT_CURRENT', 'TAKEN', 'VERSIONS'])

/**
 * The refusal of a batch that is done as a whole or not at all, with every fault: what the caller stated wrongly first, then what is
 * unknown, then what came in between.
 */
export function batchError(faults: readonly InputFault[]): GraphQLError {
  const isInput = ({ check }: InputFault) => check !== UNKNOWN && !CONFLICTS.has(check)
  const code = faults.some(isInput) ? 'BAD_USER_INPUT' : faults.some(({ check }) => check === UNKNOWN) ? 'NOT_FOUND' : 'CONFLICT'
  const told = faults.slice(0, FAULTS_TOLD)
  const en = told.map(({ argument, en: text }) => `${argument}: ${text}`).join('; ')
  const zh = told.map(({ argument, zh: text }) => `${argument}：${text}`).join('；')
  return actError(code, en.slice(0, MESSAGE_MAX), zh.slice(0, MESSAGE_MAX), { faults: faults.slice(0, FAULTS_MOST) })
}

const FAULTS_TOLD = 10
const FAULTS_MOST = 1_000
const MESSAGE_MAX = 500
