import { Access, type AccessPlan, bestDisclosure, coordinateOf, type Disclosure, type NamedMatter, type Rights, sliceOf } from '#platform/access'
import type { ContractItem } from '#platform/contract'
import { hasMaskedForm } from '#platform/masks'
import type { Subgraph } from '#platform/subgraph'
import type { CaseFacts, Facts, Grant, ProtectedPerson, Published } from '../../router/decision/facts.ts'
import { outcomeOf, type Standing } from '../../router/decision/rights.ts'
import { isClosed, isSealed } from '../../router/decision/subjects.ts'
import { codeOf } from '../../seeds/agencies.ts'
import { matterCode, matterOf } from '../../seeds/matters.ts'
import { type Persona, personaOf } from '../../seeds/personas.ts'
import { DISTRICT } from '../../seeds/places.ts'
import { TODAY } from '../harness/library.ts'

/** What the seeded catalogue says: what is published, and what each agency was granted. */
export interface Catalogue {
  readonly published: Published
  readonly grantsOf: (agency: string) => readonly Grant[]
}

/** One who asks: a persona of the seeds in a matter and with the role that its agency has there. */
interface Asker {
  readonly name: string
  readonly persona: string | null
  readonly matter: string
  readonly role: string
}

const asker = (persona: string, matter: string, role: string, name = persona): Asker => ({ name, persona, matter, role })

const ASKERS: readonly Asker[] = [
  { name: 'anonymous', persona: null, matter: 'residence-permit', role: 'DECIDING' },
  asker('outsider', 'residence-permit', 'DECIDING'),
  asker('civil-affairs', 'old-age-allowance', 'DECIDING'),
  asker('street-office', 'old-age-allowance', 'RECEIVING'),
  asker('market-regulation', 'company-registration', 'DECIDING', 'market-regulation, company'),
  asker('market-regulation', 'food-licence', 'DECIDING', 'market-regulation, food'),
  asker('natural-resources', 'house-transfer', 'DECIDING'),
  asker('tax', 'house-transfer', 'JOINT'),
  asker('human-resources', 'startup-subsidy', 'DECIDING'),
  asker('public-security', 'residence-permit', 'DECIDING'),
  asker('police-station', 'residence-permit', 'RECEIVING'),
  asker('service-centre', 'house-transfer', 'RECEIVING'),
  asker('portal', 'residence-permit', 'DECIDING', 'portal, permit'),
  asker('portal', 'food-licence', 'DECIDING', 'portal, food'),
  asker('steward-public-security', 'residence-permit', 'DECIDING', 'steward'),
  asker('auditor', 'residence-permit', 'DECIDING'),
]

/** What a question is asked in. */
interface Situation {
  readonly name: string
  readonly says: string
  readonly purpose?: false
  readonly case?: Partial<CaseFacts>
  readonly self?: true
  readonly grade?: string
}

/** The items that a protection of facts closes in this table, as the seeds' adopted child has them. */
const FACT_ITEMS = ['Person.formerName', 'Person.relations', 'Person.vitalEvents', 'Person.provenance']

const SITUATIONS: readonly Situation[] = [
  { name: 'NO PURPOSE', says: 'nothing is stated', purpose: false },
  { name: 'OPEN CASE', says: 'an open, proven case of the asker, about somebody who is a party in every role' },
  { name: 'CLOSED CASE', says: 'the same, closed', case: { open: false } },
  { name: 'UNPROVEN CASE', says: 'the same, of which nothing proves that the subject started it', case: { proven: false } },
  { name: 'SOMEONE ELSE’S CASE', says: 'the same, in which the asker has no part', case: { agencyRoles: [] } },
  { name: 'SELF', says: 'the subject in person, under a case of their own', self: true },
  { name: 'SEALED', says: 'an open case, the subject being unknown to all but the agencies named', grade: 'SEALED' },
  { name: 'RESTRICTED', says: 'an open case, the subject being under a protection order', grade: 'RESTRICTED' },
  { name: 'FACT', says: `an open case, these facts of the subject being closed: ${FACT_ITEMS.join(', ')}`, grade: 'FACT' },
]

const SUBJECT = 'subject'
const PARTY_ROLES = ['APPLICANT', 'CO_APPLICANT', 'COUNTERPARTY', 'AGENT', 'GUARDIAN', 'LEGAL_REP', 'MEMBER', 'RIGHT_HOLDER', 'RESPONDENT']

