/** Which subjects of a case a grant reaches. */
export type Binding =
  | { readonly kind: 'CASE_PARTY'; readonly roles: readonly string[] }
  | { readonly kind: 'KIN'; readonly of: string; readonly kin: 'spouse' | 'minorChild' | 'household' }
  | { readonly kind: 'SELF' }
  | { readonly kind: 'ANY' }

/** A binding as a text: `CASE_PARTY(APPLICANT, AGENT)`, `KIN(spouse of APPLICANT)`, `SELF`, `ANY`. */
export function bindingText(binding: Binding): string {
  switch (binding.kind) {
    case 'CASE_PARTY':
      return `CASE_PARTY(${binding.roles.join(', ')})`
    case 'KIN':
      return `KIN(${binding.kin} of ${binding.of})`
    default:
      return binding.kind
  }
}
