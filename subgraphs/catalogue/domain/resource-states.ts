import type { CodeList } from '#platform/codes'
import { actError } from '#platform/errors'
import { resourceStates } from './codes.ts'

export type ResourceState = 'DRAFT' | 'IN_REVIEW' | 'PUBLISHED' | 'CHANGING' | 'WITHDRAWN'

/** States of one version of an entry; the hub's own list. */
export const versionStates = {
  DRAFT: '草稿', IN_REVIEW: '待审', PUBLISHED: '已通过', REFUSED: '已退回', DROPPED: '已弃用',
} as const satisfies CodeList

export type VersionState = keyof typeof versionStates

/** What is done to a resource in the catalogue; the hub's own list. */
export const resourceActions = {
  REGISTER: '登记', ASSIGN: '指定提供方', EDIT: '编制', SUBMIT: '提交审核', APPROVE: '审核通过', REFUSE: '审核退回', TAKE_BACK: '撤回变更',
  PROPOSE_WITHDRAWAL: '申请停用', APPROVE_WITHDRAWAL: '同意停用', WITHDRAW: '停用',
} as const satisfies CodeList

export type ResourceAction = keyof typeof resourceActions

type Moves<State extends string> = Partial<Record<State, State>>

/** Where each action leads a resource from the states in which it is possible. */
const RESOURCE_MOVES: Record<Exclude<ResourceAction, 'REGISTER'>, Moves<ResourceState>> = {
  ASSIGN: { DRAFT: 'DRAFT' },
  // What is in force stays in force until its change is approved; what was withdrawn begins anew.
  EDIT: { DRAFT: 'DRAFT', PUBLISHED: 'CHANGING', CHANGING: 'CHANGING', WITHDRAWN: 'DRAFT' },
  SUBMIT: { DRAFT: 'IN_REVIEW', CHANGING: 'CHANGING' },
  APPROVE: { IN_REVIEW: 'PUBLISHED', CHANGING: 'PUBLISHED' },
  REFUSE: { IN_REVIEW: 'DRAFT', CHANGING: 'PUBLISHED' },
  TAKE_BACK: { DRAFT: 'WITHDRAWN', IN_REVIEW: 'DRAFT', CHANGING: 'PUBLISHED' },
  PROPOSE_WITHDRAWAL: { PUBLISHED: 'CHANGING', CHANGING: 'CHANGING' },
  APPROVE_WITHDRAWAL: { CHANGING: 'WITHDRAWN' },
  WITHDRAW: { PUBLISHED: 'WITHDRAWN', CHANGING: 'WITHDRAWN' },
}

/** The same for the latest version of its entry: an edit and a withdrawal replace a draft, and leave what was decided as it is. */
const VERSION_MOVES: Record<Exclude<ResourceAction, 'REGISTER'>, Moves<VersionState>> = {
  ASSIGN: { DRAFT: 'DRAFT' },
  EDIT: { DRAFT: 'DROPPED', PUBLISHED: 'PUBLISHED', REFUSED: 'REFUSED', DROPPED: 'DROPPED' },
  SUBMIT: { DRAFT: 'IN_REVIEW' },
  APPROVE: { IN_REVIEW: 'PUBLISHED' },
  REFUSE: { IN_REVIEW: 'REFUSED' },
  TAKE_BACK: { DRAFT: 'DROPPED', IN_REVIEW: 'DROPPED' },
  PROPOSE_WITHDRAWAL: { DRAFT: 'DROPPED', PUBLISHED: 'PUBLISHED', REFUSED: 'REFUSED', DROPPED: 'DROPPED' },
  APPROVE_WITHDRAWAL: { IN_REVIEW: 'PUBLISHED' },
  WITHDRAW: { DRAFT: 'DROPPED', IN_REVIEW: 'DROPPED', PUBLISHED: 'PUBLISHED', REFUSED: 'REFUSED', DROPPED: 'DROPPED' },
}

/** States of a resource and of the latest version of its entry. */
export interface States {
  readonly resource: ResourceState
  readonly version: VersionState
}

/**
 * The states after an action.
 *
 * @throws CONFLICT naming the states where the action is not possible in them
 */
export function moved({ resource, version }: States, action: Exclude<ResourceAction, 'REGISTER'>): States {
  const to = { resource: RESOURCE_MOVES[action][resource], version: VERSION_MOVES[action][version] }
  if (to.resource !== undefined && to.version !== undefined) return { resource: to.resource, version: to.version }
  throw actError(
    'CONFLICT',
    `${action} is not possible while the resource is ${resource} and its latest version ${version}`,
    `资源为「${resourceStates[resource]}」、最新版本为「${versionStates[version]}」时，不能${resourceActions[action]}`,
  )
}
