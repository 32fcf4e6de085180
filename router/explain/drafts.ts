import type { Disclosure } from '#platform/access'
import { divisionCovers } from '#platform/identifiers'
import type { AccessExplanation, AccessNote, DraftInput } from '../../subgraphs/catalogue/index.ts'
import type { Entry as PublishedEntry, Facts } from '../decision/facts.ts'
import type { Reason } from '../decision/reasons.ts'
import type { Decided } from './decided.ts'
import type { Entry } from './item-access.ts'
import type { MatterText } from './matter-text.ts'

/** Reasons that an application can mend. */
const MENDED: ReadonlySet<Reason> = new Set<Reason>([
  'NO_GRANT', 'GRANT_EXPIRED', 'MATTER_NOT_COVERED', 'AGENCY_ROLE_NOT_COVERED', 'PARTY_ROLE_NOT_COVERED', 'REGION_NOT_COVERED', 'VERIFY_ONLY',
])

/** A face is granted field by field, and its licence type alone knows which there are. */
const FACE = 'Licence.face'

/** What drafts are filled in from, besides the decision. */
export interface Applicant {
  readonly matter: MatterText
  /** Division codes that the applicant administers. */
  readonly regions: readonly string[]
}

/** An item that is to be applied for. */
interface Needed {
  readonly item: string
  readonly title: string
  readonly provider: string
  readonly personal: boolean
  disclosure: Disclosure
  readonly arguments: Map<string, Set<unknown>>
}

/** Askings that a grant would mend. */
export function mendable(entries: readonly Entry[], { facts, texts }: Decided): Entry[] {
  return entries.filter(({ asked: { item, verify }, judgement: { reason }, granted }) => {
    // Whatever is granted, such cases let nobody read what is about a person.
    const kind = facts.caseFacts?.kind
    if (item.personal && !verify && (kind === 'ENROLMENT' || (kind === 'ROSTER' && !item.derived))) return false
    if (reason !== null) return MENDED.has(reason)
    return item.sliced && missingSlices(item.coordinate, granted, facts, texts).length > 0
  })
}

// Rows of such a slice are left out without a word, so this alone tells that something was not granted.
function missingSlices(coordinate: string, granted: Entry['granted'], { published }: Facts, texts: ReadonlySet<string>): PublishedEntry[] {
  const known = [...granted.keys()]
  return published.entries(coordinate).filter(({ slice }) =>
    slice !== null && texts.has(slice) && !known.some((name) => name.startsWith(`${coordinate}@${slice}`)))
}

/** The roles in which an agency may apply for a matter: any where it implements it, else its own part of it; none where it has none. */
export function applicableRoles({ caller: { agency }, caseFacts, matter }: Facts): readonly string[] {
  if (matter === null || !matter.inUse) return []
  if (matter.agency === agency) return caseFacts === null || caseFacts.agencyRoles.length === 0 ? ['DECIDING'] : caseFacts.agencyRoles
  if (matter.jointAgencies.includes(agency)) return ['JOINT']
  return matter.entrustedAgencies.includes(agency) ? ['RECEIVING'] : []
}

/** Applications for what is missing, one for each provider and binding, and what none could be made of. Pure. */
export function draftsOf(missing: readonly Entry[], decided: Decided, applicant: Applicant): Pick<AccessExplanation, 'drafts' | 'notes'> {
  const { facts } = decided
  const notes: AccessNote[] = []
  const needed = new Map<string, Needed>()
  for (const { asked: { item, verify, args }, granted, judgement } of missing) {
    const places = placesOf(item.coordinate, judgement.reason === null ? granted : null, decided, applicant.matter)
    if (places.length === 0) notes.push(item.coordinate === FACE ? faceNote(item.title) : sliceNote(item.coordinate, item.title))
    for (const { slice, provider, share } of places) {
      if (share === 'WITHHELD') continue
      const name = slice === null ? item.coordinate : `${item.coordinate}@${slice}`
      const known = needed.get(name) ?? { item: name, title: item.title, provider, personal: item.personal, disclosure: 'VERIFY', arguments: new Map<string, Set<unknown>>() }
      needed.set(name, known)
      if (!verify) known.disclosure = 'CLEAR'
      if (!item.derived) continue
      for (const [argument, value] of Object.entries(args)) known.arguments.set(argument, (known.arguments.get(argument) ?? new Set()).add(value))
    }
  }
  return { drafts: parted([...needed.values()]).map((items) => draftOf(items, facts, applicant)), notes: once(notes) }
}

/** An application names at most so many items. */
const ITEMS_MAX = 300

/** Items by provider and by whether they are about a person, since one application has one provider and one binding. */
function parted(needed: readonly Needed[]): Needed[][] {
  const parts = new Map<string, Needed[]>()
  for (const each of needed) {
    const part = `${each.provider} ${each.personal}`
    const known = parts.get(part)
    if (known === undefined) parts.set(part, [each])
    else known.push(each)
  }
  return [...parts.values()].flatMap((all) =>
    Array.from({ length: Math.ceil(all.length / ITEMS_MAX) }, (_, at) => all.slice(at * ITEMS_MAX, (at + 1) * ITEMS_MAX)))
}

