import type { Access } from '#platform/access'
import { coveredOnly, manyPerKey, onePerKey } from '#platform/batch'
import type { Queries, Side } from './queries.ts'

const bySubject = (row: { readonly subject: string }) => row.subject

/** One loader per access path, made anew for every request. */
export const loaders = (queries: Queries) => (access: Access) => {
  // What is public of an organisation needs no cover; what is personal does.
  const recordsOf = (side: Side) => {
    const allowed = <Row>(read: (keys: readonly string[]) => Promise<Row[]>) => (side === 'person' ? coveredOnly(access, read) : read)
    return {
      credit: (subject: string) => queries.credit(access, side, subject),
      listings: manyPerKey(allowed((keys) => queries.listings(access, side, keys)), bySubject),
      penalties: manyPerKey(allowed((keys) => queries.penalties(access, side, keys)), bySubject),
      commitments: manyPerKey(allowed((keys) => queries.commitments(access, side, keys)), bySubject),
      permits: manyPerKey(allowed((keys) => queries.permits(access, side, keys)), bySubject),
      repairs: manyPerKey(allowed((keys) => queries.repairs(access, side, keys)), bySubject),
      flags: onePerKey(allowed((keys) => queries.flags(access, side, keys)), bySubject),
      subject: onePerKey(allowed((keys) => queries.subjects(access, side, keys)), bySubject),
    }
  }
  return {
    person: recordsOf('person'),
    organisation: recordsOf('organisation'),
    evaluation: onePerKey((keys) => queries.evaluations(access, keys), bySubject),
    statistics: queries.statistics.bind(null, access),
    standing: onePerKey(coveredOnly(access, (keys) => queries.standings(access, keys)), bySubject),
  }
}

export type Loaders = ReturnType<ReturnType<typeof loaders>>
