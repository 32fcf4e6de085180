import DataLoader from 'dataloader'
import type { Access } from '#platform/access'
import { manyPerKey, onePerKey } from '#platform/batch'
import type { CasesAsked, Queries } from './queries.ts'

/** One loader per access path, made anew for every request. */
export const loaders = (queries: Queries) => (access: Access) => ({
  case: onePerKey((caseNos) => queries.cases(access, caseNos), (row) => row.caseNo),
  casesOf: new DataLoader((asks: readonly CasesAsked[]) => queries.casesOf(access, asks), {
    cacheKeyFn: (asked) => JSON.stringify(asked),
    maxBatchSize: 1_000,
  }),
  children: manyPerKey((caseNos) => queries.children(access, caseNos), (row) => row.partOf),
  clock: onePerKey((caseNos) => queries.clocks(access, caseNos), (row) => row.caseNo),
  agencies: manyPerKey((caseNos) => queries.agencies(access, caseNos), (row) => row.caseNo),
  parties: manyPerKey((caseNos) => queries.parties(access, caseNos), (row) => row.caseNo),
  contact: onePerKey((caseNos) => queries.contacts(access, caseNos), (row) => row.caseNo),
  materials: manyPerKey((caseNos) => queries.materials(access, caseNos), (row) => row.caseNo),
  process: manyPerKey((caseNos) => queries.process(access, caseNos), (row) => row.caseNo),
  specials: manyPerKey((caseNos) => queries.specials(access, caseNos), (row) => row.caseNo),
  evaluations: manyPerKey((caseNos) => queries.evaluations(access, caseNos), (row) => row.caseNo),
  result: onePerKey((caseNos) => queries.results(access, caseNos), (row) => row.caseNo),
  purpose: queries.purpose.bind(null, access),
})

export type Loaders = ReturnType<ReturnType<typeof loaders>>
