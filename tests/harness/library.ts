import { parse } from 'graphql'
import type { AccessPlan, Actor, Disclosure, LiveCase, NamedMatter, Rights } from '#platform/access'
import type { Clock } from '#platform/clock'
import type { Subgraph } from '#platform/subgraph'

/** The tests' today; seeds and stories are told on this day. */
export const TODAY = '2026-03-02'
export const testClock: Clock = { now: () => Date.parse(`${TODAY}T09:00:00+08:00`) }

/** Rights from `{ 'Person.name': 'CLEAR' }`. */
function rights(items: Record<string, Disclosure>): Rights {
  return new Map(Object.entries(items))
}

/** An access plan as the router would hand it to a library; by default nothing is granted to anybody. */
export function planOf(given: {
  common?: Record<string, Disclosure>
  classes?: Record<string, Disclosure>[]
  subjects?: Record<string, number>
  aliases?: Record<string, string>
  sealed?: readonly string[]
  personas?: readonly string[]
  agency?: string
  actor?: Partial<Actor>
  matters?: readonly NamedMatter[]
  liveCase?: LiveCase | null
  grants?: AccessPlan['grants']
  router?: boolean
  countedTypes?: readonly string[]
}): AccessPlan {
  return {
    agency: given.agency ?? '11990000000000019A',
    personas: given.personas ?? [],
    actor: { consumer: 'sys-test', operator: 'op-test', represented: null, inPerson: false, byMandate: false, ...given.actor },
    matters: new Map((given.matters ?? []).map((matter) => [matter.code, matter])),
    liveCase: given.liveCase ?? null,
    grants: given.grants ?? [],
    common: rights(given.common ?? {}),
    classes: (given.classes ?? []).map(rights),
    subjects: new Map(Object.entries(given.subjects ?? {})),
    aliases: new Map(Object.entries(given.aliases ?? {})),
    idKey: Buffer.alloc(32, 7),
    sealed: (subject) => (given.sealed ?? []).includes(subject),
    sealedSubjects: () => given.sealed ?? [],
    router: given.router ?? false,
    countedTypes: new Set(given.countedTypes ?? []),
    read: new Set(),
    today: TODAY,
  }
}

/** Asks one library a question under a plan, as one hop of a request. */
export async function ask(library: Subgraph, plan: AccessPlan, question: string, variables: Record<string, unknown> = {}) {
  return library.open(plan)({ document: parse(question), variables })
}

/** Entities of other libraries enter by representation; this asks for some of them. */
export function askEntities(library: Subgraph, plan: AccessPlan, selection: string, representations: readonly object[]) {
  const question = `query ($representations: [_Any!]!) { _entities(representations: $representations) { ${selection} } }`
  return ask(library, plan, question, { representations })
}
