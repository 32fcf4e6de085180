import type { MessageKey } from './messages/zh.ts'

interface Place {
  readonly to: '/' | '/catalogue' | '/applications' | '/records' | '/apply' | '/grants' | '/playground' | '/matrix'
  readonly title: MessageKey
  /** Roles of systems to which it is shown; `null` for everybody. */
  readonly roles: readonly string[] | null
}

/** Where one can go, in the order of the navigation. */
export const PLACES: readonly Place[] = [
  { to: '/', title: 'workbench', roles: null },
  { to: '/catalogue', title: 'catalogue', roles: null },
  { to: '/applications', title: 'decide', roles: null },
  { to: '/records', title: 'records', roles: null },
  { to: '/apply', title: 'apply', roles: null },
  { to: '/grants', title: 'grantsPlace', roles: null },
  { to: '/playground', title: 'playground', roles: null },
  { to: '/matrix', title: 'matrix', roles: ['steward', 'approver', 'sharing-authority'] },
]
