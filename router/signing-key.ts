import { StartFault } from '#platform/errors'
import { sm2Supported } from '#platform/sm2'
import { type Signer, signerOf } from '../subgraphs/audit/index.ts'
import type { HubConfig } from './config.ts'
import { deriveSigningKey } from './secrets.ts'

/**
 * Who signs the checkpoints of the record: the key that the configuration names, or one made of the master secret.
 *
 * @throws StartFault where OpenSSL has no SM2, or the key is none of its curve
 */
export function signingKey({ auditSigningKey, master }: Pick<HubConfig, 'auditSigningKey' | 'master'>): Signer {
  if (!sm2Supported()) throw new StartFault('the record cannot be signed: the OpenSSL of this Node has no SM2 and SM3; use the Node of nodejs.org, or another build with both')
  try {
    return signerOf(auditSigningKey ?? deriveSigningKey(master))
  } catch {
    throw new StartFault('AUDIT_SIGNING_KEY_FILE must be a file with a private key of the SM2 curve, PEM', 78)
  }
}
