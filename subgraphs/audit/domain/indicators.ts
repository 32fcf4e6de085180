import { FEWEST, suppress, suppressWithin, type Told } from './suppression.ts'

export type IndicatorDimension = 'MATTER' | 'AGENCY' | 'MONTH'

/** A sum over decided cases that share a code. */
export interface IndicatorSum {
  readonly code: string
  readonly measure: string
  readonly value: number
}

/** What is told of the decided cases of a matter, an agency or a month; `null` where too few are behind it. */
export interface Indicators {
  readonly code: string
  /** How many were decided. */
  readonly count: number
  readonly onTimeRate: number | null
  readonly averageDays: number | null
  readonly promiseCompression: number | null
  readonly goodRatingRate: number | null
  readonly poorRectifiedRate: number | null
  readonly materialExemptRate: number | null
}

/** Digits of a rate, and of a number of days. */
const RATE_DIGITS = 4
const DAY_DIGITS = 1

/**
 * The indicators of each group. Groups are kept back by how many cases were decided; matters lie in the agencies that
 * implement them, whose counts are told too.
 */
export function indicatorsOf(sums: readonly IndicatorSum[], by: IndicatorDimension): Told<Indicators> {
  const groups = [...grouped(sums)].map(([code, of]): Indicators => ({
    code,
    count: of('decided'),
    onTimeRate: ratio(of('onTime'), of('promised'), RATE_DIGITS),
    averageDays: ratio(of('days'), of('timed'), DAY_DIGITS),
    promiseCompression: ratio(of('compressed'), of('limited'), RATE_DIGITS),
    goodRatingRate: ratio(of('rated') - of('poor'), of('rated'), RATE_DIGITS),
    poorRectifiedRate: ratio(of('rectified'), of('poor'), RATE_DIGITS),
    materialExemptRate: ratio(of('exempt'), of('materials'), RATE_DIGITS),
  }))
  return by === 'MATTER' ? suppressWithin(groups, ({ code }) => implementingAgency(code)) : suppress(groups)
}

const CREDIT_CODE_LENGTH = 18

/** Credit code of the agency that implements a matter, with which its implementation code begins (GB/T 39554.1). */
export function implementingAgency(matter: string): string {
  return matter.slice(0, CREDIT_CODE_LENGTH)
}

function grouped(sums: readonly IndicatorSum[]): Map<string, (measure: string) => number> {
  const values = new Map<string, Map<string, number>>()
  for (const { code, measure, value } of sums) {
    const own = values.get(code) ?? new Map<string, number>()
    values.set(code, own.set(measure, value))
  }
  return new Map([...values].map(([code, own]) => [code, (measure: string) => own.get(measure) ?? 0]))
}

function ratio(numerator: number, denominator: number, digits: number): number | null {
  return denominator < FEWEST ? null : Number((numerator / denominator).toFixed(digits))
}

/** The year that two days are the first and the last of; `null` where they are not. */
export function yearBetween(from: string, to: string): string | null {
  const year = from.slice(0, 4)
  return from === `${year}-01-01` && to === `${year}-12-31` ? year : null
}
