import { type InputFault, inputError } from '#platform/errors'
import { holdsControls, holdsMarkup, holdsPersonalNumber } from '#platform/texts'

/** What the watermark of a copy says. Days as `2026-11-26`. */
export interface WatermarkFacts {
  /** `A`, `B` or `D`; a licence of grade C is not used before a window has checked its original. */
  readonly trustGrade: string
  /** Who provides the copy: the issuer, or the agency that keeps the licence; at most 60 characters. */
  readonly provider: string
  /** Agency that the copy is for, at most 60 characters. */
  readonly agency: string
  /** Name of the matter, at most 100 characters. */
  readonly matter: string
  /** Why the copy is made, at most 200 characters; `null` where the matter says it. */
  readonly reason: string | null
  readonly madeOn: string
  /** Last day on which it may be used. */
  readonly validUntil: string
  /** Number of the copy, at most 40 characters; `null` for a preview. */
  readonly number: string | null
}

const AGENCY_MOST = 60
const MATTER_MOST = 100
const REASON_MOST = 200
const NUMBER_MOST = 40
const DAY = /^\d{4}-\d{2}-\d{2}$/

/**
 * The sentences of a watermark, in the words that the State Council office's guide to the use of licences (the 108号 guide) asks for a 加注件.
 *
 * @returns where the copy comes from and until when it counts; what it was made for; why, where it says so
 * @throws inputError naming each text that is empty, too long, or holds markup, control and direction characters or personal numbers
 */
export function watermarkOf(facts: WatermarkFacts): string[] {
  const faults = faultsOf(facts)
  if (faults.length > 0) throw inputError(faults)
  const { agency, matter, reason, madeOn, number } = facts
  return [
    `${origin(facts)}，仅供办理政务服务事项时使用，有效期至${inWords(facts.validUntil)}。`,
    `用于${agency}办理「${matter}」，${inWords(madeOn)}制作${number === null ? '' : `，副本编号${number}`}。`,
    ...(reason === null ? [] : [`事由：${reason}。`]),
  ]
}

function origin({ trustGrade, provider }: WatermarkFacts): string {
  if (trustGrade === 'D') return '此件由持证主体自行提供并承诺真实'
  // Which window compared it is not in the licence, so none is named.
  if (trustGrade === 'B') return `此件经与原件核对无误，由${provider}提供`
  return `此件由${provider}提供`
}

function faultsOf({ trustGrade, provider, agency, matter, reason, madeOn, validUntil, number }: WatermarkFacts): InputFault[] {
  return [
    ...(['A', 'B', 'D'].includes(trustGrade) ? [] : [fault('trustGrade', 'GRADE_WRONG', 'is no grade that is used', '不是可以使用的等级')]),
    ...textFaults('provider', provider, AGENCY_MOST),
    ...textFaults('agency', agency, AGENCY_MOST),
    ...textFaults('matter', matter, MATTER_MOST),
    ...(reason === null ? [] : textFaults('reason', reason, REASON_MOST)),
    ...(number === null ? [] : textFaults('number', number, NUMBER_MOST)),
    ...[['madeOn', madeOn], ['validUntil', validUntil]].flatMap(([argument = '', day = '']) => (DAY.test(day) ? [] : [fault(argument, 'DAY_WRONG', 'is no day', '不是日期')])),
  ]
}

function textFaults(argument: string, text: string, most: number): InputFault[] {
  if (text.trim() === '') return [fault(argument, 'TEXT_MISSING', 'is empty', '为空')]
  if ([...text].length > most) return [fault(argument, 'TEXT_TOO_LONG', `has more than ${most} characters`, `超过${most}个字`)]
  if (holdsControls(text) || /\p{Cs}/u.test(text)) return [fault(argument, 'TEXT_WRONG', 'holds control or direction characters', '含控制字符或方向字符')]
  if (holdsMarkup(text)) return [fault(argument, 'TEXT_WRONG', 'holds markup', '含标记')]
  // A number of the copy may look like anything, and says nothing of anybody.
  if (argument !== 'number' && holdsPersonalNumber(text)) return [fault(argument, 'TEXT_WRONG', 'holds a citizen number or a telephone', '含公民身份号码或电话')]
  return []
}

const fault = (argument: string, check: string, en: string, zh: string): InputFault => ({ argument, check, en, zh })

function inWords(day: string): string {
  const [year, month, date] = day.split('-')
  return `${year}年${Number(month)}月${Number(date)}日`
}
