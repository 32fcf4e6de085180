import type { ContractItems } from './contract.ts'
import { type Mask, maskText } from './masks.ts'
import { personIdFrom } from './keys.ts'

/** What a grant gives of an item: the value, its masked form, or only a verdict on a value the caller sends. */
export type Disclosure = 'CLEAR' | 'MASKED' | 'VERIFY'

/**
 * Item name → disclosure. An item name is a field coordinate (`Person.mobile`), with its slice where the type has
 * slices (`Licence.name@<slice>`), and with a face field after that (`Licence.face@<slice>.<field>`).
 */
export type Rights = ReadonlyMap<string, Disclosure>

/** Who a request comes from, as far as a library that writes must know it. */
export interface Actor {
  /** Id of the consumer; empty for an anonymous caller. */
  readonly consumer: string
  /** Pseudonym of the operator, or `UNATTENDED`. */
  readonly operator: string
  /** Key of the person or organisation that acts through a portal; `null` for departments. */
  readonly represented: string | null
  /** Whether it is the represented one itself, identified at `MEDIUM` at least, and nobody by a mandate. */
  readonly inPerson: boolean
  /** Whether it is somebody by a mandate of the represented one, identified as well as that. */
  readonly byMandate: boolean
  /** Where a file is asked for that is fetched later: who asks, sealed by the router for itself, to be kept with the address. */
  readonly session?: string
}

/** What the matters library says of a matter that a mutation names. */
export interface NamedMatter {
  /** Implementation code. */
  readonly code: string
  readonly basicCode: string
  readonly name: string
  /** Credit code of the implementing agency. */
  readonly agency: string
  /** Credit codes of agencies that take a part of it in turn. */
  readonly jointAgencies: readonly string[]
  /** Credit codes of agencies that were entrusted with receiving applications for it (委托受理). */
  readonly entrustedAgencies: readonly string[]
  /** Division of the implementing agency, 12 digits. */
  readonly division: string
  /** 通办范围; `null` where it is handled in its own place only. */
  readonly handleScope: string | null
  /** Calendar days after the decision in which items may still be verified. */
  readonly afterDecisionDays: number
  /** Whether the matter is in use. */
  readonly inUse: boolean
}

/** The case that a request is for, as far as a library that writes must know it. */
export interface LiveCase {
  readonly caseNo: string
  /** `APPLICATION`, `DRAFT` and so on. */
  readonly kind: string
  /** The matter that it is about. */
  readonly matter: { readonly code: string; readonly name: string }
  /** The agency that asks; where somebody acts through a portal, the one that implements the matter. */
  readonly agency: { readonly code: string; readonly name: string | null }
  /** The last day on which it may be under way, `YYYY-MM-DD`; `null` where nothing tells. */
  readonly endsOn: string | null
}

/** The decision about one request, taken by the router before any library is asked. */
export interface AccessPlan {
  /** Credit code of the agency that the caller acts for; empty for an anonymous caller. */
  readonly agency: string
  /** Roles of the calling system, such as `auditor` or `steward`. */
  readonly personas: readonly string[]
  readonly actor: Actor
  /**
   * The matters that a mutation names, or that the agency implements where its grants are listed, by code; those that nobody knows
   * are not there. Empty for other questions.
   */
  readonly matters: ReadonlyMap<string, NamedMatter>
  /** The case that the request is for; `null` where it states none, or one that is closed, of another matter, or not the caller's. */
  readonly liveCase: LiveCase | null
  /** Items that a mutation acts on, each with the slice that a grant opens it in, and that grant, `<id>@<version>`. */
  readonly grants: readonly (readonly [item: string, grant: string])[]
  /** Rights over every row, whoever it is about: items that are not personal. */
  readonly common: Rights
  /** The distinct sets of rights that the covered subjects fall into. */
  readonly classes: readonly Rights[]
  /** Subject key → index into `classes`. Whoever is not here is not covered. */
  readonly subjects: ReadonlyMap<string, number>
  /** Other keys that the question names (a corrected number, a further document) → the subject who is known by another. */
  readonly aliases: ReadonlyMap<string, string>
  /** Derivation key of `Person.id` for this agency, so that two agencies cannot join their copies. */
  readonly idKey: Buffer
  /** Whether a subject must not exist for this caller. */
  readonly sealed: (subject: string) => boolean
  /** Everyone for whom `sealed` is true, for a library that is told the plan from afar. */
  readonly sealedSubjects: () => readonly string[]
  /** True only for the questions that the router itself asks to take a decision. */
  readonly router: boolean
  /** Types whose rows are counted by a grant with a quota, whoever they are about. */
  readonly countedTypes: ReadonlySet<string>
  /** Subjects whose rows were read with a right of their own, or are counted; libraries fill it, the record keeps it. */
  readonly read: Set<string>
  /** Today at the hub's place, `YYYY-MM-DD`, so that one request has one date. */
  readonly today: string
}

