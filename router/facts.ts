import { type DocumentNode, parse } from 'graphql'
import type { NamedMatter } from '#platform/access'
import { type Clock, isYounger, today } from '#platform/clock'
import { hubError } from '#platform/errors'
import { parseCreditCode } from '#platform/identifiers'
import type { AskedLibrary } from '#platform/subgraph'
import type { Identity } from './authenticate.ts'
import type { CatalogueMemory, KnownCatalogue } from './catalogue-memory.ts'
import type { Caller, CaseFacts, CaseParty, CaseTerms, Facts, KinLink, ProtectedPerson, Purpose } from './decision/facts.ts'
import { indexOf } from './decision/grants.ts'
import { routerPlan } from './router-plan.ts'
import { Shared } from './shared.ts'

const CASE = parse(`query ($caseNo: ID!, $agency: ID!, $named: [ID!]) { _casePurpose(caseNo: $caseNo, agency: $agency, named: $named) {
  kind state open matterCode agencyRoles step handlingDivision region category decidedAt expiresAt proven parties { subject role addedAt } } }`)
const CASE_ENDS = parse('query ($caseNo: ID!, $agency: ID!) { _casePurpose(caseNo: $caseNo, agency: $agency) { dueOn } }')
const MATTERS = parse(`query ($codes: [ID!]!) { _matters(codes: $codes) {
  code basicCode name agency handleScope afterDecisionDays jointAgencies entrustedAgencies division inUse } }`)
const IMPLEMENTED = parse(`query ($agency: ID!) { _implemented(agency: $agency) {
  code basicCode name agency handleScope afterDecisionDays jointAgencies entrustedAgencies division inUse } }`)
const KIN = parse('query ($subjects: [ID!]!) { _kin(subjects: $subjects) { subject related kind } }')
const ALIASES = parse('query ($keys: [ID!]!) { _aliases(keys: $keys) { alias subject } }')
const PROTECTED = parse('{ _protectedPersons { subject grade agencies items } }')

/** How old the set of protected persons may grow before the hub asks again, and before it refuses. */
const PROTECTED_FRESH_MS = 5_000
const PROTECTED_STALE_MS = 60_000

/** A question names at most so many people, as a library takes at most so many keys. */
const NAMED_MAX = 1_000

/** What an operation asks for, as far as it decides which facts are needed. */
interface Asked {
  readonly closed: boolean
  readonly personal: boolean
  /** Keys of the people whom it names in its arguments. */
  readonly named: readonly string[]
  /** Codes of the matters that it names, where it is a mutation. */
  readonly matters: readonly string[]
  /** Whether it lists what the agency may read, and so must know which matters the agency implements. */
  readonly implemented?: boolean
  /** Whether it acts on what is somebody's, and so must know until when its case goes on. */
  readonly acts?: boolean
}

/** Gathers what a decision depends on. Each library is asked through its contract, as in any other request. */
export class FactFinder {
  readonly #libraries: ReadonlyMap<string, AskedLibrary>
  readonly #catalogue: CatalogueMemory
  readonly #clock: Clock
  #protected: { set: ReadonlyMap<string, ProtectedPerson>; at: number } | null = null
  readonly #subjects: Shared<string>
  readonly #matters: Shared<NamedMatter>

  constructor(libraries: ReadonlyMap<string, AskedLibrary>, catalogue: CatalogueMemory, clock: Clock) {
    this.#libraries = libraries
    this.#catalogue = catalogue
    this.#clock = clock
    this.#subjects = new Shared((keys) => this.#subjectsOf(keys), NAMED_MAX)
    this.#matters = new Shared((codes) => this.#mattersOf(codes))
  }

