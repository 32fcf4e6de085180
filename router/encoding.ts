import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

/** How an answer may be packed, the one first that is taken where a client likes several as well. */
const CODINGS = ['br', 'gzip'] as const
export type Coding = (typeof CODINGS)[number]

/** What a client takes: in which coding it wants a large answer, and whether it takes one as it is. */
export interface TakenEncoding {
  readonly coding: Coding | null
  readonly identity: boolean
}

/** Below it an answer goes out in one or two packets anyway, in bytes. */
export const PACKED_FROM_BYTES = 2_048

export const AS_IT_IS: TakenEncoding = { coding: null, identity: true }

/**
 * What an `Accept-Encoding` header takes (RFC 9110, 12.5.3); `null` where it takes nothing that there is. A client that
 * says nothing gets answers as they are.
 */
export function takenEncoding(header: string | undefined): TakenEncoding | null {
  if (header === undefined || header === '' || header === 'identity') return AS_IT_IS
  const weights = weightsIn(header)
  const others = weights.get('*')
  // What is not excluded is taken as it is, yet rather packed where the client names a coding.
  const asItIs = weights.get('identity') ?? (others === 0 ? 0 : Number.MIN_VALUE)
  let best: { coding: Coding; weight: number } | null = null
  for (const coding of CODINGS) {
    const weight = weights.get(coding) ?? others ?? 0
    if (weight > 0 && weight >= asItIs && (best === null || weight > best.weight)) best = { coding, weight }
  }
  return best === null && asItIs === 0 ? null : { coding: best?.coding ?? null, identity: asItIs > 0 }
}

function weightsIn(header: string): ReadonlyMap<string, number> {
  const weights = new Map<string, number>()
  for (const part of header.toLowerCase().split(',')) {
    const [name = '', ...parameters] = part.split(';').map((each) => each.trim())
    const weight = Number(parameters.find((each) => /^q\s*=/.test(each))?.replace(/^q\s*=\s*/, '') ?? '1')
    if (name !== '') weights.set(name, weight >= 0 && weight <= 1 ? weight : 0)
  }
  return weights
}

const gzipped = promisify(gzip)
const brotli = promisify(brotliCompress)

/** Packs a text, fast rather than small, on a thread beside the one that answers. */
export function packed(text: string, coding: Coding): Promise<Buffer> {
  if (coding === 'gzip') return gzipped(text, { level: 1 })
  return brotli(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 3, [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT, [constants.BROTLI_PARAM_LGWIN]: 18 } })
}
