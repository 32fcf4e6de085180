import { StartFault } from '#platform/errors'
import { addCounterSignature, counterSign, exportHead, printKey } from './audit-heads.ts'
import { verifyReceipt } from './audit-receipt.ts'
import { replay } from './audit-replay.ts'
import { retire, verify } from './audit-verify.ts'
import { BAD_USAGE } from './audit-files.ts'
import type { Command } from './hub.ts'


type Action = (args: readonly string[], environment: NodeJS.ProcessEnv) => Promise<void>

const ACTIONS: Readonly<Record<string, Action>> = {
  replay, verify, key: printKey, 'export-head': exportHead, countersign: counterSign, 'add-countersignature': addCounterSignature, retire, 'verify-receipt': verifyReceipt,
}

/** `hub audit`: what an administrator does with the record, and whoever holds the hub to it. */
export const auditCommand: Command = {
  usage: `audit replay|verify|key|export-head|…   the record of uses, its checkpoints and receipts, by the database and without a hub
  replay ENTRY                                   take the decision of an entry again; ENTRY as extensions.receipt.entry tells it, such as 3-17;
                                                 exit code 65 where it is another, 66 where there is no such entry
  verify [--from DATE] [--to DATE] [--head FILE] [--key FILE]   the record from its stored bytes; the first entry that is wrong, and exit code 3
  key                                            the public key that checkpoints are signed with
  export-head FILE                               the newest signed head, to be kept elsewhere
  countersign FILE --key FILE --signer NAME      sign an exported head besides; needs no database
  add-countersignature FILE                      keep such a signature beside the checkpoint
  retire [--key FILE]                            take out the months that are older than AUDIT_RETENTION_MONTHS, once the record is verified
  verify-receipt --response FILE --proof FILE --key FILE   that an answer is the recorded one; needs no database
FILE of --key holds public keys, PEM, one after the other; of countersign the signer's private key. Days are Beijing's, both included.
What is not as it was written ends with exit code 3. An embedded database must not be held by a hub that is running.`,
  async run([name = '', ...args], environment) {
    const action = Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined
    if (action === undefined) throw new StartFault(`say what to do: audit ${Object.keys(ACTIONS).join('|')}`, BAD_USAGE)
    await action(args, environment)
  },
}
