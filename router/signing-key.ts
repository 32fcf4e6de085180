import { StartFault } from '#platform/errors'
import { sm2Supported } from '#platform/sm2'
import { keysIn, type Signer, signerOf, type TrustedKeys } from '../subgraphs/audit/index.ts'
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

/**
 * The public keys that signed checkpoints before the one that signs now.
 *
 * @throws StartFault where the file that the configuration names holds none
 */
export function formerKeys({ auditFormerKeys }: Pick<HubConfig, 'auditFormerKeys'>): TrustedKeys {
  if (auditFormerKeys === undefined) return new Map()
  try {
    const keys = keysIn(auditFormerKeys)
    if (keys.size > 0) return keys
  } catch {
    // Said below.
  }
  throw new StartFault('AUDIT_FORMER_KEYS_FILE must be a file with public keys, PEM', 78)
}
