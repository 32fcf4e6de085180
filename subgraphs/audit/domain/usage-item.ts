/** An item of a contract, as far as use is counted by it. */
export interface UsageItem {
  readonly coordinate: string
  /** Code of its resource; of items that fall into slices the code of all of them, `105001/*`. */
  readonly resource: string
  /** Credit code of its provider; `null` where slices have providers of their own. */
  readonly provider: string | null
}
