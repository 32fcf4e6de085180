import { type AccessPlan, coordinateOf, type Disclosure } from '#platform/access'
import { instant } from '#platform/clock'
import { parseCreditCode } from '#platform/identifiers'
import { personIdFrom } from '#platform/keys'
import { andThen, type MaybePromise } from '#platform/promise'
import { adviceFor, type ObjectionTold } from '../../subgraphs/catalogue/index.ts'
import type { Decision } from '../decision/decide.ts'
import { namedSubjects } from '../decision/searches.ts'
import type { Use } from '../decision/uses.ts'
import type { Outcome } from '../limits-of-use.ts'
import type { Desk } from '../questions.ts'
import type { Objections } from './memory.ts'

/** What `extensions.underObjection` says of one item of one subject that an answer releases. */
export interface UnderObjection {
  /** Item name, with its slice. */
  readonly item: string
  readonly coordinate: string
  /** Where it stands in the answer, by the names that the question gave. */
  readonly paths: readonly string[]
  /** `Person.id` as the agency knows it, or a credit code. */
  readonly subject: string
  readonly objection: string
  readonly state: string
  readonly since: string
  /** Last day of the provider's time. */
  readonly due: string | null
  readonly outcome: string | null
  readonly answer: string | null
  readonly advice: string | null
  readonly adviceZh: string | null
}

const NOTHING: readonly UnderObjection[] = []

/** What an answer says of objections about what it releases; `null` where that is not known. Costs nothing where none is told. */
export function underObjection({ decision, facts, rejected, tooManyMisses }: Outcome, desk: Desk): MaybePromise<readonly UnderObjection[] | null> {
  if (rejected || tooManyMisses || decision.released.size === 0) return NOTHING
  return andThen(desk.objections.told(), (objections) => {
    if (objections === null) return null
    return objections.size === 0 ? NOTHING : among(objections, decision, facts.today, desk)
  })
}

/** The objections that are about an item of a subject which the answer shows. Pure. */
export function among(objections: Objections, decision: Decision, today: string, desk: Pick<Desk, 'schema' | 'keyOf'>): UnderObjection[] {
  const { plan, kept } = decision
  const subjects = new Set([...plan.read, ...organisationsNamed(kept, desk)])
  return [...subjects].flatMap((subject) => (objections.get(subject) ?? []).flatMap((objection) => {
    const coordinate = coordinateOf(objection.item)
    const over = objection.toldUntil !== null && objection.toldUntil < today
    if (over || !mayBeRead(objection.item, subject, plan)) return []
    const paths = [...new Set(pathsOf(coordinate, kept, []))]
    return paths.length === 0 ? [] : [toldOf(objection, coordinate, paths, plan)]
  }))
}

const isShown = (disclosure: Disclosure | undefined): boolean => disclosure === 'CLEAR' || disclosure === 'MASKED'

function mayBeRead(item: string, subject: string, { common, classes, subjects, sealed }: AccessPlan): boolean {
  if (sealed(subject)) return false
  const own = classes[subjects.get(subject) ?? -1]
  return isShown(common.get(item)) || isShown(own?.get(item))
}

// What is shared of organisations alike is read without a case, and so without a right of one's own.
function organisationsNamed(kept: readonly Use[], { schema, keyOf }: Pick<Desk, 'schema' | 'keyOf'>): string[] {
  return kept.filter(({ type }) => type === 'Query').flatMap((use) => namedSubjects(use, schema, keyOf)).flatMap(({ subject, person }) => (person ? [] : [subject]))
}

function pathsOf(coordinate: string, uses: readonly Use[], above: readonly string[]): string[] {
  return uses.flatMap((use) => {
    const path = [...above, use.key]
    return [...(use.item?.coordinate === coordinate ? [path.join('.')] : []), ...pathsOf(coordinate, use.children, path)]
  })
}

function toldOf(told: ObjectionTold, coordinate: string, paths: readonly string[], { idKey }: AccessPlan): UnderObjection {
  const advice = adviceFor(told.state)
  return {
    item: told.item, coordinate, paths,
    subject: parseCreditCode(told.subject).ok ? told.subject : personIdFrom(idKey, told.subject),
    objection: told.id, state: told.state, since: instant(told.raisedAt), due: told.dueOn, outcome: told.outcome, answer: told.answer,
    advice: advice?.message ?? null, adviceZh: advice?.messageZh ?? null,
  }
}
