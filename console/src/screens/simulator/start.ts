/** A number that nobody has, with a right check digit: a simulation looks nobody up. */
const NOBODY = '99010119000101000X'
const NO_FIRM = '91990101MA0000000U'

/** A question about one item; what reaches it further below is for whoever asks to write. */
export function startFor(item: string | undefined): string {
  const [type = '', field = ''] = (item ?? '').split('@')[0]?.split('.') ?? []
  if (type === 'LegalPerson') return `{\n  legalPerson(creditCode: "${NO_FIRM}") {\n    ${field}\n  }\n}\n`
  return `{\n  person(citizenId: "${NOBODY}") {\n    ${type === 'Person' ? field : 'name'}\n  }\n}\n`
}
