import type { InputFault } from '#platform/errors'
import { noticeKinds } from './notices.ts'

const URL_MAX = 500

/** Where an agency wants to be told, and of what. */
export interface RegisterWebhookInput {
  readonly url: string
  readonly kinds?: readonly string[] | null
  readonly clientMutationId?: string | null
}

/** Everything that is wrong with it; `mayTell` says to which addresses this hub sends. */
export function webhookFaults({ url, kinds }: RegisterWebhookInput, mayTell: (url: URL) => boolean): InputFault[] {
  const parsed = plainAddress(url)
  const faults: InputFault[] = []
  if (parsed === null) {
    faults.push({
      argument: 'input.url', check: 'URL_WRONG', en: `must be an address of at most ${URL_MAX} characters, without user, password or fragment`, zh: `须为不超过 ${URL_MAX} 个字符的地址，不含用户名、口令和片段`,
    })
  } else if (!mayTell(parsed)) {
    faults.push({ argument: 'input.url', check: 'NOT_ALLOWED', en: 'must be https://… on a host that the administrator of the hub allows', zh: '须为平台管理员允许的主机上的 https 地址' })
  }
  for (const [at, kind] of (kinds ?? []).entries()) {
    const argument = `input.kinds[${at}]`
    if (!Object.hasOwn(noticeKinds, kind)) faults.push({ argument, check: 'UNKNOWN_KIND', en: 'no kind of notice', zh: '没有该通知类型' })
    else if (kinds?.indexOf(kind) !== at) faults.push({ argument, check: 'DUPLICATE', en: 'named twice', zh: '重复' })
  }
  return faults
}

function plainAddress(text: string): URL | null {
  if (text.length > URL_MAX || !URL.canParse(text)) return null
  const url = new URL(text)
  return url.username === '' && url.password === '' && url.hash === '' ? url : null
}
