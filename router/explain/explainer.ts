import type { AccessPlan } from '#platform/access'
import { hubError } from '#platform/errors'
import type { AccessExplanation, Explain } from '../../subgraphs/catalogue/index.ts'
import { asksContract } from '../introspection.ts'
import { materialPaths } from '../materials/needed.ts'
import type { Operation } from '../operation.ts'
import { type Desk, factsAbout, toolsFor } from '../questions.ts'
import { type Decided, decidedWith } from './decided.ts'
import { applicableRoles, draftsOf, mendable } from './drafts.ts'
import { holdingAccesses } from './holdings.ts'
import { entriesOf } from './item-access.ts'
import { matterText } from './matter-text.ts'
import { readExplained, refusedInput } from './reading.ts'
import { toldOf } from './told.ts'

interface Agency {
  readonly division: string
  readonly regions: readonly string[]
}

/**
 * Explains what would be decided about a question of whoever asks. It reads, coerces and decides it as the question itself would
 * be, and stops before any library is asked for a row; nothing is counted or recorded of it.
 *
 * @param agencyOf what the catalogue says of an agency, by credit code
 */
export function explainer(desk: Desk, agencyOf: (creditCode: string) => Promise<Agency | null>): Explain {
  const explained = new WeakSet<AccessPlan>()
  return async (plan, asked) => {
    const question = desk.deciding.get(plan)
    if (question === undefined) throw hubError('LIBRARY_UNAVAILABLE', 'nothing is decided here')
    if (explained.has(plan)) throw refusedInput('MORE_THAN_ONE', 'one operation is explained at a time', '一次只说明一个操作')
    explained.add(plan)
    const { operation, uses, purpose } = readExplained(asked, desk)
    const facts = await factsAbout({ identity: question.identity, purpose }, uses, desk)
    const decided = decidedWith(uses.filter((use) => !asksContract(use)), facts, toolsFor(question.identity, desk))
    const explanation = await explanationOf(decided, operation, desk, agencyOf)
    const paths = materialPaths(decided.decision.kept)
    if (paths.length === 0) return explanation
    const besides = holdingAccesses(desk.decider.holdings(decided.facts, toolsFor(question.identity, desk)), paths, decided.facts, desk.items)
    return { ...explanation, items: [...explanation.items, ...besides] }
  }
}

async function explanationOf(decided: Decided, operation: Operation, desk: Desk, agencyOf: (creditCode: string) => Promise<Agency | null>): Promise<AccessExplanation> {
  const { facts, decision: { plan } } = decided
  const entries = entriesOf(decided)
  const missing = mendable(entries, decided)
  const { matter, caller } = facts
  const told = toldOf(decided, entries, operation, desk)
  if (missing.length === 0) return { ...told, drafts: [], notes: [] }
  if (matter === null || applicableRoles(facts).length === 0) return { ...told, drafts: [], notes: [NOT_ITS_MATTER] }
  const [text, agency] = await Promise.all([matterText(matter.code, facts, plan, desk), agencyOf(caller.agency)])
  const regions = agency === null ? [matter.division] : agency.regions.length === 0 ? [agency.division] : agency.regions
  return { ...told, ...draftsOf(missing, decided, { matter: text, regions }) }
}

const NOT_ITS_MATTER = {
  message: 'no draft was made, since the matter is not in use, or your agency neither implements it nor was entrusted with it',
  messageZh: '未生成申请草稿：该事项未启用，或者本机构既不实施该事项，也未受委托办理',
}
