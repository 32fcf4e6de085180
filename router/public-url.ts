import type { Settings } from '#platform/config'
import { isInTheClear } from './elsewhere.ts'

/**
 * Where anybody reaches the hub, without a slash at the end. It is printed on copies, so a server has no default: a wrong address
 * would stay on paper.
 *
 * @returns the address of this machine in embedded mode, where none is given
 */
export function publicUrlFrom(settings: Settings, mode: 'embedded' | 'server'): string | undefined {
  const text = settings.text('PUBLIC_URL')
  if (text === undefined && mode === 'embedded') return `http://127.0.0.1:${settings.integer('PORT', 4000, 0, 65_535)}`
  if (text !== undefined && isAddress(text)) return text
  settings.fault('PUBLIC_URL', 'an address https://… of at most 100 characters, without query and without a slash at the end: it is printed on copies')
  return undefined
}

const LENGTH_MOST = 100

function isAddress(text: string): boolean {
  if (!/^https?:\/\/[^\s?#]+[^\s?#/]$/.test(text) || text.length > LENGTH_MOST || !URL.canParse(text)) return false
  const { username, password } = new URL(text)
  return username === '' && password === '' && !isInTheClear(`${text}/`)
}