/** What a row must carry so that rules and disclosure can be decided on it. */
export interface Subjected {
  /** Key of the person or organisation that the row is about; `null` where it is about nobody. */
  readonly subject?: string | null
  /** The same where a row has several, as a licence with two holders. */
  readonly subjects?: readonly string[]
  /** Slice of the resource that the row belongs to: a licence type, a matter. */
  readonly slice?: string | null
  /** Credit codes of the agencies whose own the row is: a grant's two sides, whoever caused a record. */
  readonly agencies?: readonly string[]
}

const RANK: Record<Disclosure, number> = { VERIFY: 1, MASKED: 2, CLEAR: 3 }
const NOTHING: Rights = new Map()

/** The better of two disclosures, `undefined` being none. */
export function bestDisclosure(a: Disclosure | undefined, b: Disclosure | undefined): Disclosure | undefined {
  if (a === undefined || b === undefined) return a ?? b
  return RANK[a] >= RANK[b] ? a : b
}

/** What becomes of an item of a row that is not shown in full: its masked form, or nothing. */
interface Withheld {
  readonly field: string
  readonly mask: Mask | null
}

/** What follows from a plan alone, worked out once for all libraries of a request. */
interface PlanView {
  /** Coordinates of which anybody's value may be read or compared. */
  readonly granted: ReadonlySet<string>
  /** Types of which some item may be read of everybody. */
  readonly readableInCommon: ReadonlySet<string>
  readonly slices: Map<string, boolean>
  readonly rightsOnType: Map<string, boolean>
}

const views = new WeakMap<AccessPlan, PlanView>()

function viewOf(plan: AccessPlan): PlanView {
  const known = views.get(plan)
  if (known !== undefined) return known
  const granted = new Set<string>()
  for (const rights of [plan.common, ...plan.classes]) for (const item of rights.keys()) granted.add(coordinateOf(item))
  const readableInCommon = new Set<string>()
  for (const [item, disclosure] of plan.common) if (disclosure !== 'VERIFY') readableInCommon.add(typeOf(item))
  const view = { granted, readableInCommon, slices: new Map<string, boolean>(), rightsOnType: new Map<string, boolean>() }
  views.set(plan, view)
  return view
}

/** An access plan seen by one library: answers the questions that its shield, loaders and queries ask. */
export class Access {
  readonly plan: AccessPlan
  /** Aborted when whoever asked has left: what is still being read for them may stop. */
  readonly signal: AbortSignal | undefined
  readonly #items: ContractItems
  readonly #view: PlanView
  // Libraries have items of their own on the types that they share.
  readonly #withheld = new Map<string, readonly Withheld[]>()

  constructor(plan: AccessPlan, items: ContractItems, signal?: AbortSignal) {
    this.plan = plan
    this.signal = signal
    this.#items = items
    this.#view = viewOf(plan)
  }

  /** Whether anyone's value of this coordinate may be read or compared under the plan. */
  granted(coordinate: string): boolean {
    return this.#view.granted.has(coordinate)
  }

