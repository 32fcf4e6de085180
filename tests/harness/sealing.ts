import { join } from 'node:path'
import { readCertificate } from '#platform/x509/certificate'
import { certificatesIn } from '#platform/x509/pem'
import type { Sealing } from '../../router/libraries.ts'
import { publishedRoot, writePublishedKeys } from '../../seeds/issuer-keys.ts'
import { type FileIssuerKeys, openFileKeys } from '../../subgraphs/licences/index.ts'
import { emptyFolder } from './process.ts'

/** By what the seeded licences are verified, and the published keys of their issuers, which are opened when the first of them is asked for. */
export function publishedSealing(): Sealing & { close(): Promise<void> } {
  const roots = certificatesIn(publishedRoot()).flatMap((each) => readCertificate(each) ?? [])
  let opened: Promise<FileIssuerKeys> | undefined
  const keys = () => {
    if (opened === undefined) {
      const folder = join(emptyFolder(), 'issuer-keys')
      writePublishedKeys(folder)
      opened = openFileKeys(folder, roots)
    }
    return opened
  }
  return {
    roots,
    issuerKeys: { find: async (issuer, day) => (await keys()).find(issuer, day), sign: async (handle, messages) => (await keys()).sign(handle, messages) },
    close: async () => (await opened)?.close(),
  }
}
