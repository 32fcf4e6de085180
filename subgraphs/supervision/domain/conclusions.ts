/** What was put right, as far as its day is concerned. Days are `YYYY-MM-DD`. */
interface Due {
  readonly dueOn: string | null
  /** `null` while it is not done. */
  readonly finishedOn: string | null
}

/** Whether it was done after its day, or is not done though its day is over; `null` where no day was set. */
export function isOverdue({ dueOn, finishedOn }: Due, today: string): boolean | null {
  return dueOn === null ? null : (finishedOn ?? today) > dueOn
}

/** Counts of a labour inspection; `null` where something was not counted. */
interface Labour {
  readonly employees: number | null
  readonly contracts: number | null
  readonly insured: number | null
  readonly unpaidWorkers: number | null
  readonly paidOn: string | null
}

/** Whether everybody has a contract and is insured and no wages are owed any more; `null` where that was not counted. */
export function laboursInOrder({ employees, contracts, insured, unpaidWorkers, paidOn }: Labour): boolean | null {
  if (employees === null || contracts === null || insured === null || unpaidWorkers === null) return null
  return contracts >= employees && insured >= employees && (unpaidWorkers === 0 || paidOn !== null)
}
