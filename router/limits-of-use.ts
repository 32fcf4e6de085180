import type { Log } from '#platform/log'
import type { Clock } from '#platform/clock'
import type { RaisedAlert } from '../subgraphs/audit/index.ts'
import type { CatalogueUse, Claimant } from '../subgraphs/catalogue/index.ts'
import { alertsOf } from './alerts.ts'
import type { Decision } from './decision/decide.ts'
import type { Facts } from './decision/facts.ts'
import { released } from './decision/quota.ts'
import type { Ran } from './program.ts'
import type { Need, QuotaCounter } from './quota.ts'

/** A decision, and whether it refuses the question whole. */
export interface Decided {
  readonly decision: Decision
  /** Whoever a claim is about that may be compared. */
  readonly claimed: ReadonlySet<string>
  readonly rejected: boolean
}

/** What a question came to within its limits, before it is recorded and told. */
export interface Outcome extends Decided {
  readonly facts: FactsOfVersion
  readonly ran: Ran
  /** Nothing of it may be told: too many claims were wrong. */
  readonly tooManyMisses: boolean
  readonly alerts: readonly RaisedAlert[]
}

type FactsOfVersion = Facts & { readonly version: number }

interface Tools {
  readonly use: CatalogueUse
  readonly quota: QuotaCounter
  readonly clock: Clock
  readonly log: Log
}

/** What a question comes to that is refused whole. */
const NOTHING: Ran = { data: 'null', errors: [], hops: [], rows: 0, verdicts: 0, misses: 0, conclusions: [] }

/**
 * Holds one question to what may be used in a day: subjects under the quota of a grant, and wrong claims of an operator in a case.
 *
 * Both are counted before anything is told, and where they cannot be counted nothing is. A quota is counted when it is known whom
 * the answer is about: of each grant all or nothing, and without a grant that is used up the question is decided anew. Of claims
 * one is counted before they are compared, so that nobody learns by asking many at once, and the rest after.
 */
export class LimitsOfUse {
  readonly #tools: Tools
  readonly #facts: FactsOfVersion
  readonly #taken = new Map<string, Need>()
  /** Grants whose quota was asked for, so that one that is used up is told whether or not there is a row. */
  readonly #asked = new Set<string>()
  #needs: readonly Need[] = []

  constructor(tools: Tools, facts: FactsOfVersion) {
    this.#tools = tools
    this.#facts = facts
  }

  /**
   * @param decide decides the question by some facts
   * @param run runs what a decision keeps
   * @throws LIBRARY_UNAVAILABLE where a count cannot be had
   */
  async within(decide: (facts: Facts) => Decided, run: (decision: Decision) => Ran | PromiseLike<Ran>): Promise<Outcome> {
    const { use, quota } = this.#tools
    let facts = { ...this.#facts, exhausted: quota.exhausted(this.#facts.today) }
    let decided = decide(facts)
    const claimant = decided.rejected || decided.decision.compared.length === 0 ? null : claimantOf(facts)
    const claim = claimant === null ? null : await use.beginClaim(claimant)
    if (claimant !== null && claim === null) return { ...decided, facts, ran: NOTHING, tooManyMisses: true, alerts: [] }
    let ran = await runOnce(decided, run)
    for (let short = await this.#count(decided, ran); short.size > 0; short = await this.#count(decided, ran)) {
      facts = { ...facts, exhausted: new Set([...facts.exhausted, ...short]) }
      const acted = decided.decision.kept.some(({ type }) => type === 'Mutation')
      decided = acted ? untold(decided) : decide(facts)
      ran = acted ? NOTHING : await runOnce(decided, run)
    }
    const settled = claim === null || claimant === null ? null : await use.settleClaim(claimant, claim, ran.misses)
    const tooManyMisses = settled?.within === false
    if (tooManyMisses) this.#needs = []
    const alerts = alertsOf({ facts, plan: decided.decision.plan, claimed: decided.claimed, told: !decided.rejected && !tooManyMisses, limitReached: settled?.reached === true, now: this.#tools.clock.now() })
    return { ...decided, facts, ran: tooManyMisses ? NOTHING : ran, tooManyMisses, alerts }
  }

  /** Gives back what was counted and is not needed. What cannot be given back stays counted. */
  async settle(): Promise<void> {
    const over = [...this.#taken.values()].flatMap(({ grant, subjects }) => {
      const needed = this.#needs.find((need) => need.grant.id === grant.id)?.subjects ?? 0
      return subjects > needed ? [{ grant, subjects: subjects - needed }] : []
    })
    if (over.length > 0) await this.#giveBack(over)
  }

  /** Gives back all of it, since nothing was told. */
  async takeBack(): Promise<void> {
    this.#needs = []
    await this.settle()
  }

  /** Counts what an answer needs beyond what was counted for it; gives the grants whose quota is not enough. */
  async #count({ decision, claimed }: Decided, ran: Ran): Promise<ReadonlySet<string>> {
    const { plan, counted } = decision
    const told = ran === NOTHING ? NOBODY : plan.read
    const compared = ran.verdicts === 0 ? NOBODY : claimed
    this.#needs = counted.map((each) => ({ grant: each.grant, subjects: released(each, plan, told, compared) }))
    const more = this.#needs.map(({ grant, subjects }) => ({ grant, subjects: subjects - (this.#taken.get(grant.id)?.subjects ?? 0) }))
    const asked = ran === NOTHING ? [] : more.filter(({ grant, subjects }) => subjects > 0 || !this.#asked.has(grant.id)).map(({ grant, subjects }) => ({ grant, subjects: Math.max(0, subjects) }))
    if (asked.length === 0) return NOBODY
    for (const { grant } of asked) this.#asked.add(grant.id)
    const short = await this.#tools.quota.take(asked, this.#facts.today)
    for (const { grant, subjects } of more) {
      if (subjects > 0 && !short.has(grant.id)) this.#taken.set(grant.id, { grant, subjects: subjects + (this.#taken.get(grant.id)?.subjects ?? 0) })
    }
    return short
  }

  async #giveBack(needs: readonly Need[]): Promise<void> {
    try {
      await this.#tools.quota.giveBack(needs, this.#facts.today)
    } catch (error) {
      this.#tools.log.fault('', error)
    }
  }
}

const NOBODY: ReadonlySet<string> = new Set()

function runOnce({ decision, rejected }: Decided, run: (decision: Decision) => Ran | PromiseLike<Ran>): Ran | PromiseLike<Ran> {
  return rejected ? NOTHING : run(decision)
}

/** What a change came to whose payload no quota is left for: it was made, and is not told. */
function untold({ decision, rejected, claimed }: Decided): Decided {
  const refusals = decision.kept.map(({ key, coordinate }) => ({ path: [key], reason: 'QUOTA_EXHAUSTED' as const, coordinate, item: undefined }))
  return {
    rejected, claimed,
    decision: { ...decision, refusals: [...decision.refusals, ...refusals], grants: new Set(), released: new Map(), searched: new Set(), limited: [], used: [], counted: [] },
  }
}

function claimantOf({ caller, purpose }: Facts): Claimant | null {
  if (purpose === null || purpose.caseNo === null) return null
  const nobody = caller.operator === 'UNATTENDED' ? `UNATTENDED ${caller.consumer}` : caller.operator
  return { operator: caller.represented?.subject ?? nobody, caseNo: purpose.caseNo }
}
