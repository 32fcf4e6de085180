import { buildASTSchema, Kind, type OperationDefinitionNode, parse } from 'graphql'
import { ContractItems } from '#platform/contract'
import { type Decision, decide, type DecisionTools } from './decide.ts'
import type { NamedMatter } from '#platform/access'
import type { CaseFacts, Facts, Grant, GrantItem } from './facts.ts'
import { type Use, usesOf } from './uses.ts'

const TODAY = '2026-03-02'
export const MATTER = '990500000100'
export const AGENCY = '11990000000000019A'

const personal = (more = '') => `@item(resource: "101001/000001", title: "t", share: CONDITIONAL, class: PERSONAL${more})`

/** A contract with one of each kind of item, argument and edge that a decision tells apart. */
const CONTRACT = parse(`
  type Query {
    person(citizenId: CitizenId! @item(of: "Person.citizenId")): Person
    persons(citizenIds: [CitizenId!]! @item(of: "Person.citizenId")): [Person]
    personByDocument(document: DocumentInput!): Person
    byMobile(mobile: String @item(of: "Person.mobile")): Person
    verifyPerson(claim: PersonClaim!): PersonVerification
    legalPerson(creditCode: CreditCode!): LegalPerson
    licence(identifier: ID!): Licence
    division(code: ID!): Division
    firms(order: FirmOrder = CODE): [LegalPerson!]
  }
  enum FirmOrder { CODE NAME @item(of: "LegalPerson.name") PHONE @item(of: "LegalPerson.phone") }
  type Person {
    key: ID!
    id: ID!
    citizenId: String ${personal(', mask: ID')}
    name: String ${personal(', mask: NAME')}
    documents: [Document!] ${personal()}
    mobile: String ${personal(', mask: PHONE, restricted: true')}
    sex: Code ${personal()}
    ageAtLeast(years: Int!): Boolean ${personal(', derived: true')}
    residence: Boolean @item(resource: "101001/000001", title: "t", share: UNCONDITIONAL, class: PERSONAL)
    protection: String @item(resource: "101001/000001", title: "t", share: WITHHELD, class: SENSITIVE, basis: "b")
    relations: [Relation!] ${personal(', restricted: true')}
    licences(first: Int): LicenceConnection
    firm: LegalPerson ${personal()}
    flats: [Flat!] ${personal()}
    held: [Licence!] ${personal()}
  }
  type Flat @key(fields: "code") { code: ID! area: Int ${personal()} }
  type Document { docNo: String ${personal(', mask: ID')} }
  type Code { code: String! name: String! }
  type Relation { relation: Code ${personal()} person: Person }
  type LicenceConnection { edges: [LicenceEdge!] pageInfo: PageInfo }
  type LicenceEdge { cursor: String node: Licence }
  type PageInfo { hasNextPage: Boolean }
  type Licence @key(fields: "identifier") { identifier: ID! number: String ${personal(', mask: ACC, sliced: true')} validOn(date: String!): Boolean ${personal(', sliced: true, derived: true')} }
  type LegalPerson @key(fields: "creditCode") {
    creditCode: ID!
    name: String @item(resource: "102001/000001", title: "t", share: UNCONDITIONAL, class: PUBLIC)
    phone: String @item(resource: "102001/000001", title: "t", share: CONDITIONAL, class: INTERNAL)
    secret: String @item(resource: "102001/000001", title: "t", share: WITHHELD, class: BUSINESS, basis: "b")
    representative: Person ${personal()}
  }
  type Division @key(fields: "code") { code: ID! name: String @item(resource: "103001/000001", title: "t", share: UNCONDITIONAL, class: PUBLIC, open: true) }
  type PersonVerification { name: String @item(of: "Person.name") mobile: String @item(of: "Person.mobile") }
  input PersonClaim { citizenId: CitizenId! @item(of: "Person.citizenId") name: String @item(of: "Person.name") mobile: String @item(of: "Person.mobile") }
  input DocumentInput { type: String! number: String! @item(of: "Document.docNo") }
  scalar CitizenId
  scalar CreditCode`)

/** Numbers of people are their keys here: a decision never looks into one. */
export const tools: DecisionTools = {
  schema: buildASTSchema(CONTRACT, { assumeValidSDL: true }),
  items: new ContractItems(CONTRACT),
  keyOf: (_type, number) => number,
  idKey: Buffer.alloc(32, 7),
}