  /**
   * The facts about one request.
   *
   * @param asked.closed whether the operation asks for more than open items: public registers too print names of people,
   * so from there on protection is asked
   * @param asked.personal whether it asks anything about a person: only then is kin asked
   * @param asked.named whose other keys are looked up, with those of the one who acts in person and of the operator
   * @throws LIBRARY_UNAVAILABLE when a fact that is needed cannot be had
   */
  async about(identity: Identity, purpose: Purpose | null, asked: Asked): Promise<Facts & { version: number }> {
    const [known, aliases, asNamed, named, implemented, protectedSet] = await Promise.all([
      this.#catalogue.knownTo(identity),
      this.#aliases(keysToResolve(identity, asked)),
      purpose?.caseNo ? this.#case(purpose.caseNo, identity.agency, asked.named) : null,
      this.#named([...(purpose === null ? [] : [purpose.matter]), ...asked.matters]),
      asked.implemented === true ? this.#implemented(identity.agency) : [],
      asked.closed ? this.protectedPersons() : new Map<string, ProtectedPerson>(),
    ])
    const caseFacts = asNamed?.kind === 'ROSTER' ? await this.#roster(asNamed, purpose?.caseNo ?? '', identity.agency, aliases, asked.named) : asNamed
    const kin = asked.personal && caseFacts !== null && needsKin(resolved(callerOf(identity, known), aliases), known) ? await this.#kin(caseFacts) : []
    const matter = (purpose && named.get(purpose.matter)) ?? null
    const caseTerms = asked.acts === true && caseFacts !== null ? await this.#terms(purpose?.caseNo ?? '', identity, matter) : null
    // Whatever else was asked took its time, and what decides must not be older than a second.
    const { version, published, grants, classGrants, overrides, consumer } = await this.#catalogue.still(known, identity)
    return {
      version,
      caller: resolved(callerOf(identity, { consumer }), aliases),
      purpose,
      caseFacts,
      caseTerms,
      matter,
      matters: implemented.length === 0 ? named : new Map([...implemented.map((each) => [each.code, each] as const), ...named]),
      grants,
      classGrants,
      exhausted: new Set(),
      regionOverride: overrideInForce(overrides, purpose, this.#clock.now()),
      kin,
      aliases,
      protected: protectedSet,
      published,
      today: today(this.#clock),
    }
  }

  /** Protected persons by key, never older than a minute. */
  async protectedPersons(): Promise<ReadonlyMap<string, ProtectedPerson>> {
    const now = this.#clock.now()
    const known = this.#protected
    if (known !== null && isYounger(PROTECTED_FRESH_MS, known.at, now)) return known.set
    try {
      const persons = (await this.#ask('population', PROTECTED, {}))['_protectedPersons'] as ProtectedPerson[]
      this.#protected = { set: new Map(persons.map((each) => [each.subject, each])), at: now }
      return this.#protected.set
    } catch (error) {
      if (known !== null && isYounger(PROTECTED_STALE_MS, known.at, now)) return known.set
      throw error
    }
  }

  async #case(caseNo: string, agency: string, named: readonly string[]): Promise<CaseFacts | null> {
    return (await this.#ask('cases', CASE, { caseNo, agency, named }))['_casePurpose'] as CaseFacts | null
  }

  /**
   * A list may know somebody by another key than the question does. So as not to keep every question waiting for aliases, the case
   * is asked by the keys as they are named, and once more where that matters. Each key counts as itself and as whom it stands for:
   * what stands for a sealed person is left as it is by the decision, and has to be found as it is.
   */
  async #roster(found: CaseFacts, caseNo: string, agency: string, aliases: ReadonlyMap<string, string>, named: readonly string[]): Promise<CaseFacts | null> {
    const others = [...new Set(named.flatMap((key) => aliases.get(key) ?? []))].filter((key) => !named.includes(key))
    const again = others.length === 0 ? found : await this.#case(caseNo, agency, others)
    if (again === null) return null
    const parties = new Map<string, CaseParty>()
    for (const party of [...found.parties, ...again.parties]) {
      for (const subject of [party.subject, aliases.get(party.subject) ?? party.subject]) parties.set(`${subject} ${party.role}`, { ...party, subject })
    }
    return { ...again, parties: [...parties.values()] }
  }

  async #terms(caseNo: string, { agency, represented }: Identity, matter: NamedMatter | null): Promise<CaseTerms> {
    const [found, acting] = await Promise.all([
      this.#ask('cases', CASE_ENDS, { caseNo, agency }),
      this.#catalogue.agency(represented === null ? agency : (matter?.agency ?? '')),
    ])
    return { agencyName: acting?.name ?? null, dueOn: (found['_casePurpose'] as { dueOn: string | null } | null)?.dueOn ?? null }
  }

  async #named(codes: readonly string[]): Promise<ReadonlyMap<string, NamedMatter>> {
    const found = await Promise.all([...new Set(codes)].map((code) => this.#matters.of(code)))
    return new Map(found.flatMap((matter) => (matter === undefined ? [] : [[matter.code, matter] as const])))
  }

  async #implemented(agency: string): Promise<readonly NamedMatter[]> {
    return agency === '' ? [] : ((await this.#ask('matters', IMPLEMENTED, { agency }))['_implemented'] as NamedMatter[])
  }

  async #mattersOf(codes: readonly string[]): Promise<ReadonlyMap<string, NamedMatter>> {
    const found = (await this.#ask('matters', MATTERS, { codes }))['_matters'] as NamedMatter[]
    return new Map(found.map((matter) => [matter.code, matter]))
  }

  async #aliases(keys: readonly string[]): Promise<ReadonlyMap<string, string>> {
    if (keys.length === 0) return new Map()
    if (keys.length > NAMED_MAX) throw hubError('OPERATION_TOO_COMPLEX', `more than ${NAMED_MAX} people are named`)
    const found = await Promise.all(keys.map(async (key) => [key, await this.#subjects.of(key)] as const))
    return new Map(found.flatMap(([key, subject]) => (subject === undefined ? [] : [[key, subject] as const])))
  }

  async #subjectsOf(keys: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const found = (await this.#ask('population', ALIASES, { keys }))['_aliases'] as { alias: string; subject: string }[]
    return new Map(found.map(({ alias, subject }) => [alias, subject]))
  }

  async #kin({ parties }: CaseFacts): Promise<KinLink[]> {
    const subjects = [...new Set(parties.map(({ subject }) => subject))]
    return (await this.#ask('population', KIN, { subjects }))['_kin'] as KinLink[]
  }

  #ask(library: string, document: DocumentNode, variables: Record<string, unknown>): Promise<Record<string, unknown>> {
    return this.#session(library)(document, variables)
  }

  /** Asks a library several things at once, which it reads together as it does for any question. */
  #session(library: string) {
    const ask = (this.#libraries.get(library) as AskedLibrary).open(routerPlan(today(this.#clock)))
    return async (document: DocumentNode, variables: Record<string, unknown>): Promise<Record<string, unknown>> => {
      const { data, errors } = await ask({ document, variables })
      if (errors !== undefined || data === null || data === undefined) {
        throw hubError('LIBRARY_UNAVAILABLE', `the ${library} library cannot be asked, so nothing can be decided`, { library })
      }
      return data
    }
  }
}

/** Keys that may stand for somebody who is known by another: a number may have been corrected, a passport may be one of two. */
function keysToResolve({ represented, operatorKey }: Identity, { closed, personal, named }: Asked): string[] {
  // An organisation acts under its credit code, which is nobody's key.
  const own = closed && represented !== null && !parseCreditCode(represented.subject).ok ? [represented.subject] : []
  // Who handles a case must not slip past their own kinship by another document.
  const operator = personal && operatorKey !== null ? [operatorKey] : []
  return [...new Set([...named, ...own, ...operator])]
}

function callerOf(identity: Identity, { consumer }: Pick<KnownCatalogue, 'consumer'>): Caller {
  if (identity.consumer === '') return { ...identity, personas: [], fault: null }
  const fault =
    consumer === undefined || consumer.state !== 'ACTIVE'
      ? 'CONSUMER_SUSPENDED'
      : consumer.agencies.includes(identity.agency)
        ? null
        : 'AGENCY_NOT_SERVED'
  return { ...identity, personas: consumer?.personas ?? [], fault }
}

function resolved(caller: Caller, aliases: ReadonlyMap<string, string>): Caller {
  const { represented, operatorKey } = caller
  return {
    ...caller,
    represented: represented && { ...represented, subject: aliases.get(represented.subject) ?? represented.subject },
    operatorKey: operatorKey && (aliases.get(operatorKey) ?? operatorKey),
  }
}

function overrideInForce(overrides: KnownCatalogue['overrides'], purpose: Purpose | null, now: number): Facts['regionOverride'] {
  const inForce = overrides.find(({ caseNo, validFrom, validUntil }) => caseNo === purpose?.caseNo && validFrom.getTime() <= now && now < validUntil.getTime())
  return inForce === undefined ? null : { id: inForce.id }
}

function needsKin(caller: Caller, { grants, classGrants }: Pick<KnownCatalogue, 'grants' | 'classGrants'>): boolean {
  return caller.operatorKey !== null || indexOf(grants).reachesKin || indexOf(classGrants).reachesKin
}
