import { examples as seeded, type Example } from '../seeds/examples.ts'
import { formatPurpose } from './purpose.ts'

/** An example as `hub examples --json` prints it and the page offers it: everything but the token. */
export interface RunnableExample {
  readonly name: string
  readonly title: string
  readonly persona: string
  readonly subject?: string
  readonly headers: Readonly<Record<string, string>>
  readonly query: string
  readonly variables: Readonly<Record<string, unknown>>
}

/** The request that an example makes. */
export function runnable({ name, title, persona, subject, purpose, query, variables }: Example): RunnableExample {
  return {
    name,
    title,
    persona,
    ...(subject === undefined ? {} : { subject }),
    headers: { 'content-type': 'application/json', 'sharing-purpose': formatPurpose({ matter: purpose.matter, caseNo: purpose.case ?? null, reason: purpose.reason ?? null }) },
    query,
    variables: variables ?? {},
  }
}

/** Every fully granted example, derived from the seeds without a database. */
export function runnableExamples(): RunnableExample[] {
  return seeded().map(runnable)
}
