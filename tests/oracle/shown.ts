import type { World } from '../../seeds/world.ts'
import { type Asked, namedBy } from './asked.ts'
import { isSelf } from './case.ts'
import { everyItem, type Item } from './contract.ts'
import type { Decided } from './decided.ts'
import { masked } from './masks.ts'
import { sliceOf } from './grants.ts'
import { keyOfNumber } from './people.ts'
import { better } from './reasons.ts'
import { NOBODY, type Row, type Rows } from './rows.ts'
import type { Disclosure, Situation } from './situation.ts'
import { isSealed } from './standing.ts'


type Shown = Readonly<Record<string, unknown>>

/** Types whose rows are shown to everybody who may read any item of them: what they say is no row's own secret. */
const ANY_ROW = new Set([
  'LicenceType', 'LegalPersonCredit', 'Listing', 'CreditEvaluation', 'CreditCommitment', 'CreditRepair', 'Division', 'DivisionChange', 'Address',
  'ServiceHall', 'Matter', 'BasicMatter', 'Situation', 'MatterMaterial', 'MaterialAlternative', 'Evidence', 'MatterResult', 'MatterFee', 'MatterFaq',
  'Resource', 'InspectionPlan', 'NameCheck',
])

/** What nobody is told of a firm whom the purpose does not concern, whatever is granted of firms at large: the contract says so. */
const OF_WHOM_IT_CONCERNS = new Set(['LegalPerson.licences', 'LegalPerson.cases'])

/** Types of which rows are left out where anybody in them must stay unknown. */
const NAMES_NOBODY_SEALED = new Set(['LegalPersonStaff', 'Shareholder'])

/** The unshielded answer after exactly the refusals, masks and row scope of the table. */
export class Showing {
  readonly #decided: Decided
  readonly #rows: Rows
  readonly #situation: Situation
  readonly #told: Told
  readonly #personId: (key: string) => string
  readonly #keyOfId: (id: string) => string

  constructor(tools: { decided: Decided; rows: Rows; situation: Situation; told: Told; personId: (key: string) => string; keyOfId: (id: string) => string }) {
    this.#decided = tools.decided
    this.#rows = tools.rows
    this.#situation = tools.situation
    this.#told = tools.told
    this.#personId = tools.personId
    this.#keyOfId = tools.keyOfId
  }

  /** Everybody of whom rows came, by the types of the rows. */
  readonly seen = new Map<string, Set<string>>()
  /** How many verdicts were told. */
  verdicts = 0

  /** What is shown of the roots of a question. */
  answer(question: readonly Asked[], whole: Shown): Shown {
    return Object.fromEntries(question.map((root) => {
      const named = namedBy(root).map(({ number, person }) => (person ? keyOfNumber(number) : number))
      const value = this.#field(root, whole, { ...NOBODY, subjects: named })
      const strangers = this.#decided.strangers.get(root) ?? []
      return [root.key, Array.isArray(value) ? value.map((each: unknown, at) => (strangers.includes(at) ? null : each)) : value]
    }))
  }

