import type { CodeList } from '#platform/codes'

/** How far a notice has come on its way to a webhook (推送状态); the hub's own list. */
export const deliveryStates = { WAITING: '待送达', DELIVERED: '已送达', DEAD: '已放弃' } as const satisfies CodeList

export type DeliveryState = keyof typeof deliveryStates

/** Why an attempt does not count as delivered (推送失败原因); the hub's own list. */
export const deliveryFaults = {
  STATUS: '接收方未返回成功状态', TIMEOUT: '超时', UNREACHABLE: '无法连接', NOT_ALLOWED: '地址不在允许范围',
} as const satisfies CodeList

export type DeliveryFault = keyof typeof deliveryFaults
