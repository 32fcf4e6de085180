/** A bar with its interval; `ours` are drawn in another colour. */
interface Bar { readonly label: string; readonly value: number; readonly low: number; readonly high: number; readonly ours: boolean }

/** Bars that are compared with each other, from zero, on a scale of their own. */
export interface Group { readonly title: string; readonly bars: readonly Bar[] }

const WIDTH = 860
const LABELS = 330
const BARS = WIDTH - LABELS - 90
const LINE = 22
const HEAD = 34

/** A plot of horizontal bars as SVG, one under the other; the thin line is the interval of 95 %. */
export function bars(title: string, unit: string, groups: readonly Group[]): string {
  let y = 44
  const parts = groups.map((group) => {
    const drawn = drawGroup(group, y)
    y += HEAD + group.bars.length * LINE + 10
    return drawn
  })
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${y}" viewBox="0 0 ${WIDTH} ${y}" font-family="sans-serif" font-size="13">`,
    `<rect width="${WIDTH}" height="${y}" fill="#fff"/>`,
    text(12, 26, `${title}, ${unit}`, 'font-size="16" font-weight="bold"'),
    ...parts,
    '</svg>',
    '',
  ].join('\n')
}

function drawGroup({ title, bars }: Group, top: number): string {
  const most = Math.max(...bars.map(({ high, value }) => Math.max(high, value)))
  const x = (value: number) => LABELS + (value / most) * BARS
  const lines = bars.map(({ label, value, low, high, ours }, index) => {
    const y = top + HEAD + index * LINE
    const middle = y + 8
    return [
      text(LABELS - 8, y + 12, label, 'text-anchor="end"'),
      `<rect x="${LABELS}" y="${y}" width="${(x(value) - LABELS).toFixed(1)}" height="16" fill="${ours ? '#1f6feb' : '#a8b1bd'}"/>`,
      `<line x1="${x(low).toFixed(1)}" x2="${x(high).toFixed(1)}" y1="${middle}" y2="${middle}" stroke="#111"/>`,
      text(x(Math.max(high, value)) + 6, y + 12, Math.round(value).toLocaleString('en'), ''),
    ].join('\n')
  })
  return [text(12, top + 20, title, 'font-weight="bold"'), ...lines].join('\n')
}

function text(x: number, y: number, content: string, more: string): string {
  const escaped = content.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  return `<text x="${x.toFixed(1)}" y="${y}" fill="#111" ${more}>${escaped}</text>`
}
