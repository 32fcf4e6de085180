/** The two media types of an answer; the first where a client leaves it open (GraphQL over HTTP, 6.1). */
export const ANSWER_TYPES = ['application/json', 'application/graphql-response+json'] as const
export type AnswerType = (typeof ANSWER_TYPES)[number]

interface Parsed {
  readonly type: string
  readonly parameters: ReadonlyMap<string, string>
}

function parsedType(text: string): Parsed {
  const [type = '', ...parameters] = text.split(';').map((each) => each.trim().toLowerCase())
  return { type, parameters: new Map(parameters.map((each) => [each.split('=', 1)[0] ?? '', each.slice(each.indexOf('=') + 1).replace(/^"|"$/g, '')])) }
}

const isUtf8 = ({ parameters }: Parsed) => ['utf-8', 'utf8'].includes(parameters.get('charset') ?? 'utf-8')

/** Whether a body is announced as JSON in UTF-8. Pages of other sites cannot send this without asking first. */
export function isJson(contentType: string | undefined): boolean {
  const parsed = parsedType(contentType ?? '')
  return parsed.type === 'application/json' && isUtf8(parsed)
}

/**
 * The type that an `Accept` header likes best; `null` where it likes neither. Settled before a question is answered, or its
 * answer would be on record and then not sent.
 */
export function answerTypeFor(accept: string | undefined): AnswerType | null {
  if (accept === undefined || accept.trim() === '') return ANSWER_TYPES[0]
  const ranges = accept.split(',').map(parsedType)
  let best: { type: AnswerType; quality: number; at: number } | null = null
  for (const type of ANSWER_TYPES) {
    const at = [type, 'application/*', '*/*'].map((range) => ranges.findIndex((each) => each.type === range && isUtf8(each))).find((index) => index !== -1)
    if (at === undefined) continue
    const quality = qualityOf(ranges[at] as Parsed)
    if (quality > 0 && (best === null || quality > best.quality || (quality === best.quality && at < best.at))) best = { type, quality, at }
  }
  return best?.type ?? null
}

function qualityOf({ parameters }: Parsed): number {
  const quality = Number(parameters.get('q') ?? '1')
  return Number.isNaN(quality) ? 0 : quality
}
