const LINE = 64

/** A DER certificate as PEM (RFC 7468). */
export function pemOf(certificate: Buffer): string {
  const lines = certificate.toString('base64').match(new RegExp(`.{1,${LINE}}`, 'gu')) ?? []
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`
}

/**
 * The DER certificates of a text that is nothing but PEM in its strict form, one after another: a text in which any character is
 * another is not read.
 *
 * @returns `null` for any other text
 */
export function strictCertificates(text: string): Buffer[] | null {
  const found = certificatesIn(text)
  return found.length > 0 && found.map(pemOf).join('') === text ? found : null
}

/** The DER certificates in a text as a person keeps it, with remarks and blank lines between; empty where there is none. */
export function certificatesIn(text: string): Buffer[] {
  return [...text.matchAll(/-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----/gu)].map(([, base64 = '']) => Buffer.from(base64, 'base64'))
}
