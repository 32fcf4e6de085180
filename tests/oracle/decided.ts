import { getNamedType, isLeafType, isObjectType } from 'graphql'
import { type Asked, everyField, namedBy } from './asked.ts'
import { api, comparedAt, everyItem, isKey, type Item, itemAt } from './contract.ts'
import { type WorldFacts } from './facts.ts'
import type { Around, Cell } from './grants.ts'
import { keyOfNumber } from './people.ts'
import { better, last, ORDER, type Reason } from './reasons.ts'
import type { Disclosure, Grant, Situation } from './situation.ts'
import { concerned, type Concerned } from './standing.ts'
import { cell } from './table.ts'

export type Path = readonly (string | number)[]

/** A refusal as an answer tells it. */
export interface Refusal {
  readonly path: Path
  readonly coordinate: string
  readonly reason: Reason
}

/** An item that an answer does not show in full to everybody. */
export interface Limit {
  readonly path: Path
  readonly item: string
  readonly masked: boolean
  readonly partly: boolean
}

/** What is decided about a question before any row is looked at. */
export interface Decided {
  readonly refusals: readonly Refusal[]
  readonly limits: readonly Limit[]
  readonly cut: ReadonlySet<Asked>
  /** Places of a root list that are refused. */
  readonly strangers: ReadonlyMap<Asked, readonly number[]>
  readonly concerned: Concerned
  /** What the rights of a subject, or of nobody, give of an item as it is asked. */
  readonly rights: (item: string, subject: string | null) => Disclosure | undefined
  readonly rightsOf: (subject: string | null) => ReadonlyMap<string, Disclosure>
  /** Whom a grant gives something of what is shown: subjects, and types of rows about anybody. */
  readonly under: (grant: Grant) => { readonly subjects: ReadonlySet<string>; readonly types: ReadonlySet<string> }
}

/** Lays the table onto a question, field by field. */
export function decided(question: readonly Asked[], situation: Situation, world: WorldFacts, usedUp: ReadonlySet<Grant> = new Set()): Decided {
  return new Deciding(question, situation, world, usedUp).all()
}

interface Wanted {
  readonly item: Item
  readonly args: Readonly<Record<string, unknown>>
  /** A verdict or a search needs no more than comparing. */
  readonly compared: boolean
}

interface Place {
  readonly path: Path
  readonly inList: boolean
}

interface Noted {
  readonly limits: number
  readonly released: number
  readonly followed: number
  readonly ofRows: number
}

class Deciding {
  readonly #question: readonly Asked[]
  readonly #situation: Situation
  readonly #around: Around
  readonly #concerned: Concerned
  readonly #refusals: Refusal[] = []
  readonly #limits: Limit[] = []
  /** What is shown, compared or searched by, and of whom. */
  readonly #released: { readonly wanted: Wanted; readonly scope: readonly string[] }[] = []
  /** Edges that are followed in clear, and the keys that they tell. */
  readonly #followed: { readonly edge: Pick<Wanted, 'item' | 'args'>; readonly keys: readonly string[] }[] = []
  /** What of rows is no item and is told as what is for everybody is. */
  readonly #ofRows: string[] = []
  readonly #cut = new Set<Asked>()
  readonly #strangers = new Map<Asked, readonly number[]>()

  constructor(question: readonly Asked[], situation: Situation, world: WorldFacts, usedUp: ReadonlySet<Grant>) {
    this.#question = question
    this.#situation = situation
    const personal = everyField(question).some(({ item, compares }) => (item ?? compares)?.personal)
    const claimed = question.filter(({ children }) => children.some(({ compares }) => compares !== undefined)).flatMap(namedBy)
    this.#concerned = concerned(situation, { personal, claimed: claimed.flatMap(({ number, person }) => (person ? [keyOfNumber(number)] : [])) }, world)
    this.#around = { world, standings: this.#concerned.standings, usedUp }
  }

