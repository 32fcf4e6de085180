import type { Subjected } from './access.ts'

/** A person whom another library keeps, by key, which row rules decide on too; `null` where the row names nobody, or not to this caller. */
export function personReference(key: string | null): ({ readonly key: string } & Subjected) | null {
  return key === null ? null : { key, subject: key }
}

/** The same of an organisation, by credit code. */
export function legalPersonReference(creditCode: string | null): ({ readonly creditCode: string } & Subjected) | null {
  return creditCode === null ? null : { creditCode, subject: creditCode }
}

/** What another library keeps under a code and about nobody, as a division or a matter; `null` where there is none, or not for this caller. */
export function codeReference(code: string | null): { readonly code: string } | null {
  return code === null ? null : { code }
}

/** Several of these. */
export function codeReferences(codes: readonly string[] | null): { readonly code: string }[] | null {
  return codes?.map((code) => ({ code })) ?? null
}