function factsOf({ persona: name, matter, role }: Asker, situation: Situation, { published, grantsOf }: Catalogue): Facts {
  const persona = name === null ? undefined : personaOf(name)
  const caseFacts: CaseFacts = {
    kind: 'APPLICATION', state: '30', step: role === 'JOINT' ? '联办环节' : null, region: null, category: null, decidedAt: null, expiresAt: null, open: true, matterCode: matterCode(matter), agencyRoles: [role], handlingDivision: DISTRICT.code, proven: true,
    parties: PARTY_ROLES.map((each) => ({ subject: SUBJECT, role: each })), ...situation.case,
  }
  const stated = situation.purpose !== false
  const protectedPerson: ProtectedPerson = { subject: SUBJECT, grade: situation.grade ?? '', agencies: [], items: FACT_ITEMS }
  return {
    caller: callerOf(persona, situation.self === true),
    purpose: stated ? { matter: matterCode(matter), caseNo: 'case', reason: null } : null,
    caseFacts: stated ? caseFacts : null,
    matter: namedMatter(matter), matters: new Map(), caseTerms: null, kin: [], aliases: new Map(), classGrants: [], exhausted: new Set(), regionOverride: null,
    grants: persona === undefined ? [] : grantsOf(persona.agency),
    protected: situation.grade === undefined ? new Map() : new Map([[SUBJECT, protectedPerson]]),
    published, today: TODAY,
  }
}

function namedMatter(slug: string): NamedMatter {
  const { code, basicCode, agency } = matterOf(slug)
  return {
    code, basicCode, name: '示例事项', agency: codeOf(agency), jointAgencies: [], entrustedAgencies: [], division: DISTRICT.code, handleScope: null, afterDecisionDays: 0, inUse: true,
  }
}

function callerOf(persona: Persona | undefined, self: boolean): Facts['caller'] {
  return {
    consumer: persona?.consumer ?? '', agency: persona?.agency ?? '', operator: 'op', operatorKey: null,
    represented: self && persona !== undefined ? { subject: SUBJECT, mandateMatters: null } : null,
    zone: persona?.zone ?? 'INTERNET', assurance: persona?.assurance ?? 'NONE', personas: persona?.roles ?? [], fault: null,
  }
}

/** What the subject is to the purpose; nobody in particular where none is stated. */
function standingOf({ caller, caseFacts }: Facts): Standing {
  if (caller.represented !== null) return new Set(['SELF'])
  return caseFacts === null ? null : new Set(PARTY_ROLES.map((role) => `PARTY:${role}`))
}

function planOf(facts: Facts, items: readonly ContractItem[]): AccessPlan {
  const standing = standingOf(facts)
  const rights = (as: Standing): Rights => {
    const found = new Map<string, Disclosure>()
    for (const item of items) {
      if (as !== null && isClosed(facts.protected.get(SUBJECT), item.coordinate, item.restricted, facts)) continue
      for (const [name, disclosure] of outcomeOf(item, anyArguments(item), as, facts).granted) found.set(name, bestDisclosure(found.get(name), disclosure) as Disclosure)
    }
    return found
  }
  return {
    agency: facts.caller.agency, personas: facts.caller.personas, matters: new Map(), liveCase: null, grants: [],
    actor: {
      consumer: facts.caller.consumer, operator: facts.caller.operator, represented: facts.caller.represented?.subject ?? null,
      inPerson: facts.caller.represented !== null, byMandate: false,
    },
    common: rights(null),
    classes: standing === null ? [] : [rights(standing)],
    subjects: new Map(standing === null ? [] : [[SUBJECT, 0]]),
    countedTypes: new Set(), aliases: new Map(), idKey: Buffer.alloc(32), router: false, read: new Set(), today: TODAY,
    sealed: (subject) => isSealed(facts.protected.get(subject), facts),
    sealedSubjects: () => [],
  }
}

/** Arguments that the seeds' grants of derived items allow, so that these are not refused for the way in which they are asked. */
const ASKED: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'Person.ageAtLeast': { years: 80 }, 'Person.marriedOn': { date: '2026-03-02' }, 'Licence.validOn': { date: '2026-03-02' },
}
const anyArguments = ({ coordinate }: ContractItem) => ASKED[coordinate] ?? {}

