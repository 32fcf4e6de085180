import type { Access } from '#platform/access'
import { coveredOnly, manyPerKey, onePerKey } from '#platform/batch'
import type { Queries } from './queries.ts'

/** One loader per access path, made anew for every request. */
export const loaders = (queries: Queries) => (access: Access) => ({
  inspection: onePerKey((numbers) => queries.inspections(access, numbers), (row) => row.inspectionNo),
  inspectionsOf: manyPerKey((codes) => queries.inspectionsOf(access, codes), (row) => row.subject),
  findings: manyPerKey((numbers) => queries.findings(access, numbers), (row) => row.inspectionNo),
  unpublishedFindings: manyPerKey(
    (numbers) => queries.unpublishedFindings(access, numbers),
    (row) => row.inspectionNo,
  ),
  rectification: onePerKey((numbers) => queries.rectifications(access, numbers), (row) => row.inspectionNo),
  plan: onePerKey((numbers) => queries.plans(access, numbers), (row) => row.planNo),
  items: manyPerKey((numbers) => queries.items(access, numbers), (row) => row.inspectionNo),
  inspectors: manyPerKey((numbers) => queries.inspectors(access, numbers), (row) => row.inspectionNo),
  labourCheck: onePerKey((numbers) => queries.labourChecks(access, numbers), (row) => row.inspectionNo),
  legalPersonBans: manyPerKey((codes) => queries.legalPersonBans(access, codes), (row) => row.subject),
  personBans: manyPerKey(coveredOnly(access, (keys) => queries.personBans(access, keys)), (row) => row.subject),
  legalPerson: queries.legalPerson.bind(null, access),
  person: queries.person.bind(null, access),
  statistics: queries.statistics.bind(null, access),
})

export type Loaders = ReturnType<ReturnType<typeof loaders>>
