/** One measurement against the figure that it must reach. */
export interface Row {
  readonly what: string
  readonly measured: string
  readonly wanted: string
  readonly reached: boolean
}

/** A Markdown table of measurements. */
export function table(rows: readonly Row[]): string {
  const lines = rows.map(({ what, measured, wanted, reached }) => `| ${what} | ${measured} | ${wanted} | ${reached ? 'yes' : '**no**'} |`)
  return ['| what | measured | wanted | reached |', '| --- | --- | --- | --- |', ...lines, ''].join('\n')
}

/** The middle value of some measurements. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
