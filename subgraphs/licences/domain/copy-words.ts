import type { LiveCase } from '#platform/access'
import { today } from '#platform/clock'

interface Worded {
  readonly licences: readonly { readonly issuerName: string | null; readonly trustGrade: string | null }[]
  readonly liveCase: LiveCase
  /** `null` for a preview. */
  readonly number: string | null
  readonly reason: string
  readonly expiresAt: string
  readonly at: number
}

/** The sentences laid over a copy, in the words of the guide of document 108 (证照数据批量共享与加注件). */
export function watermarkOf({ licences, liveCase, number, reason, expiresAt, at }: Worded): readonly string[] {
  const until = inWords(today({ now: () => Date.parse(expiresAt) }))
  const issuers = [...new Set(licences.flatMap(({ issuerName }) => issuerName ?? []))].join('、')
  const seen = licences.some(({ trustGrade }) => trustGrade === 'B')
  return [
    `${seen ? '此件经与原件核对无误，' : '此件'}由${issuers === '' ? '颁证机构' : issuers}提供，仅供办理政务服务事项时使用，有效期至${until}`,
    `用于${liveCase.agency.name ?? liveCase.agency.code}办理“${liveCase.matter.name}”，${reason}`,
    `${inWords(today({ now: () => at }))}制作${number === null ? '' : `，加注件编号 ${number}`}`,
  ]
}

function inWords(day: string): string {
  const [year, month, date] = day.split('-').map(Number)
  return `${year}年${month}月${date}日`
}