const SIGNS: Record<Disclosure, string> = { CLEAR: '✔', MASKED: '◐', VERIFY: '≟' }
const NOBODY = '✘'

/** What a row about the subject, of the best slice, belonging to the asker, shows of an item. */
function signOf(access: Access, item: ContractItem, { shield }: Subgraph): string {
  const { coordinate, type, sliced, mask } = item
  if (shield.fields[type]?.[item.field]?.allows(access, coordinate) !== true) return NOBODY
  const named = [access.plan.common, ...access.plan.classes].flatMap((rights) => [...rights.keys()]).filter((name) => coordinateOf(name) === coordinate)
  const bests = (sliced ? named : [coordinate]).map((name) => {
    const row = { subject: SUBJECT, subjects: [SUBJECT], slice: sliceOf(name), agencies: [access.plan.agency] }
    const rowRule = shield.rows[type]
    return rowRule === undefined || rowRule.covers(access, type, row) ? access.disclosure(name, row) : undefined
  })
  const best = bests.reduce<Disclosure | undefined>(bestDisclosure, undefined)
  return best === undefined || (best === 'MASKED' && !hasMaskedForm(mask)) ? NOBODY : SIGNS[best]
}

/** The table of one library: item × who asks × situation. */
export function permissionMatrix(library: Subgraph, items: readonly ContractItem[], catalogue: Catalogue): string {
  const own = library.items.all()
  const table = SITUATIONS.map((situation) => {
    const accesses = ASKERS.map((each) => new Access(planOf(factsOf(each, situation, catalogue), items), library.items))
    return new Map(own.map((item) => [item.coordinate, accesses.map((access) => signOf(access, item, library)).join(' ')]))
  })
  const same = own.filter(({ coordinate }) => table.every((signs) => signs.get(coordinate) === table[0]?.get(coordinate)))
  const differing = own.filter((item) => !same.includes(item))
  const block = (title: string, shown: readonly ContractItem[], signs: ReadonlyMap<string, string>) => ['', title, HEADER, ...linesOf(shown, signs)]
  return [
    ...legend(library.name),
    ...(same.length === 0 ? [] : block('IN EVERY SITUATION ALIKE', same, table[0] ?? new Map())),
    ...SITUATIONS.flatMap(({ name, says }, at) => block(`${name}: ${says}`, differing, table[at] ?? new Map())),
    '',
  ].join('\n')
}

const LETTERS = ASKERS.map((_each, at) => String.fromCharCode(97 + at))
const HEADER = LETTERS.join(' ')

/** Items of one type that read alike stand in one line; nobody's come last. */
function linesOf(items: readonly ContractItem[], signs: ReadonlyMap<string, string>): string[] {
  const groups = new Map<string, ContractItem[]>()
  for (const item of items) {
    const key = `${signs.get(item.coordinate)} ${item.type}`
    groups.set(key, [...(groups.get(key) ?? []), item])
  }
  const isNobodys = ([key]: readonly [string, unknown]) => !/[✔◐≟]/u.test(key)
  return [...groups].toSorted((one, other) => Number(isNobodys(one)) - Number(isNobodys(other))).flatMap(([, group]) => {
    const [first] = group
    const lines = wrapped(`${first?.type}:`, group.map(({ field }) => field))
    return lines.map((line, at) => `${at === 0 ? signs.get(first?.coordinate ?? '') : ' '.repeat(HEADER.length)}  ${line}`)
  })
}

function legend(name: string): string[] {
  return [
    `Who reads what of ${name} under the grants of the seeds, item by item, worked out by the router's own decision. A test compares;`,
    'UPDATE_MATRIX=1 writes anew. Of an item that falls into slices the best slice counts.',
    '✔ clear  ◐ masked  ≟ a verdict on a value sent  ✘ refused',
    '',
    ...ASKERS.map(({ name: who, matter, role }, at) => `${LETTERS[at]} ${who.padEnd(28)}${matter}, ${role}`),
  ]
}

const LINE = 118

function wrapped(start: string, words: readonly string[]): string[] {
  const lines = [start]
  for (const word of words) {
    const current = lines.at(-1) ?? ''
    if (current.length + word.length + 1 > LINE) lines.push(`  ${word}`)
    else lines[lines.length - 1] = `${current} ${word}`
  }
  return lines
}
