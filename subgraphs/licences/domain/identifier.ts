import { readStoredLicenceIdentifier } from '#platform/identifiers'

/** Findings about a stored identifier, GB/T 36904: deployed systems hold wrong ones, which is told and not mended. */
export function findingsOn(identifier: string): readonly string[] {
  const read = readStoredLicenceIdentifier(identifier)
  if (!read.ok) return [read.check]
  return read.value.checksumOk ? [] : ['checksum']
}

/** What the identifiers of all versions of a licence have in common: type, issuer and serial number, with dots between. */
export function seriesIn(identifier: string): string {
  const parts = identifier.split('.')
  return [5, 6, 7].map((at) => parts[at] ?? '').join('.')
}

/** Type, issuer and version as an identifier states them, whatever its check character; `null` for what is no identifier. */
export function partsOf(identifier: string): { readonly type: string; readonly issuer: string; readonly version: number } | null {
  const read = readStoredLicenceIdentifier(identifier)
  return read.ok ? read.value : null
}
