import type { GraphQLOutputType } from 'graphql'

/** One field of an answer: where its value is found and how it is shown. */
export interface Shown {
  /** The name that the caller reads. */
  readonly key: string
  /** The member of the joined data that holds it. */
  readonly from: string
  /** The object type that the field belongs to, and its name there. */
  readonly parent: string
  readonly name: string
  readonly type: GraphQLOutputType
  /** Set where it tells a verdict: on which item, and whether that is personal. */
  readonly verdict?: { readonly item: string; readonly personal: boolean }
  /** `null` whatever the data holds, without an error of its own. */
  readonly refused: boolean
  /** What is shown of an object, by its type; `null` where the value is none. */
  readonly below: Below | null
}

/** The fields shown of an object of some type, in the order of the answer. */
export type Below = (type: string) => readonly Shown[]
