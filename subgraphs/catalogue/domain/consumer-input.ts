import type { InputFault } from '#platform/errors'

/** Roles that a system can have (系统角色); the hub's own list. */
const ROLES = ['steward', 'approver', 'sharing-authority', 'auditor', 'assessor']

const ID = /^[a-z][a-z0-9-]{1,62}[a-z0-9]$/
const NAME_MAX = 100

/** What the sharing authority says of a system that it registers. */
export interface NewConsumer {
  readonly id: string
  readonly name: string
  readonly roles: readonly string[]
}

/** What is wrong with a system's id, name and roles; all at once. */
export function consumerFaults({ id, name, roles }: NewConsumer): InputFault[] {
  const faults: InputFault[] = []
  const length = [...name.trim()].length
  if (!ID.test(id)) faults.push({ argument: 'input.id', check: 'FORMAT', en: 'must be 3 to 64 of a–z, 0–9 and hyphens, beginning with a letter', zh: '须为 3 至 64 位小写字母、数字或连字符，以字母开头' })
  if (length < 1 || length > NAME_MAX) faults.push({ argument: 'input.name', check: 'LENGTH', en: `must have 1 to ${NAME_MAX} characters`, zh: `须为 1 至 ${NAME_MAX} 个字符` })
  for (const [at, role] of roles.entries()) {
    if (!ROLES.includes(role)) faults.push({ argument: `input.roles[${at}]`, check: 'UNKNOWN', en: `must be one of ${ROLES.join(', ')}`, zh: `须为 ${ROLES.join('、')} 之一` })
  }
  return faults
}
