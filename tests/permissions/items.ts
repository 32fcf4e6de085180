import type { Row } from './row.ts'

/** Items of one type by their fields: `of('Person', 'name sex')`. */
export const of = (type: string, fields: string): readonly string[] => fields.split(' ').map((field) => `${type}.${field}`)

/** Each of some items, refused for one reason. */
export const each = (items: readonly string[], reason: Row['refused'][string]): Row['refused'] => Object.fromEntries(items.map((item) => [item, reason]))
