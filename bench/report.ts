import type { Group } from './plot.ts'
import type { Middle } from './statistics.ts'

/** One measurement against the figure that it must reach. */
export interface Row {
  readonly what: string
  readonly measured: string
  readonly wanted: string
  readonly reached: boolean
}

/** What a target gives: figures to reach, and what they were made of. */
export interface Report {
  readonly rows: readonly Row[]
  /** How it was measured, in a sentence or more. */
  readonly how?: string
  /** Tables of what was measured, in Markdown. */
  readonly details?: string
  readonly plot?: { readonly title: string; readonly unit: string; readonly groups: readonly Group[] }
}

/** A Markdown table of measurements. */
export function table(rows: readonly Row[]): string {
  return grid(['what', 'measured', 'wanted', 'reached'], rows.map(({ what, measured, wanted, reached }) => [what, measured, wanted, reached ? 'yes' : '**no**']))
}

/** A Markdown table of anything. */
export function grid(head: readonly string[], lines: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n').concat('\n')
}

/** A ratio with its interval of 95 %, as `12.3× (11.8–12.9)`. */
export function ratio({ value, low, high }: Middle): string {
  return `${digits(value)}× (${digits(low)}–${digits(high)})`
}

/** A rate or a time with its interval. */
export function figure({ value, low, high }: Middle): string {
  return `${digits(value)} (${digits(low)}–${digits(high)})`
}

/** Three digits that count, thousands apart. */
export function digits(value: number): string {
  if (!Number.isFinite(value)) return '–'
  return value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3)
}
