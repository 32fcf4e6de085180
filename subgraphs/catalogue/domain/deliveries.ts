import type { CodeList } from '#platform/codes'

/** How far a notice has come on its way to a webhook (推送状态); the hub's own list. */
export const deliveryStates = { WAITING: '待送达', DELIVERED: '已送达', DEAD: '已放弃' } as const satisfies CodeList

export type DeliveryState = keyof typeof deliveryStates

/** Why a sending does not count as delivered (推送失败原因); the hub's own list. */
export const deliveryFaults = {
  STATUS: '接收方未返回成功状态', TIMEOUT: '超时', UNREACHABLE: '无法连接', NOT_ALLOWED: '地址不在允许范围', UNSIGNED: '签名密钥无法开启',
} as const satisfies CodeList

export type DeliveryFault = keyof typeof deliveryFaults

const FIRST_REST_MS = 2_000
const LONGEST_REST_MS = 3_600_000
const LONGEST_WEBHOOK_REST_MS = 60_000
const GIVEN_UP_AFTER_MS = 24 * 3_600_000

/** How long a notice waits after a sending that failed: twice as long each time, up to an hour, and never for all alike. */
export function restAfter(attempts: number, chance: number): number {
  return withJitter(Math.min(LONGEST_REST_MS, FIRST_REST_MS * 2 ** Math.min(attempts - 1, 30)), chance)
}

/** How long a webhook is left alone after so many failures in a row, so that one that is down takes nobody's turn; a minute at most. */
export function webhookRestAfter(failures: number, chance: number): number {
  return withJitter(Math.min(LONGEST_WEBHOOK_REST_MS, 1_000 * 2 ** Math.min(failures - 1, 30)), chance)
}

/** Whether a notice that could not be delivered is given up: a day after it happened. */
export function isGivenUp(noticedAt: number, now: number): boolean {
  return now - noticedAt >= GIVEN_UP_AFTER_MS
}

function withJitter(ms: number, chance: number): number {
  return Math.round(ms * (0.5 + chance / 2))
}