  #field(field: Asked, shown: Shown, row: Row): unknown {
    if (this.#decided.cut.has(field)) return null
    const value = shown[field.key]
    if (field.compares !== undefined) return this.#counted(this.#verdict(field.compares, value, row))
    if (field.coordinate === 'Person.id') return this.#personId(this.#keyOfId(String(value)))
    if (field.item === undefined) return this.#value(field, value, row, shown)
    if (value === null || this.#told.ofSealed(field.coordinate, shown, row, (key) => isSealed(key, this.#situation))) return null
    if (field.name === 'face') return this.#face(value as readonly Shown[], row)
    const disclosure = this.#disclosure(this.#nameIn(field.item, row), row)
    if (disclosure === undefined || disclosure === 'VERIFY') return null
    if (OF_WHOM_IT_CONCERNS.has(field.coordinate) && this.#concernedOf(row.subjects).length === 0) return null
    return disclosure === 'MASKED' ? masked(field.item.mask, value) : this.#value(field, value, row, shown)
  }

  #nameIn(item: Item, row: Row): string {
    return item.sliced ? `${item.coordinate}@${row.slice ?? ''}` : item.coordinate
  }

  #value(field: Asked, value: unknown, row: Row, shown: Shown): unknown {
    if (value === null || value === undefined) return null
    if (!Array.isArray(value)) return this.#object(field, value, row, shown)
    const objects = value.map((each: unknown) => this.#object(field, each, row, shown))
    return field.keepsPlaces ? objects : objects.filter((each) => each !== null)
  }

  #object(field: Asked, value: unknown, above: Row, parent: Shown): unknown {
    if (field.children.length === 0 || value === null) return value
    const shown = value as Shown
    const isRecord = !PLAIN.has(field.returns)
    const row = isRecord ? this.#rows.of(field.returns, shown, above) : above
    if (isRecord && !this.#isKept(field, row, shown, parent)) return null
    if (isRecord) this.#note(field.returns, row)
    const members = Object.fromEntries(field.children.map((child) => [child.key, this.#field(child, shown, row)]))
    // A page has no place for a record that is left out.
    return field.returns.endsWith('Edge') && members['node'] === null ? null : members
  }

  #note(type: string, { subjects }: Row): void {
    const known = this.seen.get(type) ?? new Set<string>()
    this.seen.set(type, known)
    for (const key of subjects) if (!isSealed(key, this.#situation)) known.add(key)
  }

  /** Whether a row is shown at all. */
  #isKept(field: Asked, row: Row, shown: Shown, parent: Shown): boolean {
    const type = field.returns
    if (ANY_ROW.has(type) || type.endsWith('Connection') || type.endsWith('Edge')) return true
    const { subjects } = row
    const sealed = (key: string) => isSealed(key, this.#situation)
    if (NAMES_NOBODY_SEALED.has(type) && subjects.some(sealed)) return false
    if (this.#told.isUnknown(type, shown, sealed, this.#situation)) return false
    if (type.endsWith('Verification')) return true
    if (!this.#told.passes(field, row, shown, parent, (item) => this.#disclosure(item, row))) return false
    if (SLICED.has(type) && !this.#sliceIsGranted(type, row)) return false
    return this.#isCovered(type, subjects)
  }

  #isCovered(type: string, subjects: readonly string[]): boolean {
    if (subjects.length > 0 && subjects.every((key) => isSealed(key, this.#situation))) return false
    if (rightsOn(type, this.#decided.rightsOf(null)).some(([, disclosure]) => disclosure !== 'VERIFY')) return true
    return this.#concernedOf(subjects).some((key) => !HAS_ITEMS.has(type) || rightsOn(type, this.#decided.rightsOf(key)).length > 0)
  }

  #sliceIsGranted(type: string, row: Row): boolean {
    return [null, ...this.#concernedOf(row.subjects)].some((key) => rightsOn(type, this.#decided.rightsOf(key)).some(([item]) => sliceOf(item) === row.slice))
  }

  #concernedOf(subjects: readonly string[]): string[] {
    return subjects.filter((key) => this.#decided.concerned.standings.has(key) && !isSealed(key, this.#situation))
  }

  #disclosure(item: string, { subjects }: Row): Disclosure | undefined {
    let best = this.#decided.rights(item, null)
    for (const key of this.#concernedOf(subjects)) {
      const own = this.#decided.rights(item, key)
      if (own !== undefined) best = better(best, own)
    }
    return best
  }

  #face(fields: readonly Shown[], row: Row): unknown {
    const shown = fields.flatMap(({ w_name, w_value, ...asked }) => {
      const disclosure = this.#disclosure(`Licence.face@${row.slice ?? ''}.${String(w_name)}`, row)
      if (disclosure === undefined || disclosure === 'VERIFY') return []
      const value = disclosure === 'CLEAR' ? w_value : masked(this.#told.maskOfFace(row.slice ?? '', String(w_name)), w_value)
      if (value === null) return []
      return [Object.fromEntries(Object.entries(asked).map(([key, each]) => [key, key === 'value' ? value : each]))]
    })
    const granted = this.#told.faceFields(row.slice ?? '').some((name) => ['CLEAR', 'MASKED'].includes(this.#disclosure(`Licence.face@${row.slice ?? ''}.${name}`, row) ?? ''))
    return granted ? shown : null
  }

  #counted(verdict: unknown): unknown {
    if (verdict !== null) this.verdicts += 1
    return verdict
  }

  /** The library knows nobody who must stay unknown: a claim about them is one about nobody. */
  #verdict(item: Item, value: unknown, { subjects }: Row): unknown {
    if (value === null) return null
    const may = this.#decided.rights(item.coordinate, null) !== undefined || subjects.some((key) => this.#decided.rights(item.coordinate, key) !== undefined)
    if (!may) return null
    return subjects.some((key) => isSealed(key, this.#situation)) ? 'UNKNOWN' : value
  }
}

const PLAIN = new Set(['Code', 'LicenceCheck', 'Provenance', 'PageInfo', 'FaceField', 'FaceFieldType', 'ResourceItem', 'GrantItem'])
const HAS_ITEMS = new Set(everyItem.map(({ coordinate }) => coordinate.slice(0, coordinate.indexOf('.'))))
const SLICED = new Set(['Licence', 'Case', 'CaseAgency', 'CaseContact', 'CaseMaterial', 'CaseProcess', 'CaseSpecial', 'CaseResult'])

function rightsOn(type: string, rights: ReadonlyMap<string, Disclosure>): (readonly [string, Disclosure])[] {
  return [...rights].filter(([item]) => item.startsWith(`${type}.`))
}

type IsSealed = (key: string) => boolean
type Gives = (item: string) => Disclosure | undefined

/** What rows say of people whom they are not about, and what else the libraries' own rules say of single types. */
export class Told {
  readonly #representatives: ReadonlyMap<string, string | null>
  readonly #cases: Map<string, { readonly kind: string; readonly subject: string | null; readonly own: boolean }>
  readonly #faceMasks: ReadonlyMap<string, string>

  constructor({ legalPersons, cases, licences }: World, own: { readonly caseNo: string; readonly subject: string | null; readonly kind: string }) {
    this.#representatives = new Map(legalPersons.legalPersons.map(({ subject, legalRepresentative }) => [subject, legalRepresentative ?? null]))
    this.#cases = new Map(cases.cases.map(({ caseNo, subject, kind }) => [caseNo, { kind, subject: subject ?? null, own: false }]))
    this.#cases.set(own.caseNo, { ...own, own: true })
    this.#faceMasks = new Map(licences.licenceTypes.flatMap(({ code, faceSchema }) => faceSchema.map(({ name, mask }) => [`${code}.${name}`, mask] as const)))
  }

  faceFields(slice: string): string[] {
    return [...this.#faceMasks.keys()].flatMap((key) => (key.startsWith(`${slice}.`) ? [key.slice(slice.length + 1)] : []))
  }

  maskOfFace(slice: string, name: string): string {
    return this.#faceMasks.get(`${slice}.${name}`) ?? 'NONE'
  }

  /** Whether an item of a row tells of somebody who must stay unknown. */
  ofSealed(coordinate: string, shown: Shown, row: Row, sealed: IsSealed): boolean {
    if (coordinate === 'LegalPerson.legalRepName' || coordinate === 'LegalPerson.legalRepresentative') {
      const who = this.#representatives.get(String(shown['w_code']))
      return who !== null && who !== undefined && sealed(who)
    }
    // A face may name any of the holders.
    return coordinate === 'Licence.face' && row.subjects.some(sealed)
  }

  /**
   * Whether a case does not exist for the caller: nobody finds that of somebody who must stay unknown by the part that others have
   * in it, a draft is its subject's own, and an instrument that of the agencies that handle it.
   */
  isUnknown(type: string, shown: Shown, sealed: IsSealed, situation: Situation): boolean {
    const found = type === 'Case' ? this.#cases.get(String(shown['w_caseNo'])) : undefined
    if (found === undefined) return false
    if (found.subject !== null && sealed(found.subject)) return true
    const self = isSelf(situation)
    if (found.kind === 'DRAFT') return !self
    return found.kind === 'INSTRUMENT' && (self || !found.own || situation.case.roles.length === 0)
  }

  /** Whether a row passes what its list is asked by, and what may be told of it beforehand. */
  passes(field: Asked, _row: Row, shown: Shown, _parent: Shown, gives: Gives): boolean {
    const { type, returns, args } = field
    if (returns === 'Inspection' && shown['w_done'] === null) return gives('Inspection.plannedOn') === 'CLEAR'
    // Validity that may not be told must not be told by a list either.
    if (returns === 'Licence' && (type === 'Person' || type === 'LegalPerson') && args['validOn'] !== undefined) {
      return gives(`Licence.validOn@${_row.slice ?? ''}`) === 'CLEAR'
    }
    return true
  }
}
