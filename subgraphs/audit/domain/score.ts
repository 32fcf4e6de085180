/**
 * What agencies are assessed by (考核指标): providers by whether they answer applications in time, how many days pass from an application to
 * the first answer under its grant, and whether their entries are kept as their cycle says; users by whether they read what they were
 * granted, and whether what they ask is theirs to ask.
 */
export const INDICATORS = ['ANSWERED_ON_TIME', 'DAYS_TO_FIRST_USE', 'FRESH_RESOURCES', 'GRANTED_ITEMS_USED', 'REQUESTS_GRANTED'] as const

export type IndicatorCode = (typeof INDICATORS)[number]

/** How points are given: all of the weight at the target, none at the worst, in between in proportion. */
export interface ScoreRule {
  readonly code: string
  readonly weight: number
  readonly target: number
  readonly worst: number
}

/** The rule that every part of a score follows, as it is told with it. */
export const FORMULA = 'points = weight × min(1, max(0, (value − worst) ÷ (target − worst)))'

/** The points of one indicator, to two digits. */
export function pointsOf({ weight, target, worst }: ScoreRule, value: number): number {
  const share = target === worst ? (value === target ? 1 : 0) : (value - worst) / (target - worst)
  return Math.round(weight * Math.min(1, Math.max(0, share)) * 100) / 100
}

/** A score of 100 over the indicators that there are values of; `null` where there are none. */
export function scoreOf(parts: readonly { readonly points: number; readonly weight: number }[]): number | null {
  const weights = parts.reduce((sum, { weight }) => sum + weight, 0)
  return weights === 0 ? null : Math.round((parts.reduce((sum, { points }) => sum + points, 0) / weights) * 10_000) / 100
}
