import { parseArgs } from 'node:util'
import { StartFault } from '#platform/errors'
import { provesReceipt, readProof } from '../../subgraphs/audit/index.ts'
import { BAD_USAGE, keysOf, NOT_AS_WRITTEN, textOf } from './audit-files.ts'

const TOLD = {
  NO_RECEIPT: 'the response has no receipt',
  ANSWER_CHANGED: 'data and errors of the response are not those that its receipt was made for',
  HEAD_NOT_SIGNED: 'the head of the proof is not signed with a key that is trusted',
  NOT_UNDER_HEAD: 'the entry of the receipt does not stand under the head of the proof with this answer',
} as const

/** `hub audit verify-receipt`: proves by what a department has kept that an answer is the recorded one; no database is opened. */
export async function verifyReceipt(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...args], options: { response: { type: 'string' }, proof: { type: 'string' }, key: { type: 'string' } } })
  const { response, proof: file, key } = values
  if (response === undefined || file === undefined || key === undefined) throw new StartFault('say --response, --proof and --key', BAD_USAGE)
  const proof = readProof(textOf(file))
  if (proof === null) throw new StartFault(`${file} is no answer of verifyReceipt with a checkpoint; ask again a minute later`, 65)
  const fault = provesReceipt(textOf(response), proof, keysOf(key))
  if (fault !== null) throw new StartFault(TOLD[fault], NOT_AS_WRITTEN)
  process.stdout.write('the response is the recorded one, and its entry stands under the signed head\n')
}