/** Where an item is to be applied for: the slices that the question names, or else those that the matter needs. */
function placesOf(coordinate: string, granted: Entry['granted'] | null, { facts, texts }: Decided, matter: MatterText): readonly PublishedEntry[] {
  const entries = facts.published.entries(coordinate)
  if (coordinate === FACE) return []
  if (granted !== null) return missingSlices(coordinate, granted, facts, texts)
  if (entries.every(({ slice }) => slice === null)) return entries.slice(0, 1)
  const named = entries.filter(({ slice }) => slice !== null && texts.has(slice))
  if (named.length > 0) return named
  const needs = new Set([facts.purpose?.matter ?? '', ...matter.licenceTypes])
  return entries.filter(({ slice, resource }) => (slice !== null && needs.has(slice)) || matter.resources.includes(resource))
}

function draftOf(items: readonly Needed[], facts: Facts, { matter, regions }: Applicant): AccessExplanation['drafts'][number] {
  const { caller, caseFacts, purpose, today } = facts
  const roles = [...new Set((caseFacts?.parties ?? []).map(({ role }) => role))].sort()
  const personal = items.some((each) => each.personal)
  const input: DraftInput = {
    items: items.map(({ item, disclosure, arguments: given }) => ({ item, disclosure, arguments: argumentsOf(given) })),
    matters: [purpose?.matter ?? ''],
    agencyRoles: applicableRoles(facts),
    binding: !personal ? { kind: 'ANY' } : caller.represented !== null ? { kind: 'SELF' } : { kind: 'CASE_PARTY', roles: roles.length === 0 ? ['APPLICANT'] : roles },
    regions,
    validFrom: today,
    validTo: yearAfter(today),
    legalBasis: matter.legalBasis === null ? NO_BASIS : cut(matter.legalBasis, BASIS_MAX),
    scenario: scenarioOf(items, matter),
  }
  const elsewhere = caseFacts !== null && !regions.some((region) => divisionCovers(region, caseFacts.handlingDivision))
  const notes = [
    ...(matter.legalBasis === null ? [BASIS_NOTE] : []),
    ...(personal && caller.represented === null && roles.length === 0 ? [ROLES_NOTE] : []),
    ...(elsewhere ? [REGION_NOTE] : []),
  ]
  return { provider: (items[0] as Needed).provider, input, notes }
}

function argumentsOf(given: ReadonlyMap<string, ReadonlySet<unknown>>): string | null {
  return given.size === 0 ? null : JSON.stringify(Object.fromEntries([...given].map(([name, values]) => [name, [...values]])))
}

const SCENARIO_MAX = 1_000
const BASIS_MAX = 500
const cut = (text: string, most: number) => [...text].slice(0, most).join('')
const NO_BASIS = '待补充：请写明使用依据的法律、法规、规章或者文件的名称和条款'

function scenarioOf(items: readonly Needed[], { name }: MatterText): string {
  const compared = items.every(({ disclosure }) => disclosure === 'VERIFY')
  const titles = [...new Set(items.map(({ title }) => title))].join('、')
  return cut(`办理${name === null ? '该事项' : `“${name}”`}时${compared ? '核验' : '查询'}：${titles}`, SCENARIO_MAX)
}

/** The last day of a year that begins on a day. */
function yearAfter(day: string): string {
  const last = new Date(`${String(Number(day.slice(0, 4)) + 1)}${day.slice(4)}T00:00:00Z`)
  last.setUTCDate(last.getUTCDate() - 1)
  return last.toISOString().slice(0, 10)
}

const BASIS_NOTE = { message: 'legalBasis: fill in the law that lets you use the items; the matter names none', messageZh: '使用依据：该事项未列明，请补充' }
const ROLES_NOTE = { message: 'binding: the case has no parties; say of whom you need the items', messageZh: '主体绑定：办件没有当事人，请写明需要谁的信息' }
const REGION_NOTE = { message: 'regions: the case is handled outside of the divisions of your agency', messageZh: '适用区划：办件的办理地不在本机构区划内，请核对' }

const sliceNote = (coordinate: string, title: string): AccessNote => ({
  message: `${coordinate}: say of which slices (licence types, matters) you need it, as ${coordinate}@<slice>`,
  messageZh: `${title}：请写明需要哪些切片（证照类型、事项），如 ${coordinate}@<切片>`,
})
const faceNote = (title: string): AccessNote => ({
  message: `${FACE}: say which fields of which licence types you need, as ${FACE}@<type>.<field>`,
  messageZh: `${title}：请写明需要哪些证照类型的哪些照面字段，如 ${FACE}@<证照类型>.<字段>`,
})

/** Every note once. */
function once(notes: readonly AccessNote[]): AccessNote[] {
  return [...new Map(notes.map((note) => [note.message, note])).values()]
}
