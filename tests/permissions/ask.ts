import { documentOf } from '../../seeds/documents.ts'
import { citizenNumber } from '../../seeds/numbers.ts'
import { SCENARIOS } from '../../seeds/scenarios/all.ts'
import { identifierOf, named } from '../../seeds/scenarios/cast.ts'
import { matterCode } from '../../seeds/matters.ts'
import { caseNo } from './cases.ts'
import type { Row } from './row.ts'

type Asked = Pick<Row, 'query' | 'variables'>

/** Citizen number or credit code of an example. */
export const number = (example: string) => documentOf(example).number

/** A citizen number that is well formed and nobody's. */
export const NOBODY = citizenNumber('990101', '1950-01-01', 777)

const licenceId = (example: string) => identifierOf(named(SCENARIOS.flatMap(({ licences }) => licences), example))

const unitCode = (example: string) => named(SCENARIOS.flatMap(({ units }) => units), example).unitCode

/** Fields of one person. */
export const person = (example: string, fields: string): Asked => personNumbered(number(example), fields)

export const personNumbered = (n: string, fields: string): Asked =>
  ({ query: `query ($n: CitizenId!) { person(citizenId: $n) { ${fields} } }`, variables: { n } })

/** Fields of several persons. */
export const persons = (examples: readonly string[], fields: string): Asked => ({
  query: `query ($n: [CitizenId!]!) { persons(citizenIds: $n) { ${fields} } }`,
  variables: { n: examples.map(number) },
})

/** Verdicts on what is claimed of a person. */
export const verify = (example: string, claim: Readonly<Record<string, unknown>>, fields: string): Asked => ({
  query: `query ($c: PersonClaim!) { verifyPerson(claim: $c) { ${fields} } }`,
  variables: { c: { citizenId: number(example), ...claim } },
})

/** Fields of one organisation. */
export const organisation = (example: string, fields: string): Asked =>
  ({ query: `query ($n: CreditCode!) { legalPerson(creditCode: $n) { ${fields} } }`, variables: { n: number(example) } })

/** Fields of one real estate unit. */
export const unit = (example: string, fields: string): Asked =>
  ({ query: `query ($n: ID!) { realEstateUnit(code: $n) { ${fields} } }`, variables: { n: unitCode(example) } })

/** Fields of one licence. */
export const licence = (example: string, fields: string): Asked =>
  ({ query: `query ($n: LicenceIdentifier!) { licence(identifier: $n) { ${fields} } }`, variables: { n: licenceId(example) } })

/** Fields of one case; the example is one of the seeds or of `cases.ts`. */
export const caseFields = (example: string, fields: string): Asked =>
  ({ query: `query ($n: ID!) { case(caseNo: $n) { ${fields} } }`, variables: { n: caseNo(example) } })

/** Fields of one matter. */
export const matter = (slug: string, fields: string): Asked =>
  ({ query: `query ($n: ID!) { matter(code: $n) { ${fields} } }`, variables: { n: matterCode(slug) } })
