import { Kind, type OperationDefinitionNode, parse } from 'graphql'
import type { ShareClass } from '#platform/contract'
import type { Basis, Circumstances } from './basis.ts'
import { type Decision, decide, type DecisionTools } from './decide.ts'
import type { Caller, Facts } from './facts.ts'
import { holdingsOf, merge } from './holdings.ts'
import { rememberUse } from './searches.ts'
import { type Use, unboundUsesOf } from './uses.ts'

/** What an entry of the record says of who asked and why. */
export interface RecordedCaller {
  readonly consumer: string
  readonly agency: string
  readonly agencyRoles: readonly string[]
  readonly operator: string
  readonly represented: string | null
  readonly zone: string
  /** Day of the entry, at the hub's place. */
  readonly day: string
  readonly matter: string | null
  readonly caseNo: string | null
}

/** Nobody's key: an operator who is known and close to nobody. */
const SOMEBODY = '-'

/** Takes a decision again by what was kept of it; pure, as it was the first time. */
export function replay(caller: RecordedCaller, basis: Basis, circumstances: Circumstances, tools: Pick<DecisionTools, 'schema' | 'items'>): Decision {
  const uses = usesFrom(basis, circumstances, tools)
  const facts = factsFrom(caller, basis, circumstances)
  const decision = decide(uses, facts, { ...tools, keyOf: (_type, key) => key, idKey: Buffer.alloc(32) })
  return basis.holdings === true ? { ...decision, ...merge(decision, holdingsOf(facts, tools.items)) } : decision
}

/** The question again: its text gives the tree, its notes what the text does not tell. */
function usesFrom({ question, operation, uses: notes }: Basis, { named = [] }: Circumstances, { schema, items }: Pick<DecisionTools, 'schema' | 'items'>): readonly Use[] {
  const document = parse(`${operation} ${question}`, { noLocation: true })
  const definition = document.definitions.find((each) => each.kind === Kind.OPERATION_DEFINITION) as OperationDefinitionNode
  const root = schema.getRootType(definition.operation)
  if (!root) return []
  const trees = unboundUsesOf(definition, root, { schema, items, fragments: new Map(), variables: {} })
  let place = -1
  const noted = (use: Use): Use => {
    place += 1
    const note = notes[place] ?? {}
    const made = { ...use, args: note.args ?? {}, children: use.children.map(noted) }
    const at = trees.indexOf(use)
    rememberUse(made, {
      searched: (note.searched ?? []).flatMap((coordinate) => items.get(coordinate) ?? []),
      named: at === -1 ? [] : named.flatMap(([root, subject, person]) => (root === at ? [{ subject, person }] : [])),
    })
    return made
  }
  return trees.map(noted)
}

function factsFrom(recorded: RecordedCaller, basis: Basis, circumstances: Circumstances): Facts {
  const { parties = [], kin = [], protected: guarded = [], aliases = [] } = circumstances
  const { caseFacts, published, slices } = basis
  return {
    caller: callerFrom(recorded, basis, circumstances),
    purpose: recorded.matter === null ? null : { matter: recorded.matter, caseNo: recorded.caseNo, reason: null },
    caseFacts: caseFacts && {
      ...caseFacts, agencyRoles: recorded.agencyRoles, region: null, category: null, expiresAt: null,
      parties: parties.map(([subject, role]) => ({ subject, role })),
    },
    matter: basis.matter,
    matters: new Map(),
    caseTerms: null,
    grants: basis.grants,
    classGrants: basis.classGrants,
    exhausted: new Set(basis.exhausted),
    regionOverride: basis.regionLifted ? { id: '' } : null,
    kin: kin.map(([subject, related, kind]) => ({ subject, related, kind })),
    aliases: new Map(aliases),
    protected: new Map(guarded.map(([subject, grade, agencies, items]) => [subject, { subject, grade, agencies, items }])),
    published: {
      of(item) {
        const entry = published[item.coordinate] ?? null
        return entry && { ...item, share: entry[0] as ShareClass, open: entry[1] }
      },
      inSlice: (item) => (slices[item] ?? null) as ShareClass | null,
      entries: () => [],
    },
    today: circumstances.today ?? recorded.day,
  }
}

function callerFrom({ consumer, agency, operator, represented, zone }: RecordedCaller, { caller }: Basis, { operatorKey }: Circumstances): Caller {
  const { assurance, personas, fault, knownOperator, mandateMatters } = caller
  return {
    consumer, agency, operator, zone: zone as Caller['zone'], assurance, personas, fault,
    operatorKey: operatorKey ?? (knownOperator ? SOMEBODY : null),
    represented: represented === null ? null : { subject: represented, mandateMatters },
  }
}

/** A decision in the words of the record. */
export interface Outcome {
  readonly released: readonly string[]
  readonly refused: readonly string[]
  readonly searched: readonly string[]
  readonly grants: readonly string[]
}

/** What an entry and its decision taken again differ in; empty where they are the same. */
export function differences(entry: Outcome, decision: Decision, { nothing = false }: Circumstances): string[] {
  const again: Outcome = {
    released: nothing ? [] : [...decision.released].map(([item, disclosure]) => `${item}=${disclosure}`),
    refused: [...new Set(decision.refusals.map(({ coordinate, reason }) => `${coordinate}=${reason}`))],
    searched: nothing ? [] : [...decision.searched],
    grants: nothing ? [] : [...decision.grants].map(({ id, version }) => `${id}@${version}`),
  }
  return (Object.keys(again) as (keyof Outcome)[]).flatMap((name) => {
    const then = [...entry[name]].filter(decided).sort().join(', ')
    const now = [...again[name]].sort().join(', ')
    return then === now ? [] : [`${name}: recorded ${then || 'none'}; taken again ${now || 'none'}`]
  })
}

// What the contract tells of itself, a limit of claims, and leave to go beyond regions are no part of this decision.
function decided(said: string): boolean {
  return !said.includes('.__') && !said.endsWith('=RATE_LIMITED') && !said.startsWith('region-override:')
}
