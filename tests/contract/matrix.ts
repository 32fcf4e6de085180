import { Access, type AccessPlan, bestDisclosure, type Disclosure, type Rights, type Subjected } from '#platform/access'
import { type ContractItem, objectTypes } from '#platform/contract'
import { hasMaskedForm } from '#platform/masks'
import type { Subgraph } from '#platform/subgraph'
import type { Caller, CaseFacts, Facts, Grant, ProtectedPerson } from '../../router/decision/facts.ts'
import { outcomeOf, type Standing } from '../../router/decision/rights.ts'
import { isClosed } from '../../router/decision/subjects.ts'
import { TODAY } from '../harness/library.ts'
import { elementsOf } from './libraries.ts'

/** The subject of every row, a party of the case; the slice that every row falls into; the matter of the purpose. */
const SUBJECT = 'subject'
const SLICE = 'slice'
const MATTER = 'matter'
const DEPARTMENT = 'department'

/** One class of callers: what stands beside its column, and the facts of its request. */
interface Column {
  readonly name: string
  readonly says: string
  readonly facts: (items: readonly ContractItem[]) => Facts
  readonly standing: Standing
}

const caller: Caller = {
  consumer: 'a system',
  agency: DEPARTMENT,
  operator: 'an operator',
  operatorKey: null,
  represented: null,
  zone: 'GOVERNMENT',
  assurance: 'HIGH',
  personas: [],
  fault: null,
}

const openCase: CaseFacts = {
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
  parties: [{ subject: SUBJECT, role: 'APPLICANT', addedAt: null }],
}

const nothingGranted: Facts = {
  caller,
  purpose: { matter: MATTER, caseNo: 'case', reason: null },
  caseFacts: openCase,
  matter: { code: MATTER, basicCode: '', name: '示例事项', agency: '', jointAgencies: [], entrustedAgencies: [], division: '', handleScope: null, afterDecisionDays: 0, inUse: true },
  matters: new Map(),
  caseTerms: null,
  grants: [],
  classGrants: [],
  exhausted: new Set(),
  regionOverride: null,
  kin: [],
  aliases: new Map(),
  protected: new Map(),
  published: { of: (item) => item, inSlice: () => 'CONDITIONAL', entries: () => [] },
  today: TODAY,
}

/** A grant of every item there is, in every slice. */
function grantOf(items: readonly ContractItem[], disclosure: Disclosure, binding: Grant['binding']): Grant {
  const named = ({ coordinate, sliced }: ContractItem) => (sliced ? `${coordinate}@${SLICE}` : coordinate)
  return {
    id: 'grant',
    version: 1,
    consumerClass: null,
    matters: [MATTER],
    agencyRoles: ['DECIDING'],
    binding,
    regions: [],
    quotaPerDay: null,
    validFrom: TODAY,
    validTo: TODAY,
    revoked: false,
    items: items.map((item) => ({ item: named(item), disclosure, arguments: null })),
  }
}

const granted = (disclosure: Disclosure) => (items: readonly ContractItem[]): Facts => ({
  ...nothingGranted,
  grants: [grantOf(items, disclosure, { kind: 'CASE_PARTY', roles: ['APPLICANT'] })],
})

const inPerson = { subject: SUBJECT, mandateMatters: null }
const protectedParty: ProtectedPerson = { subject: SUBJECT, grade: 'RESTRICTED', agencies: [], items: [] }
const applicant: Standing = new Set(['PARTY:APPLICANT'])

const COLUMNS: readonly Column[] = [
  {
    name: 'anonymous',
    says: 'nobody in particular, without a token',
    facts: () => ({ ...nothingGranted, caller: { ...caller, consumer: '', agency: '', assurance: 'NONE' }, purpose: null, caseFacts: null }),
    standing: null,
  },
  {
    name: 'outsider',
    says: 'a registered system of another agency with a case of its own, granted nothing',
    facts: () => ({ ...nothingGranted, caller: { ...caller, agency: 'another' } }),
    standing: applicant,
  },
  { name: 'clear', says: 'a department granted everything CLEAR, in an open case of the subject', facts: granted('CLEAR'), standing: applicant },
  { name: 'masked', says: 'the same, granted everything MASKED', facts: granted('MASKED'), standing: applicant },
  { name: 'verify', says: 'the same, granted everything VERIFY', facts: granted('VERIFY'), standing: applicant },
  {
    name: 'no purpose',
    says: 'as «clear», stating no purpose',
    facts: (items) => ({ ...granted('CLEAR')(items), purpose: null, caseFacts: null }),
    standing: null,
  },
  {
    name: 'closed case',
    says: 'as «clear», the case being closed',
    facts: (items) => ({ ...granted('CLEAR')(items), caseFacts: { ...openCase, open: false } }),
    standing: applicant,
  },
  {
    name: 'restricted',
    says: 'as «clear», the subject being under a protection order',
    facts: (items) => ({ ...granted('CLEAR')(items), protected: new Map([[SUBJECT, protectedParty]]) }),
    standing: applicant,
  },
  {
    name: 'self',
    says: 'the subject in person through the portal, granted everything CLEAR for SELF',
    facts: (items) => ({
      ...nothingGranted,
      caller: { ...caller, represented: inPerson, zone: 'INTERNET' },
      caseFacts: { ...openCase, kind: 'DRAFT', agencyRoles: [] },
      grants: [grantOf(items, 'CLEAR', { kind: 'SELF' })],
    }),
    standing: new Set(['SELF']),
  },
]