const CASE: CaseFacts = {
  kind: 'APPLICATION',
  state: '30',
  open: true,
  matterCode: MATTER,
  agencyRoles: ['DECIDING'],
  step: null,
  handlingDivision: '990101000000',
  region: null,
  category: null,
  decidedAt: null,
  expiresAt: null,
  proven: true,
  parties: [{ subject: 'applicant', role: 'APPLICANT', addedAt: null }, { subject: 'agent', role: 'AGENT', addedAt: null }],
}

/** The purpose's matter as the matters library tells it. */
export const MATTER_FACTS: NamedMatter = {
  code: MATTER, basicCode: '990511001001', name: '示例事项', agency: AGENCY, jointAgencies: [], entrustedAgencies: [], division: '990101000000', handleScope: null,
  afterDecisionDays: 0, inUse: true,
}

/** Always the same list, as a catalogue that has not changed gives it. */
const NO_GRANTS: readonly Grant[] = []

interface Given extends Partial<Omit<Facts, 'caller' | 'caseFacts' | 'published' | 'protected'>> {
  readonly caller?: Partial<Facts['caller']>
  readonly caseFacts?: Partial<CaseFacts> | null
  readonly protected?: readonly (Partial<NonNullable<ReturnType<Facts['protected']['get']>>> & { subject: string; grade: string })[]
  readonly published?: Partial<Facts['published']>
}

/** The facts of an agency that decides an open case of an applicant and an agent, but for what is given. */
export function factsOf({ caller, caseFacts, protected: persons, published, ...given }: Given = {}): Facts {
  return {
    caller: {
      consumer: 'window-1', agency: AGENCY, operator: 'op', operatorKey: null, represented: null, zone: 'GOVERNMENT',
      assurance: 'HIGH', personas: [], fault: null, ...caller,
    },
    purpose: { matter: MATTER, caseNo: 'CASE-0001', reason: null },
    caseFacts: caseFacts === null ? null : { ...CASE, ...caseFacts },
    matter: MATTER_FACTS,
    matters: new Map(),
    caseTerms: null,
    grants: [],
    classGrants: NO_GRANTS,
    exhausted: new Set(),
    regionOverride: null,
    kin: [],
    aliases: new Map(),
    protected: new Map((persons ?? []).map((each) => [each.subject, { agencies: [], items: [], ...each }])),
    published: { of: (item) => item, inSlice: () => 'CONDITIONAL', entries: () => [], ...published },
    today: TODAY,
    ...given,
  }
}

let grants = 0

/** A grant that reaches the applicant of every case of the matter. Items by disclosure, or written out. */
export function grantOf(items: Record<string, GrantItem['disclosure']> | readonly GrantItem[], given: Partial<Grant> = {}): Grant {
  return {
    id: `G${(grants += 1)}`,
    version: 1,
    consumerClass: null,
    matters: [MATTER],
    agencyRoles: ['DECIDING'],
    binding: { kind: 'CASE_PARTY', roles: ['APPLICANT'] },
    regions: [],
    quotaPerDay: null,
    validFrom: '2026-01-01',
    validTo: '2026-12-31',
    revoked: false,
    items: Array.isArray(items) ? items : Object.entries(items).map(([item, disclosure]) => ({ item, disclosure, arguments: null })),
    ...given,
  }
}

/** The uses of an operation's text. */
export function usesIn(text: string, variables: Record<string, unknown> = {}): readonly Use[] {
  const { definitions } = parse(text)
  const fragments = new Map(definitions.flatMap((each) => (each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each] as const] : [])))
  const operation = definitions.find((each) => each.kind === Kind.OPERATION_DEFINITION) as OperationDefinitionNode
  const root = tools.schema.getQueryType()
  if (root === null || root === undefined) throw new Error('no root')
  return usesOf(operation, root, { schema: tools.schema, items: tools.items, fragments, variables })
}

export function decideOn(text: string, facts: Facts, variables: Record<string, unknown> = {}): Decision {
  return decide(usesIn(text, variables), facts, tools)
}

/** What was kept, as `person{name}`. */
export function shapeOf(uses: readonly Use[]): string {
  return uses.map(({ key, children }) => (children.length === 0 ? key : `${key}{${shapeOf(children)}}`)).join(' ')
}

/** What was refused, as `person.mobile: NO_GRANT`. */
export function refusalsOf({ refusals }: Decision): string[] {
  return refusals.map(({ path, reason }) => `${path.join('.')}: ${reason}`)
}