  /** Whether the plan reaches a row of this type about these subjects. A sealed subject is never reached. */
  covers(type: string, row: Subjected): boolean {
    const subjects = subjectsOf(row)
    if (subjects.length > 0 && subjects.every((subject) => this.plan.sealed(subject))) return false
    if (this.#view.readableInCommon.has(type)) return true
    return subjects.some((subject) => this.coversSubject(subject) && this.#hasRightOn(type, subject))
  }

  /** Whether this very person or organisation has a rights class of its own. */
  coversSubject(subject: string): boolean {
    return this.plan.subjects.has(subject) && !this.plan.sealed(subject)
  }

  /** The subject that a key named in the question stands for: itself, unless the plan knows it for an alias. */
  subjectOf(key: string): string {
    return this.plan.aliases.get(key) ?? key
  }

  /** Whether this subject has a rights class, sealed or not; for verdicts, see {@link Access.verifiable}. */
  namesSubject(subject: string): boolean {
    return this.plan.subjects.has(subject)
  }

  /**
   * Whether an item may be compared for a subject, sealed or not: a claim about a sealed person is told what a claim about
   * an unknown one is told, so both must be asked alike.
   */
  verifiable(item: string, subject: string): boolean {
    const index = this.plan.subjects.get(subject)
    const own = index === undefined ? NOTHING : (this.plan.classes[index] ?? NOTHING)
    return this.plan.common.has(item) || own.has(item)
  }

  /** Whether any item of the row's slice is granted for a row like this. */
  sliceGranted(type: string, row: Subjected): boolean {
    return this.#rightsFor(row).some((rights) => this.#hasSlice(rights, type, row.slice ?? ''))
  }

  /** Whether any item of a type is granted in this slice, to whomever. */
  namesSlice(type: string, slice: string): boolean {
    return [this.plan.common, ...this.plan.classes].some((rights) => this.#hasSlice(rights, type, slice))
  }

  /** Disclosure of one item for a row about these subjects; `undefined` where it is refused. */
  disclosure(item: string, row: Subjected): Disclosure | undefined {
    return bestIn(this.#rightsFor(row), item)
  }

  /**
   * The row with every item withheld, masked or left as its rights say. Called in `queries.ts`, so that a value which
   * is not granted never leaves it. Properties named like an item of the type are items; the rest is plumbing.
   */
  disclose<Row extends object>(type: string, row: Row & Subjected): Row {
    const shown = { ...row } as Record<string, unknown>
    this.#noteRead(type, row)
    for (const { field, mask } of this.#withheldOf(type, row)) {
      if (field in shown) shown[field] = mask === null ? null : maskText(mask, shown[field])
    }
    return shown as unknown as Row
  }

  // A row of a slice of which nothing is granted is found and not shown, so nobody is released by it.
  #noteRead(type: string, row: Subjected): void {
    if (row.slice !== undefined && row.slice !== null && !this.sliceGranted(type, row)) return
    const counted = this.plan.countedTypes.has(type)
    for (const subject of subjectsOf(row)) if (this.coversSubject(subject) || (counted && !this.plan.sealed(subject))) this.plan.read.add(subject)
  }

  /** `Person.id`: the same person under the same agency always, another agency's copy never. */
  personId(subject: string): string {
    return personIdFrom(this.plan.idKey, subject)
  }

  // Rows of one type, slice and class of subjects are shown alike, and a list has many of them.
  #withheldOf(type: string, row: Subjected): readonly Withheld[] {
    const memo = `${type}|${row.slice ?? ''}|${this.#classTextOf(row)}`
    let withheld = this.#withheld.get(memo)
    if (withheld === undefined) {
      const rights = this.#rightsFor(row)
      withheld = this.#items.ofType(type).flatMap(({ field, coordinate, mask, sliced }): Withheld[] => {
        const disclosure = bestIn(rights, sliced ? `${coordinate}@${row.slice ?? ''}` : coordinate)
        return disclosure === 'CLEAR' ? [] : [{ field, mask: disclosure === 'MASKED' ? mask : null }]
      })
      this.#withheld.set(memo, withheld)
    }
    return withheld
  }

  // Most rows are about one subject, and this is asked of every row.
  #classTextOf(row: Subjected): string {
    if (row.subjects !== undefined) return this.#classesOf(row).join(' ')
    const { subject } = row
    return subject === undefined || subject === null || this.plan.sealed(subject) ? '' : String(this.plan.subjects.get(subject) ?? '')
  }

  #classesOf(row: Subjected): number[] {
    return subjectsOf(row).flatMap((subject) => (this.plan.sealed(subject) ? [] : (this.plan.subjects.get(subject) ?? [])))
  }

  #rightsFor(row: Subjected): Rights[] {
    return [this.plan.common, ...this.#classesOf(row).map((index) => this.plan.classes[index] ?? NOTHING)]
  }

  // A subject whose rights reach no item of a type has no row of it, or its mere presence would tell something.
  #hasRightOn(type: string, subject: string): boolean {
    if (this.#items.ofType(type).length === 0) return true
    const index = this.plan.subjects.get(subject)
    const memo = `${index}|${type}`
    let known = this.#view.rightsOnType.get(memo)
    if (known === undefined) {
      const rights = index === undefined ? NOTHING : (this.plan.classes[index] ?? NOTHING)
      known = [...rights.keys()].some((item) => typeOf(item) === type)
      this.#view.rightsOnType.set(memo, known)
    }
    return known
  }

  #hasSlice(rights: Rights, type: string, slice: string): boolean {
    if (slice === '') return false
    const memo = `${rights === this.plan.common ? 'common' : this.plan.classes.indexOf(rights)}|${type}|${slice}`
    let known = this.#view.slices.get(memo)
    if (known === undefined) {
      known = [...rights.keys()].some((item) => typeOf(item) === type && sliceOf(item) === slice)
      this.#view.slices.set(memo, known)
    }
    return known
  }
}

function bestIn(all: readonly Rights[], item: string): Disclosure | undefined {
  let best: Disclosure | undefined
  for (const rights of all) best = bestDisclosure(best, rights.get(item))
  return best
}

function subjectsOf(row: Subjected): readonly string[] {
  if (row.subjects !== undefined) return row.subjects
  return row.subject === undefined || row.subject === null ? [] : [row.subject]
}

/** `Licence.face@<slice>.<field>` → `Licence.face`. */
export function coordinateOf(item: string): string {
  const at = item.indexOf('@')
  return at === -1 ? item : item.slice(0, at)
}

/** `Licence.face@<slice>.<field>` → `<slice>`; empty where the item has none. */
export function sliceOf(item: string): string {
  const at = item.indexOf('@')
  if (at === -1) return ''
  const dot = item.indexOf('.', at)
  return dot === -1 ? item.slice(at + 1) : item.slice(at + 1, dot)
}

function typeOf(item: string): string {
  return item.slice(0, item.indexOf('.'))
}
