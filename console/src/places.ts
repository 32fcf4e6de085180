import type { MessageKey } from './messages/zh.ts'

interface Place {
  readonly to: '/' | '/catalogue' | '/applications' | '/records'
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
]
