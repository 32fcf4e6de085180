import type { CodeList } from '#platform/codes'
import { FEWEST, suppress } from './suppression.ts'

/** What a daily bulletin tells (每日运行通报); the hub's own list. */
export const bulletinFigures = {
  REQUESTS: '请求数', ANSWERED: '已答复', REFUSED: '已拒绝', FAILED: '未能答复', AVAILABILITY: '可用率（%）', AGENCIES: '使用单位数', SUBJECTS_READ: '披露主体人次',
  ITEMS_RELEASED: '披露信息项次', ITEMS_WITHHELD: '拒绝信息项次', APPLICATIONS_SUBMITTED: '新增共享申请', APPLICATIONS_DECIDED: '办结共享申请',
  APPLICATIONS_LATE: '逾期未答复申请', GRANTS_GIVEN: '新增共享授权', GRANTS_REVOKED: '撤销共享授权',
} as const satisfies CodeList

export type FigureCode = keyof typeof bulletinFigures

/** Requests of one day counted under one thing. */
export interface DayCount {
  readonly dimension: string
  readonly key: string
  readonly entries: number
  readonly refused: number
  readonly failed: number
  readonly released: number
  readonly withheld: number
  readonly subjects: number
}

export interface Figure {
  readonly code: FigureCode
  /** `null` where it is kept back. */
  readonly value: number | null
}

/** Of each day the reasons that most requests met. */
const REASONS_TOLD = 5

const NOTHING: Omit<DayCount, 'dimension' | 'key'> = { entries: 0, refused: 0, failed: 0, released: 0, withheld: 0, subjects: 0 }

/**
 * The figures of one day, always the same ones in the same order.
 *
 * @param acts what agencies did on it, as the catalogue counted; numbers of acts are not kept back, since every act is told to both sides
 * @param exact whether small counts are told as well
 */
export function figuresOf(counts: readonly DayCount[], acts: ReadonlyMap<string, number>, exact: boolean): Figure[] {
  const day = counts.find(({ dimension }) => dimension === 'TOTAL') ?? NOTHING
  const answered = day.entries - day.refused - day.failed
  const parts = [{ code: 'ANSWERED', count: answered }, { code: 'REFUSED', count: day.refused }, { code: 'FAILED', count: day.failed }] as const
  const { shown, total } = exact ? { shown: parts, total: day.entries } : suppress(parts)
  const told = new Set<FigureCode>(shown.map(({ code }) => code))
  const part = (code: FigureCode, value: number) => ({ code, value: told.has(code) ? value : null })
  const large = (code: FigureCode, value: number) => ({ code, value: exact || value === 0 || value >= FEWEST ? value : null })
  const asked = answered + day.failed
  return [
    { code: 'REQUESTS', value: total }, ...parts.map(({ code, count }) => part(code, count)),
    { code: 'AVAILABILITY', value: asked === 0 || !told.has('ANSWERED') || !told.has('FAILED') ? null : Math.round((answered / asked) * 10_000) / 100 },
    { code: 'AGENCIES', value: counts.filter(({ dimension, key }) => dimension === 'AGENCY' && key !== '').length },
    large('SUBJECTS_READ', day.subjects), large('ITEMS_RELEASED', day.released), large('ITEMS_WITHHELD', day.withheld),
    ...ACTS.map((code) => ({ code, value: acts.get(code) ?? 0 })),
  ]
}

const ACTS = ['APPLICATIONS_SUBMITTED', 'APPLICATIONS_DECIDED', 'APPLICATIONS_LATE', 'GRANTS_GIVEN', 'GRANTS_REVOKED'] as const

/** The reasons that most requests of a day were refused for, each with how many requests. */
export function reasonsOf(counts: readonly DayCount[], exact: boolean): { readonly reason: string; readonly requests: number }[] {
  const reasons = counts.filter(({ dimension }) => dimension === 'REASON').map(({ key, entries }) => ({ reason: key, count: entries }))
  const shown = exact ? reasons : suppress(reasons).shown
  return [...shown].sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1)).slice(0, REASONS_TOLD).map(({ reason, count }) => ({ reason, requests: count }))
}

/** The figures in words. */
export function textOf(day: string, figures: readonly Figure[], reasons: ReturnType<typeof reasonsOf>): string {
  const values = new Map(figures.map(({ code, value }) => [code, value]))
  const of = (code: FigureCode) => values.get(code) ?? null
  const say = (code: FigureCode, unit: string) => `${of(code) ?? '（不足以公布）'}${of(code) === null ? '' : unit}`
  const [year, month, date] = day.split('-').map(Number)
  const main = reasons.map(({ reason, requests }) => `${reason} ${requests}次`).join('、')
  return [
    `${year}年${month}月${date}日，共享平台受理请求${say('REQUESTS', '次')}，来自${say('AGENCIES', '个单位')}；`,
    `其中已答复${say('ANSWERED', '次')}，已拒绝${say('REFUSED', '次')}，未能答复${say('FAILED', '次')}，可用率${say('AVAILABILITY', '%')}。`,
    `披露主体${say('SUBJECTS_READ', '人次')}，披露信息项${say('ITEMS_RELEASED', '项次')}，拒绝信息项${say('ITEMS_WITHHELD', '项次')}`,
    main === '' ? '。' : `，主要原因：${main}。`,
    `新增共享申请${say('APPLICATIONS_SUBMITTED', '件')}，办结${say('APPLICATIONS_DECIDED', '件')}，逾期未答复${say('APPLICATIONS_LATE', '件')}；`,
    `新增共享授权${say('GRANTS_GIVEN', '件')}，撤销${say('GRANTS_REVOKED', '件')}。`,
  ].join('')
}
