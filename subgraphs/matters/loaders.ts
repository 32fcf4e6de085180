import type { Access } from '#platform/access'
import { manyPerKey, onePerKey } from '#platform/batch'
import type { Queries } from './queries.ts'

/** One loader per access path, made anew for every request. The parts of a matter are loaded whole, under its code. */
export const loaders = (queries: Queries) => (access: Access) => ({
  matter: onePerKey((codes) => queries.matters(access, codes), (row) => row.code),
  mattersOf: manyPerKey((agencies) => queries.mattersOf(access, agencies), (row) => row.implementedBy),
  mattersListed: queries.mattersListed.bind(null, access),
  mattersUnder: manyPerKey((codes) => queries.mattersUnder(access, codes), (row) => row.under),
  basic: onePerKey((codes) => queries.basics(access, codes), (row) => row.code),
  situations: manyPerKey((codes) => queries.situations(access, codes), (row) => row.matterCode),
  materials: manyPerKey((codes) => queries.materials(access, codes), (row) => row.matterCode),
  alternatives: manyPerKey((codes) => queries.alternatives(access, codes), (row) => row.matterCode),
  evidences: manyPerKey((codes) => queries.evidences(access, codes), (row) => row.matterCode),
  results: manyPerKey((codes) => queries.results(access, codes), (row) => row.matterCode),
  fees: manyPerKey((codes) => queries.fees(access, codes), (row) => row.matterCode),
  faqs: manyPerKey((codes) => queries.faqs(access, codes), (row) => row.matterCode),
  facts: queries.facts.bind(null, access),
  implemented: queries.implemented.bind(null, access),
  needed: queries.needed.bind(null, access),
  statistics: queries.statistics.bind(null, access),
})

export type Loaders = ReturnType<ReturnType<typeof loaders>>
