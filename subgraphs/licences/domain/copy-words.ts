import type { LiveCase } from '#platform/access'
import { today } from '#platform/clock'
import type { WatermarkFacts } from '../printing/watermark.ts'

/** What a copy is about, as far as it is said across it. */
export interface Worded {
  readonly licences: readonly { readonly issuerName: string | null; readonly trustGrade: string | null }[]
  readonly liveCase: LiveCase
  /** `null` for a preview. */
  readonly number: string | null
  readonly reason: string
  readonly expiresAt: string
  readonly at: number
}

/** What a watermark has room for, in characters; the names of matters may have twice that (GB/T 39046). */
const NAME_MOST = 60
const MATTER_MOST = 100

/** What the watermark of a copy says. */
export function wordsOfCopy({ licences, liveCase, number, reason, expiresAt, at }: Worded): WatermarkFacts {
  const issuers = [...new Set(licences.flatMap(({ issuerName }) => issuerName ?? []))]
  const all = issuers.join('、')
  const provider = issuers.length === 0 ? '颁证机构' : all.length <= NAME_MOST ? all : `${shortened(issuers[0] ?? '', NAME_MOST - 1)}等`
  return {
    trustGrade: gradeOf(licences), provider, agency: shortened(liveCase.agency.name ?? liveCase.agency.code, NAME_MOST), matter: shortened(liveCase.matter.name, MATTER_MOST),
    reason, madeOn: today({ now: () => at }), validUntil: today({ now: () => Date.parse(expiresAt) }), number,
  }
}

function shortened(name: string, most: number): string {
  const letters = [...name]
  return letters.length <= most ? name : `${letters.slice(0, most - 1).join('')}…`
}

// An original is spoken of only where that of every licence was seen; one that its holder made by itself makes a copy worth no more.
function gradeOf(licences: Worded['licences']): string {
  if (licences.some(({ trustGrade }) => trustGrade === 'D')) return 'D'
  return licences.every(({ trustGrade }) => trustGrade === 'B') ? 'B' : 'A'
}