const SIGNS: Record<Disclosure, string> = { CLEAR: '✔', MASKED: '◐', VERIFY: '≟' }
const DENIED = '✘'
const FOLLOWS = '·'

/** The matrix of one library as a text: one line per field, one sign per class of callers. */
export function matrixOf(library: Subgraph, items: readonly ContractItem[]): string {
  const accesses = COLUMNS.map((column) => accessOf(column, library, items))
  const fieldsOfAll = elementsOf(library.name, library.contract).filter(({ kind }) => kind === 'field')
  const width = Math.max(...fieldsOfAll.map(({ coordinate }) => coordinate.length)) + 2
  const lines = objectTypes(library.contract).flatMap((type) => {
    const name = type.name.value
    const rowRule = library.shield.rows[name]?.name
    const fields = (type.fields ?? []).map((field) => {
      const coordinate = `${name}.${field.name.value}`
      const signs = accesses.map((access) => signOf(access, library, coordinate))
      return `${coordinate.padEnd(width)}${signs.join(' ')}  ${library.shield.fields[name]?.[field.name.value]?.name ?? 'none'}`
    })
    return ['', `${name}${rowRule === undefined ? '' : `, rows: ${rowRule}`}`, ...fields]
  })
  return [...legend(library.name, width), ...lines, ''].join('\n')
}

function legend(name: string, width: number): string[] {
  return [
    `What the rules of ${name} come to, worked out by the router's own decision. A test compares; UPDATE_MATRIX=1 writes anew.`,
    '✔ clear  ◐ masked  ≟ a verdict on a value sent  ✘ refused  · no item: as the record it belongs to',
    '',
    ...COLUMNS.map(({ name: column, says }, index) => `${index + 1} ${column.padEnd(12)}${says}`),
    '',
    `${' '.repeat(width)}${COLUMNS.map((_column, index) => index + 1).join(' ')}  rule`,
  ]
}

/** A row of every type: about the subject, of the granted slice, belonging to the department. */
const ROW: Subjected = { subject: SUBJECT, subjects: [SUBJECT], slice: SLICE, agencies: [DEPARTMENT] }

function signOf(access: Access, { items, shield }: Subgraph, coordinate: string): string {
  const [type = '', field = ''] = coordinate.split('.')
  const rule = shield.fields[type]?.[field]
  if (rule === undefined || !rule.allows(access, coordinate)) return DENIED
  if (items.verdictOf(coordinate) !== undefined) return SIGNS.VERIFY
  const item = items.get(coordinate)
  if (item === undefined) return rule.name.startsWith('verifies') ? SIGNS.CLEAR : FOLLOWS
  if (shield.rows[type]?.covers(access, type, ROW) === false) return DENIED
  const disclosure = access.disclosure(item.sliced ? `${coordinate}@${SLICE}` : coordinate, ROW)
  if (disclosure === undefined || (disclosure === 'MASKED' && !hasMaskedForm(item.mask))) return DENIED
  return SIGNS[disclosure]
}

/** The plan that the router would hand to a library if a request of this class asked for everything at once. */
function accessOf(column: Column, library: Subgraph, items: readonly ContractItem[]): Access {
  const facts = column.facts(items)
  const rights = (standing: Standing): Rights => {
    const found = new Map<string, Disclosure>()
    for (const item of items) {
      if (standing !== null && isClosed(facts.protected.get(SUBJECT), item.coordinate, item.restricted, facts)) continue
      for (const [name, disclosure] of outcomeOf(item, {}, standing, facts).granted) {
        found.set(name, bestDisclosure(found.get(name), disclosure) as Disclosure)
      }
    }
    return found
  }
  const plan: AccessPlan = {
    agency: facts.caller.agency,
    personas: facts.caller.personas,
    actor: { consumer: facts.caller.consumer, operator: facts.caller.operator, represented: facts.caller.represented?.subject ?? null, inPerson: facts.caller.represented !== null, byMandate: false },
    matters: new Map(),
    liveCase: null,
    grants: [],
    common: rights(null),
    classes: column.standing === null ? [] : [rights(column.standing)],
    subjects: new Map(column.standing === null ? [] : [[SUBJECT, 0]]),
    aliases: new Map(),
    idKey: Buffer.alloc(32),
    sealed: () => false,
    sealedSubjects: () => [],
    router: false,
    countedTypes: new Set(),
    read: new Set(),
    today: facts.today,
  }
  return new Access(plan, library.items)
}
