import type { GraphQLError } from 'graphql'
import { type StatusCode, STATUSES, statusOfAnswer } from '../subgraphs/licences/index.ts'
import type { Refusal } from './decision/decide.ts'
import type { Use } from './decision/uses.ts'

/** How a root about licences turned out, as `extensions.status` tells it. */
export interface RootStatus {
  readonly path: readonly [string]
  readonly code: StatusCode
  readonly message: string
  readonly messageZh: string
}

const ROOTS: ReadonlyMap<string, 'licence' | 'verifyLicence'> = new Map([['Query.licence', 'licence'], ['Query.verifyLicence', 'verifyLicence']])

interface Answered {
  /** What the whole answer shows, JSON. */
  readonly data: string
  readonly refusals: readonly Refusal[]
  readonly errors: readonly GraphQLError[]
}

/** The statuses of an answer by the codes of licence sharing services, in the order of its roots; empty where it asks for no licence. */
export function statusesOf(uses: readonly Use[], { data, refusals, errors }: Answered): RootStatus[] {
  const asked = uses.flatMap((use) => {
    const root = ROOTS.get(use.coordinate)
    return root === undefined ? [] : [{ use, root }]
  })
  if (asked.length === 0) return []
  const shown = JSON.parse(data) as Readonly<Record<string, unknown>> | null
  return asked.map(({ use, root }) => {
    const value = named(use, shown?.[use.key])
    const code = value === null ? (withheld(use.key, refusals, errors) ?? statusOfAnswer(root, null)) : statusOfAnswer(root, value)
    return { path: [use.key], code, message: STATUSES[code].en, messageZh: STATUSES[code].zh }
  })
}

/** Why a root shows nothing. A subject that the purpose does not concern reads like one that nobody knows. */
function withheld(key: string, refusals: readonly Refusal[], errors: readonly GraphQLError[]): StatusCode | null {
  const refused = refusals.filter(({ path }) => path[0] === key)
  if (refused.some(({ reason }) => reason !== 'SUBJECT_NOT_PARTY')) return '100'
  if (refused.length > 0) return '10'
  const error = errors.find(({ path }) => path?.[0] === key)
  if (error === undefined) return null
  return statusIn(error) ?? '99'
}

/** The status with which a library refused; `null` for any other error. */
export function statusIn({ extensions }: GraphQLError): StatusCode | null {
  const { status } = extensions
  return typeof status === 'string' && Object.hasOwn(STATUSES, status) ? (status as StatusCode) : null
}

/** What a use shows by the names of its fields, whatever the question calls them. */
function named(use: Use, value: unknown): Readonly<Record<string, unknown>> | null {
  if (value === null || typeof value !== 'object') return null
  const given = value as Readonly<Record<string, unknown>>
  return Object.fromEntries(use.children.map((child) => [child.name, below(child, given[child.key])]))
}

const below = (use: Use, value: unknown): unknown =>
  Array.isArray(value) ? value.map((each) => below(use, each)) : value !== null && typeof value === 'object' ? named(use, value) : value
