import type { AccessPlan, Actor, Disclosure, LiveCase, NamedMatter, Rights } from '../access.ts'

type Pairs<Value> = readonly (readonly [string, Value])[]

/** An access plan as JSON. Maps are lists of pairs, so that no key of anybody becomes the name of a member. */
export interface TravellingPlan {
  readonly agency: string
  readonly personas: readonly string[]
  readonly actor: Actor
  readonly matters: readonly NamedMatter[]
  readonly liveCase: LiveCase | null
  readonly grants: Pairs<string>
  readonly common: Pairs<Disclosure>
  readonly classes: readonly Pairs<Disclosure>[]
  readonly subjects: Pairs<number>
  /** Other keys that the question names, each with the subject's own. */
  readonly aliases: Pairs<string>
  /** base64url; empty where nothing asks for `Person.id`. */
  readonly idKey: string
  /** Every subject who must not exist for this caller. */
  readonly sealed: readonly string[]
  readonly router: boolean
  readonly countedTypes: readonly string[]
  readonly today: string
}

/**
 * Packs a plan for a library on another host.
 *
 * @param asksForIds whether the hop can ask for `Person.id`; else the key that makes ids stays at home
 */
export function packPlan(plan: AccessPlan, asksForIds: boolean): TravellingPlan {
  return {
    agency: plan.agency,
    personas: plan.personas,
    actor: plan.actor,
    matters: [...plan.matters.values()],
    liveCase: plan.liveCase,
    grants: plan.grants,
    common: [...plan.common],
    classes: plan.classes.map((rights) => [...rights]),
    subjects: [...plan.subjects],
    aliases: [...plan.aliases],
    idKey: asksForIds ? plan.idKey.toString('base64url') : '',
    sealed: plan.sealedSubjects(),
    router: plan.router,
    countedTypes: [...plan.countedTypes],
    today: plan.today,
  } satisfies Record<Exclude<keyof AccessPlan, 'read' | 'sealedSubjects'>, unknown>
}

/**
 * Unpacks what {@link packPlan} packed. Every member is checked, since a router of another version may have packed it.
 *
 * @throws TypeError where a member is absent or of another kind; a plan is never filled up by a default
 */
export function unpackPlan(given: unknown): AccessPlan {
  const plan = record(given)
  const classes = list(plan['classes']).map(rightsFrom)
  const sealed = new Set(list(plan['sealed']).map(text))
  return {
    agency: text(plan['agency']),
    personas: list(plan['personas']).map(text),
    actor: actorFrom(plan['actor']),
    matters: new Map(list(plan['matters']).map(matterFrom).map((matter) => [matter.code, matter])),
    liveCase: plan['liveCase'] === null ? null : caseFrom(plan['liveCase']),
    grants: pairs(plan['grants']).map(([item, grant]) => [item, text(grant)]),
    common: rightsFrom(plan['common']),
    classes,
    subjects: new Map(pairs(plan['subjects']).map(([subject, index]) => [subject, placeIn(classes, index)])),
    aliases: new Map(pairs(plan['aliases']).map(([alias, subject]) => [alias, text(subject)])),
    idKey: Buffer.from(text(plan['idKey']), 'base64url'),
    sealed: (subject) => sealed.has(subject),
    sealedSubjects: () => [...sealed],
    router: truth(plan['router']),
    countedTypes: new Set(list(plan['countedTypes']).map(text)),
    read: new Set(),
    today: text(plan['today']),
  }
}

function actorFrom(given: unknown): Actor {
  const { consumer, operator, represented, inPerson, byMandate, session } = record(given)
  const actor: Actor = { consumer: text(consumer), operator: text(operator), represented: textOrNull(represented), inPerson: truth(inPerson), byMandate: truth(byMandate) }
  return session === undefined ? actor : { ...actor, session: text(session) }
}

function matterFrom(given: unknown): NamedMatter {
  const matter = record(given)
  return {
    code: text(matter['code']),
    basicCode: text(matter['basicCode']),
    name: text(matter['name']),
    agency: text(matter['agency']),
    jointAgencies: list(matter['jointAgencies']).map(text),
    entrustedAgencies: list(matter['entrustedAgencies']).map(text),
    division: text(matter['division']),
    handleScope: textOrNull(matter['handleScope']),
    afterDecisionDays: count(matter['afterDecisionDays']),
    inUse: truth(matter['inUse']),
  }
}

function caseFrom(given: unknown): LiveCase {
  const { caseNo, kind, matter, agency, endsOn } = record(given)
  const [about, asks] = [record(matter), record(agency)]
  return {
    caseNo: text(caseNo),
    kind: text(kind),
    matter: { code: text(about['code']), name: text(about['name']) },
    agency: { code: text(asks['code']), name: textOrNull(asks['name']) },
    endsOn: textOrNull(endsOn),
  }
}

function rightsFrom(given: unknown): Rights {
  return new Map(pairs(given).map(([item, disclosure]) => [item, disclosureFrom(disclosure)]))
}

function disclosureFrom(given: unknown): Disclosure {
  if (given === 'CLEAR' || given === 'MASKED' || given === 'VERIFY') return given
  throw new TypeError('no disclosure')
}

function placeIn(classes: readonly Rights[], given: unknown): number {
  if (typeof given === 'number' && Number.isInteger(given) && given >= 0 && given < classes.length) return given
  throw new TypeError('no rights class')
}

function pairs(given: unknown): [string, unknown][] {
  return list(given).map((pair) => {
    const [name, value] = list(pair)
    return [text(name), value]
  })
}

function list(given: unknown): readonly unknown[] {
  if (Array.isArray(given)) return given
  throw new TypeError('no list')
}

function text(given: unknown): string {
  if (typeof given === 'string') return given
  throw new TypeError('no text')
}

function textOrNull(given: unknown): string | null {
  return given === null ? null : text(given)
}

function count(given: unknown): number {
  if (typeof given === 'number' && Number.isInteger(given) && given >= 0) return given
  throw new TypeError('no count')
}

function truth(given: unknown): boolean {
  if (typeof given === 'boolean') return given
  throw new TypeError('neither true nor false')
}

function record(given: unknown): Readonly<Record<string, unknown>> {
  if (given !== null && typeof given === 'object' && !Array.isArray(given)) return given as Readonly<Record<string, unknown>>
  throw new TypeError('no object')
}
