import type { AccessPlan } from '#platform/access'

/** An item of somebody that an objection would be about. */
export interface ItemOfSubject {
  /** Item name, with its slice. */
  readonly item: string
  /** Subject key or credit code. */
  readonly subject: string
}

/** Under which case somebody may object, or why they may not. */
export interface ObjectionLeave {
  /** Credit code of the agency that the system acts for, of a portal too. */
  readonly agency: string
  /** Case of the purpose; `null` where there is none. */
  readonly caseNo: string | null
  readonly refusal: { readonly en: string; readonly zh: string } | null
}

/**
 * Decides whether an item of somebody could be read now by whoever asks: nobody doubts what they may not see.
 *
 * @param plan of the question that raises the objection
 */
export type MayObject = (plan: AccessPlan, about: ItemOfSubject) => Promise<ObjectionLeave>
