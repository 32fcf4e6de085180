import type { AccessPlan } from '#platform/access'

type Reader = Pick<AccessPlan, 'agency' | 'personas'>

/** What notices to the sharing authority are addressed to, whichever agency that is. */
const AUTHORITY = ''

/** The addresses at which a caller is told something: that of its agency, and with it that of the sharing authority. */
export function addressesOf({ agency, personas }: Reader): string[] {
  if (agency === '') return []
  return personas.includes('sharing-authority') ? [agency, AUTHORITY] : [agency]
}

/** Whether a system keeps the webhooks of its agency, and so is told what each of its systems is told. */
export function keepsWebhooks({ agency, personas }: Reader): boolean {
  return agency !== '' && (personas.includes('steward') || personas.includes('sharing-authority'))
}
