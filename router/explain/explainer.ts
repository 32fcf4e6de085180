import { OperationTypeNode } from 'graphql'
import type { AccessPlan } from '#platform/access'
import { actError, codeOf, hubError, inputError } from '#platform/errors'
import type { AccessExplanation, Explain, Explained } from '../../subgraphs/catalogue/index.ts'
import type { Purpose } from '../decision/facts.ts'
import type { Use } from '../decision/uses.ts'
import { asksContract } from '../introspection.ts'
import { type Operation, readOperation } from '../operation.ts'
import { purposeOf } from '../purpose.ts'
import { materialPaths } from '../materials/needed.ts'
import { asksExplanation, type Desk, factsAbout, refuseWrongDocuments, toolsFor } from '../questions.ts'
import { type Decided, decidedWith } from './decided.ts'
import { applicableRoles, draftsOf, mendable } from './drafts.ts'
import { holdingAccesses } from './holdings.ts'
import { entriesOf, itemAccesses, reasonTold } from './item-access.ts'
import { matterText } from './matter-text.ts'

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
    const { uses, purpose } = read(asked, desk)
    const facts = await factsAbout({ identity: question.identity, purpose }, uses, desk)
    const decided = decidedWith(uses.filter((use) => !asksContract(use)), facts, toolsFor(question.identity, desk))
    const explanation = await explanationOf(decided, desk, agencyOf)
    const paths = materialPaths(decided.decision.kept)
    if (paths.length === 0) return explanation
    const besides = holdingAccesses(desk.decider.holdings(decided.facts, toolsFor(question.identity, desk)), paths, decided.facts, desk.items)
    return { ...explanation, items: [...explanation.items, ...besides] }
  }
}

async function explanationOf(decided: Decided, desk: Desk, agencyOf: (creditCode: string) => Promise<Agency | null>): Promise<AccessExplanation> {
  const { facts, decision: { plan, kept, refusals } } = decided
  const entries = entriesOf(decided)
  const missing = mendable(entries, decided)
  const { matter, caller } = facts
  const told = {
    outcome: refusals.length === 0 ? 'ANSWERED' as const : kept.length === 0 ? 'REFUSED' as const : 'PARTIAL' as const,
    items: itemAccesses(entries, decided),
    refusals: refusals.map(({ path, coordinate, reason }) => ({ path: path.join('.'), coordinate, refusal: reasonTold(reason, coordinate, facts) })),
  }
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

/** The question as it would be read if it were asked. */
function read({ operation: text, variables, operationName, purpose }: Explained, desk: Desk): { readonly uses: readonly Use[]; readonly purpose: Purpose | null } {
  const operation = reading(() => operationOf(text, variablesOf(variables), operationName ?? undefined, desk))
  const { uses } = desk.asked(operation)
  if (operation.definition.operation !== OperationTypeNode.QUERY) {
    throw refusedInput('MUTATION', 'a change is not explained, since what may be changed is for the library to say', '不说明变更操作：能否变更由资源库决定')
  }
  if (uses.some(asksExplanation)) throw refusedInput('NESTED', 'an operation that asks explainAccess is not explained', '不说明包含 explainAccess 的操作')
  reading(() => refuseWrongDocuments(uses, desk))
  return { uses, purpose: reading(() => purposeOf(purpose)) }
}

function operationOf(text: string, variables: Readonly<Record<string, unknown>>, operationName: string | undefined, { schema }: Desk): Operation {
  const operation = readOperation(schema, text, variables, operationName)
  if (!('errors' in operation)) return operation
  throw hubError('GRAPHQL_VALIDATION_FAILED', operation.errors.map(({ message }) => message).join('; ').slice(0, MESSAGE_MAX))
}

function variablesOf(given: unknown): Record<string, unknown> {
  if (given === undefined || given === null) return {}
  if (typeof given === 'object' && !Array.isArray(given)) return given as Record<string, unknown>
  throw refusedInput('OBJECT', 'it is no JSON object', '不是 JSON 对象', 'variables')
}

const MESSAGE_MAX = 400

// What is wrong with the question explained is told as its own fault and not as one of the question around it.
function reading<Read>(work: () => Read): Read {
  try {
    return work()
  } catch (error) {
    const { message, extensions } = error as { message: string; extensions?: { faults?: unknown; messageZh?: unknown } }
    const code = codeOf(error)
    if (code === null || extensions?.messageZh !== undefined) throw error
    const given = (Array.isArray(extensions?.faults) ? extensions.faults : []) as readonly { argument: string; check: string }[]
    const faults = given.map(({ argument, check }) => ({ argument, check, en: `the ${check} check failed`, zh: `未通过 ${check} 校验` }))
    throw actError(code, `the operation explained: ${message.slice(0, MESSAGE_MAX)}`, '被说明的操作有误', { faults })
  }
}

function refusedInput(check: string, en: string, zh: string, argument = 'operation') {
  return inputError([{ argument, check, en, zh }])
}
