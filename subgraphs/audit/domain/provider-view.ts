/** What of an entry an agency reads that only provides a part of it. */
interface Shown {
  readonly providers: readonly string[]
  readonly provided: readonly (readonly number[])[] | null
  readonly category: string | null
  readonly released: readonly string[] | null
  readonly refused: readonly string[] | null
  readonly asked: readonly string[] | null
  readonly searched: readonly string[] | null
  readonly verdicts: readonly string[] | null
  readonly caseNo: string | null
  readonly reason: string | null
}

/** What tells how the other's system works and who works there: that is the other's to answer for. */
const OF_THE_OTHER = {
  operator: null, client: null, traceId: null, operationName: null, operationHash: null, rows: null, durationMs: null, answer: null,
} as const

const itemIn = (text: string) => text.replace(/=\w+$/, '')

/**
 * An entry as a provider sees it that did not ask: its own items and nothing of the operator; where the case is confidential by law,
 * neither case nor reason.
 *
 * @param entry with all that `released` and `refused` hold
 */
export function shownToProvider<Entry extends Shown>(entry: Entry, provider: string): Entry {
  const { released, refused, provided, providers, category } = entry
  const places = provided === null ? null : new Set(provided[providers.indexOf(provider)] ?? [])
  const given = released ?? []
  const isOwn = (place: number) => providers.includes(provider) && (places === null || places.has(place))
  const ownReleased = given.filter((_each, place) => isOwn(place))
  const ownRefused = (refused ?? []).filter((_each, place) => isOwn(given.length + place))
  const own = new Set([...ownReleased, ...ownRefused].map(itemIn))
  const ofOwn = (texts: readonly string[] | null) => texts && texts.filter((text) => own.has(itemIn(text)))
  return {
    ...entry, ...OF_THE_OTHER, released: ownReleased, refused: ownRefused, asked: ofOwn(entry.asked), searched: ofOwn(entry.searched), verdicts: ofOwn(entry.verdicts),
    ...(category === null ? {} : { caseNo: null, reason: null }),
  }
}
