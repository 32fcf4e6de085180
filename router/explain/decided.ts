import { type Decision, type DecisionTools, laid, rule, type Ruling } from '../decision/decide.ts'
import type { Facts } from '../decision/facts.ts'
import { hasPart } from '../decision/case-rules.ts'
import { everyUse, type Use } from '../decision/uses.ts'

/** A question that has been decided, with all that was decided about it. */
export interface Decided {
  readonly uses: readonly Use[]
  readonly facts: Facts
  readonly ruling: Ruling
  readonly decision: Decision
  /** The same as if nobody's items were closed by protection, for what the answer would not tell: it must not be told here either. */
  readonly plain: Ruling
  /** Texts among the arguments of the question, by which slices are named. */
  readonly texts: ReadonlySet<string>
}

/** Decides a question as it would be decided if it were asked, and keeps what an explanation needs. Pure. */
export function decidedWith(uses: readonly Use[], given: Facts, tools: DecisionTools): Decided {
  const facts = ofOwnCase(given)
  const ruling = rule(uses, facts, tools)
  // Who must not exist for the caller stays unknown here too.
  const sealed = new Map([...facts.protected].filter(([, { grade }]) => grade === 'SEALED'))
  const plain = rule(uses, { ...facts, protected: sealed }, tools)
  return { uses, facts, ruling, decision: laid(uses, ruling), plain, texts: textsIn(uses) }
}

// Of a case in which the caller has no part an explanation must know as little as of one that there is not.
function ofOwnCase(facts: Facts): Facts {
  const { caller, caseFacts } = facts
  return caseFacts === null || hasPart(caller, caseFacts) ? facts : { ...facts, caseFacts: null, kin: [] }
}

function textsIn(uses: readonly Use[]): Set<string> {
  const found = new Set<string>()
  const open: unknown[] = [...everyUse(uses)].map(({ args }) => args)
  while (open.length > 0) {
    const next = open.pop()
    if (typeof next === 'string') found.add(next)
    else if (next !== null && typeof next === 'object') open.push(...(Object.values(next) as unknown[]))
  }
  return found
}
