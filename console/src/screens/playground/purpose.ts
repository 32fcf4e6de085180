/** Why something is asked, as it is typed. */
export interface Purpose {
  readonly matter: string
  readonly caseNo: string
  readonly reason: string
}

/** The value of `Sharing-Purpose` (RFC 9651); `null` where matter or case hold what it cannot carry. */
export function purposeHeader({ matter, caseNo, reason }: Purpose): string | null {
  if (!/^[ -~]*$/.test(matter + caseNo)) return null
  const quoted = (text: string) => `"${text.replace(/["\\]/g, '\\$&')}"`
  return [
    ...(matter.trim() === '' ? [] : [`matter=${quoted(matter.trim())}`]),
    ...(caseNo.trim() === '' ? [] : [`case=${quoted(caseNo.trim())}`]),
    ...(reason.trim() === '' ? [] : [`reason=%"${displayed(reason.trim())}"`]),
  ].join(', ')
}

function displayed(text: string): string {
  return [...new TextEncoder().encode(text)].map((byte) =>
    byte >= 0x20 && byte < 0x7f && byte !== 0x25 && byte !== 0x22 ? String.fromCharCode(byte) : `%${byte.toString(16).padStart(2, '0')}`).join('')
}

/** The parts of such a header. */
export function readPurpose(header: string): Purpose {
  const found: Record<string, string> = {}
  for (const [, key = '', text, shown] of header.matchAll(/([a-z]+)=(?:"((?:[^"\\]|\\.)*)"|%"([^"]*)")/g)) {
    found[key] = text?.replace(/\\(.)/g, '$1') ?? decodeURIComponent(shown ?? '')
  }
  return { matter: found['matter'] ?? '', caseNo: found['case'] ?? '', reason: found['reason'] ?? '' }
}
