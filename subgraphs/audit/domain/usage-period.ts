/** From one day to another, both with it. */
export interface Period {
  readonly from: string
  readonly to: string
}

/** Stretches of time by which use is counted: a day, ten days of a month (旬; the last to the end of the month), a month. */
export type UsageSpan = 'DAY' | 'TEN_DAYS' | 'MONTH'

/** Counted stretches of one kind that begin on a day from `from` to `to`, to be added up or taken away. */
export interface Piece extends Period {
  readonly span: UsageSpan
  readonly sign: 1 | -1
}

const DAY_MS = 86_400_000
const DAYS_MOST = 3_660

const dayAfter = (day: string, days = 1) => new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10)
const monthOf = (day: string) => `${day.slice(0, 7)}-01`

/** The first day of the month after one. */
export const monthAfter = (day: string): string => monthOf(dayAfter(monthOf(day), 31))

/** The last day of the month of a day. */
const lastOfMonth = (day: string): string => dayAfter(monthAfter(day), -1)

/** The first of the ten days that a day belongs to. */
export function tenDaysOf(day: string): string {
  const number = Number(day.slice(8))
  return `${day.slice(0, 8)}${number > 20 ? '21' : number > 10 ? '11' : '01'}`
}

/** What begins in this year or later is no period: the day after its last one has five digits, and compares as if it came before. */
const LAST_YEAR = '9999'

/** Whether a period goes on, is not longer than ten years, and ends before the year 9999. */
export function isPeriod({ from, to }: Period): boolean {
  return from <= to && to < LAST_YEAR && (Date.parse(to) - Date.parse(from)) / DAY_MS < DAYS_MOST
}

/** Whether a period is made of whole calendar months. */
export function isWholeMonths({ from, to }: Period): boolean {
  return from === monthOf(from) && to === lastOfMonth(to)
}

/** The same period out of days alone. */
export const inDays = ({ from, to }: Period): Piece[] => [{ span: 'DAY', sign: 1, from, to }]

/** A period out of as few counted stretches as may be: of one that is cut, what lies outside is taken away where that is less. */
export function piecesOf(period: Period): Piece[] {
  return within(period, 'MONTH', 1).pieces
}

interface Cut {
  readonly pieces: Piece[]
  /** How many stretches there are. */
  readonly count: number
}

const LOWER = { MONTH: 'TEN_DAYS', TEN_DAYS: 'DAY', DAY: 'DAY' } as const satisfies Record<UsageSpan, UsageSpan>

/** The stretch of a kind that a day lies in. */
function stretchOf(day: string, span: UsageSpan): Period {
  if (span === 'DAY') return { from: day, to: day }
  if (span === 'MONTH') return { from: monthOf(day), to: lastOfMonth(day) }
  const from = tenDaysOf(day)
  return { from, to: from.endsWith('21') ? lastOfMonth(day) : dayAfter(from, 9) }
}

function within(period: Period, span: UsageSpan, sign: 1 | -1): Cut {
  const pieces: Piece[] = []
  let count = 0
  for (let from = period.from; from <= period.to;) {
    const stretch = stretchOf(from, span)
    const to = stretch.to < period.to ? stretch.to : period.to
    const cut = from === stretch.from && to === stretch.to ? one(stretch, span, sign) : cheaper({ from, to }, stretch, span, sign)
    for (const piece of cut.pieces) join(pieces, piece)
    count += cut.count
    from = dayAfter(to)
  }
  return { pieces, count }
}

const one = ({ from }: Period, span: UsageSpan, sign: 1 | -1): Cut => ({ pieces: [{ span, sign, from, to: from }], count: 1 })

/** Part of a stretch: what it is made of, or the stretch without the rest. */
function cheaper({ from, to }: Period, stretch: Period, span: UsageSpan, sign: 1 | -1): Cut {
  const inside = within({ from, to }, LOWER[span], sign)
  const before = within({ from: stretch.from, to: dayAfter(from, -1) }, LOWER[span], sign === 1 ? -1 : 1)
  const after = within({ from: dayAfter(to), to: stretch.to }, LOWER[span], sign === 1 ? -1 : 1)
  const count = 1 + before.count + after.count
  return inside.count <= count ? inside : { pieces: [...one(stretch, span, sign).pieces, ...before.pieces, ...after.pieces], count }
}

/** Adds a piece, to the last one where it goes on from that. */
function join(pieces: Piece[], piece: Piece): void {
  const last = pieces.at(-1)
  const follows = last !== undefined && last.span === piece.span && last.sign === piece.sign && dayAfter(stretchOf(last.to, last.span).to) === piece.from
  if (follows) pieces.splice(-1, 1, { ...last, to: piece.to })
  else pieces.push(piece)
}
