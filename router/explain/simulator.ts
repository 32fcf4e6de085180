import type { AccessPlan } from '#platform/access'
import { hubError } from '#platform/errors'
import type { AccessExplanation, ItemAccess, Simulate, SimulatedCaller } from '../../subgraphs/catalogue/index.ts'
import type { Identity } from '../authenticate.ts'
import type { CaseFacts, Facts } from '../decision/facts.ts'
import { namedSubjects } from '../decision/searches.ts'
import { everyUse, type Use } from '../decision/uses.ts'
import { asksContract } from '../introspection.ts'
import { type Desk, toolsFor } from '../questions.ts'
import { decidedWith } from './decided.ts'
import { entriesOf } from './item-access.ts'
import { readExplained, refusedInput } from './reading.ts'
import { toldOf } from './told.ts'

/** Stands for the number of a case that there is not. */
const NO_CASE = 'SIMULATED'

/**
 * Explains what would be decided about a question of somebody else, in a case that is described and not looked up. It knows what the
 * catalogue knows and asks no library for anything about anybody.
 *
 * @param divisionOf where an agency is, by credit code
 */
export function simulator(desk: Desk, divisionOf: (creditCode: string) => Promise<string | null>): Simulate {
  const simulated = new WeakSet<AccessPlan>()
  return async (plan, { as, ...asked }, provider) => {
    if (!desk.deciding.has(plan)) throw hubError('LIBRARY_UNAVAILABLE', 'nothing is decided here')
    if (simulated.has(plan)) throw refusedInput('MORE_THAN_ONE', 'one operation is simulated at a time', '一次只模拟一个操作')
    simulated.add(plan)
    const { matter = null } = as
    const read = readExplained({ ...asked, purpose: matter === null ? null : { matter } }, desk)
    const known = await desk.facts.about(identityOf(as), read.purpose, { closed: false, personal: false, named: [], matters: [] })
    const facts = inCase(known, as, subjectsIn(read.uses, desk), as.division ?? (await divisionOf(as.agency)))
    const decided = decidedWith(read.uses.filter((use) => !asksContract(use)), facts, toolsFor(identityOf(as), desk))
    const entries = entriesOf(decided)
    return providedBy(provider, { ...toldOf(decided, entries, read.operation, desk), drafts: [], notes: [] }, facts)
  }
}

/** A system of a department, on the government's network, whose operator nobody knows. */
function identityOf({ consumer, agency }: SimulatedCaller): Identity {
  return { consumer, agency, operator: 'UNATTENDED', operatorKey: null, represented: null, zone: 'GOVERNMENT', assurance: 'HIGH', channel: 'SYSTEM' }
}

function inCase(known: Facts, { agencyRoles, parties }: SimulatedCaller, subjects: readonly string[], division: string | null): Facts {
  const { purpose } = known
  const roles = agencyRoles ?? []
  if (purpose === null || roles.length === 0) return known
  const caseFacts: CaseFacts = {
    kind: 'APPLICATION', state: '30', open: true, matterCode: purpose.matter, agencyRoles: roles, step: roles.includes('JOINT') ? NO_CASE : null,
    handlingDivision: division ?? '', region: null, category: null, decidedAt: null, expiresAt: null, proven: true,
    parties: subjects.flatMap((subject) => (parties ?? []).map((role) => ({ subject, role }))),
  }
  return { ...known, purpose: { ...purpose, caseNo: NO_CASE }, caseFacts }
}

function subjectsIn(uses: readonly Use[], { schema, keyOf }: Desk): string[] {
  return [...new Set([...everyUse(uses)].flatMap((use) => namedSubjects(use, schema, keyOf).map(({ subject }) => subject)))]
}

/** What a provider may be told: what is decided about its own items, and of other providers' slices nothing. */
function providedBy(provider: string | null, told: AccessExplanation, { published }: Facts): AccessExplanation {
  if (provider === null) return told
  const own = (coordinate: string) => published.entries(coordinate).filter((entry) => entry.provider === provider)
  const items = told.items.filter(({ coordinate }) => own(coordinate).length > 0).map((item) => ownSlices(item, own(item.coordinate).map(({ slice }) => slice)))
  const paths = new Set(items.flatMap((item) => item.paths))
  const refusals = told.refusals.filter(({ coordinate, path }) => own(coordinate).length > 0 || (coordinate.startsWith('Query.') && [...paths].some((each) => each.startsWith(`${path}.`))))
  const answered = items.filter((item) => item.answered).length
  return {
    ...told, items, refusals,
    outcome: answered === items.length ? 'ANSWERED' : answered === 0 ? 'REFUSED' : 'PARTIAL',
    plan: items.length === told.items.length ? told.plan : [],
  }
}

function ownSlices(item: ItemAccess, own: readonly (string | null)[]): ItemAccess {
  if (own.includes(null)) return item
  return { ...item, grants: [], slices: item.slices.filter(({ slice }) => own.includes(slice) || own.some((each) => each !== null && slice.startsWith(`${each}.`))) }
}