  all(): Decided {
    for (const root of this.#question) this.#root(root)
    const everybody = [null, ...this.#concerned.standings.keys()]
    const rights = new Map(everybody.map((subject) => [subject, this.#rights(subject)]))
    const none = new Map<string, Disclosure>()
    return {
      refusals: this.#refusals,
      limits: this.#limits,
      cut: this.#cut,
      strangers: this.#strangers,
      concerned: this.#concerned,
      rights: (item, subject) => rights.get(subject)?.get(item),
      rightsOf: (subject) => rights.get(subject) ?? none,
      under: (grant) => this.#under(grant),
    }
  }

  #cell({ item, args }: Pick<Wanted, 'item' | 'args'>, subject: string | null): Cell {
    return cell(item, args, subject, this.#situation, this.#around)
  }

  /** Everything asked that a subject's cells give. A conclusion that is told with several arguments is given where each of them is. */
  #rights(subject: string | null): ReadonlyMap<string, Disclosure> {
    const rights = new Map<string, Disclosure>()
    for (const field of everyField(this.#question)) {
      for (const wanted of wantedBy(field)) {
        for (const [name, disclosure] of Object.entries(this.#cell(wanted, subject).given)) rights.set(name, better(rights.get(name), disclosure))
      }
    }
    for (const { edge, keys } of this.#followed) {
      for (const key of keys) {
        if (isForEverybody(key)) {
          if (subject === null) rights.set(key, 'CLEAR')
        } else if (bestOf(this.#cell(edge, subject).given) === 'CLEAR') rights.set(key, 'VERIFY')
      }
    }
    if (subject === null) for (const value of this.#ofRows) rights.set(value, 'CLEAR')
    for (const { wanted, scope } of this.#released) {
      if (subject === null || !wanted.item.derived || !scope.includes(subject)) continue
      const { given } = this.#cell(wanted, subject)
      for (const name of [...rights.keys()]) if (name.split('@')[0] === wanted.item.coordinate && given[name] === undefined) rights.delete(name)
    }
    return rights
  }

  #under(grant: Grant) {
    const gives = (wanted: Wanted, subject: string | null) => this.#cell(wanted, subject).grants.includes(grant)
    const subjects = this.#released.flatMap(({ wanted, scope }) => scope.filter((subject) => gives(wanted, subject)))
    const types = this.#released.filter(({ wanted }) => gives(wanted, null)).map(({ wanted: { item } }) => item.coordinate.slice(0, item.coordinate.indexOf('.')))
    return { subjects: new Set(subjects), types: new Set(types) }
  }

  #root(root: Asked): void {
    const { standings, conflicted } = this.#concerned
    const named = namedBy(root).map(({ number, person }) => ({ key: person ? keyOfNumber(number) : number, person }))
    const covered = [...new Set(named.map(({ key }) => key))].filter((key) => standings.has(key))
    const strangers = named.flatMap(({ key, person }, at) => (person && !standings.has(key) ? [{ key, at }] : []))
    const everybody = [...standings.keys()]
    const scope = named.length === 0 ? everybody : strangers.length > 0 && covered.length === 0 ? everybody : covered
    const before = { refusals: this.#refusals.length, ...this.#noted() }
    const kept = this.#keep(root, { path: [], inList: false }, scope, true)
    if (strangers.length === 0 || !kept) return
    // One value about several people is about the stranger too; only a list can be answered in part.
    const partly = root.list && covered.length > 0
    if (!partly) {
      this.#refusals.length = before.refusals
      this.#restore(before)
      this.#cut.add(root)
    }
    this.#strangers.set(root, strangers.map(({ at }) => at))
    for (const { key, at } of strangers) {
      this.#refusals.push({
        path: root.list ? [root.key, at] : [root.key], coordinate: root.coordinate,
        reason: conflicted.has(key) ? 'OPERATOR_IS_SUBJECT' : 'SUBJECT_NOT_PARTY',
      })
    }
  }

  /** How much is noted so far, so that what is noted of a field can be taken back with it. */
  #noted(): Noted {
    return { limits: this.#limits.length, released: this.#released.length, followed: this.#followed.length, ofRows: this.#ofRows.length }
  }

  #restore({ limits, released, followed, ofRows }: Noted): void {
    this.#limits.length = limits
    this.#released.length = released
    this.#followed.length = followed
    this.#ofRows.length = ofRows
  }

  /** Whether a field is kept; what is refused of it is noted. */
  #keep(field: Asked, above: Place, scope: readonly string[], isRoot: boolean): boolean {
    const place = above.inList ? above : { path: [...above.path, field.key], inList: field.list }
    const before = this.#noted()
    const cut = () => {
      this.#restore(before)
      this.#cut.add(field)
      return false
    }
    for (const wanted of wantedBy(field)) if (!this.#release(wanted, place, scope)) return cut()
    if (!holdsItems(field.returns)) return true
    // Below an edge to a person or an organisation stands whoever the purpose concerns.
    const below = !isRoot && ['Person', 'LegalPerson'].includes(field.returns) ? [...this.#concerned.standings.keys()] : scope
    const keys = this.#follow(field, scope)
    const refusalsBefore = this.#refusals.length
    const kept = field.children.filter((child) => this.#keep(child, place, below, false))
    const ofRows = kept.filter(isOfRow)
    const asIf = this.#asForEverybody(field.returns)
    const isTold = asIf !== undefined && bestOf(asIf.given) !== undefined
    if (isTold) this.#ofRows.push(...ofRows.map(({ coordinate }) => coordinate))
    if (isTold && ofRows.length > 0) return true
    if (kept.some((child) => child.item !== undefined || child.compares !== undefined || holdsItems(child.returns) || keys.includes(child.coordinate))) return true
    if (this.#refusals.length === refusalsBefore) this.#refusals.push({ path: place.path, coordinate: field.coordinate, reason: (ofRows.length > 0 ? asIf?.reason : undefined) ?? 'NO_GRANT' })
    return cut()
  }

  /** What an item of a type comes to that is for everybody, an open one where there is one; `undefined` where there is none. */
  #asForEverybody(type: string): Cell | undefined {
    const found = everyItem.filter(({ coordinate, personal, open, share, sliced }) => typeOf(coordinate) === type && !sliced && !personal && (open || share === 'UNCONDITIONAL') && !leadsOn(coordinate))
    const item = found.find(({ open }) => open) ?? found[0]
    return item && this.#cell({ item, args: {} }, null)
  }

  /** The keys that whoever may follow an edge is told by it. */
  #follow({ item, args, children }: Asked, scope: readonly string[]): readonly string[] {
    if (item === undefined || ![null, ...scope].some((subject) => bestOf(this.#cell({ item, args }, subject).given) === 'CLEAR')) return []
    const keys = children.flatMap(({ coordinate }) => (isKey(coordinate) ? [coordinate] : []))
    this.#followed.push({ edge: { item, args }, keys })
    return keys
  }

  #release(wanted: Wanted, place: Place, scope: readonly string[]): boolean {
    const common = this.#cell(wanted, null)
    const own = scope.map((subject) => this.#cell(wanted, subject))
    const cells = [common, ...own]
    const bests = cells.map(({ given }) => bestOf(given))
    const isEnough = wanted.compared
      ? cells.some(({ comparable }) => comparable) && bests.some((best) => best !== undefined)
      : bests.some((best) => best === 'CLEAR' || best === 'MASKED')
    if (!isEnough) {
      this.#refusals.push({ path: place.path, coordinate: wanted.item.coordinate, reason: this.#reason(wanted, common, own) })
      return false
    }
    this.#released.push({ wanted, scope })
    if (!wanted.compared) {
      const masked = bests.includes('MASKED')
      const partly = wanted.item.personal && !wanted.item.sliced && bests.slice(1).some((best) => best === undefined || best === 'VERIFY')
      if (masked || (partly && bests.includes('CLEAR'))) this.#limits.push({ path: place.path, item: wanted.item.coordinate, masked, partly })
    }
    return true
  }

  #reason(wanted: Wanted, common: Cell, own: readonly Cell[]): Reason {
    const { standings, conflicted } = this.#concerned
    const isLate = ORDER.indexOf(common.reason) >= ORDER.indexOf('NO_GRANT')
    if (own.length === 0 && isLate) {
      if (standings.size === 0 && conflicted.size > 0) return 'OPERATOR_IS_SUBJECT'
      if ([...standings.keys()].some((subject) => Object.keys(this.#cell(wanted, subject).given).length > 0)) return 'SUBJECT_NOT_PARTY'
    }
    const told = wanted.item.personal && own.length > 0 ? own : [common, ...own]
    return last(told.map(({ reason }) => reason)) ?? common.reason
  }
}

const bestOf = (given: Readonly<Record<string, Disclosure>>): Disclosure | undefined =>
  Object.values(given).reduce<Disclosure | undefined>((best, each) => better(best, each), undefined)

const typeOf = (coordinate: string) => coordinate.slice(0, coordinate.indexOf('.'))

/** Whether every registered caller may read something of the records that a key is of. */
const isForEverybody = (key: string): boolean =>
  everyItem.some(({ coordinate, personal, open, share }) => typeOf(coordinate) === typeOf(key) && !personal && (open || share === 'UNCONDITIONAL'))

/** A value of a row that is no item. */
function isOfRow({ item, compares, name, returns }: Asked): boolean {
  return item === undefined && compares === undefined && !name.startsWith('__') && isLeafType(api.getType(returns))
}

function wantedBy({ item, compares, searches, args }: Asked): Wanted[] {
  const searched = searches.map((each) => ({ item: each, args: {}, compared: true }))
  const own = item ?? compares
  return own === undefined ? searched : [...searched, { item: own, args, compared: item === undefined }]
}

const holders = new Map<string, boolean>()

/** Whether items stand somewhere below a type, so that a field of it shows nothing by itself. */
function holdsItems(type: string): boolean {
  let holds = holders.get(type)
  if (holds === undefined) {
    holds = fieldsBelow(type, new Set()).some((coordinate) => itemAt(coordinate) !== undefined || comparedAt(coordinate) !== undefined)
    holders.set(type, holds)
  }
  return holds
}

/** Whether an item leads to other rows. */
function leadsOn(coordinate: string): boolean {
  const [type = '', field = ''] = coordinate.split('.')
  const definition = api.getType(type)
  const returned = isObjectType(definition) ? definition.getFields()[field]?.type : undefined
  return returned !== undefined && holdsItems(getNamedType(returned).name)
}

function fieldsBelow(type: string, seen: Set<string>): string[] {
  const definition = api.getType(type)
  if (!isObjectType(definition) || seen.has(type)) return []
  seen.add(type)
  return Object.values(definition.getFields()).flatMap((field) => [`${type}.${field.name}`, ...fieldsBelow(getNamedType(field.type).name, seen)])
}
