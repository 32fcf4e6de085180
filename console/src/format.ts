import type { Language } from './language.tsx'

const ZONE = 'Asia/Shanghai'
const LOCALES = { zh: 'zh-CN', en: 'en-GB' } as const

/** An instant in Beijing time, whatever the browser's own. */
export function instant(value: string | null | undefined, language: Language): string {
  if (value === null || value === undefined) return '—'
  return new Intl.DateTimeFormat(LOCALES[language], { timeZone: ZONE, dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23' }).format(new Date(value))
}

/** Today in Beijing, or so many days later. */
export function today(days = 0): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE }).format(new Date(Date.now() + days * 86_400_000))
}

export function number(value: number | null | undefined, language: Language): string {
  return value === null || value === undefined ? '—' : new Intl.NumberFormat(LOCALES[language]).format(value)
}
