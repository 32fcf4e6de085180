import type { CreditRows } from '../../subgraphs/credit/commands.ts'
import { codeOf } from '../agencies.ts'
import type { Random } from '../random.ts'
import type { Scenario } from '../scenarios/scenario.ts'
import { type Who, whoOf } from '../scenarios/who.ts'
import { aboutSubject, creditSource, decidedBy, kindOfSubject, namedSubject } from './credit-sources.ts'
import { addOrganisation, addPerson, type CreditDraft, evaluated, type NameOf } from './other-credit.ts'

type Everybody = ReadonlyMap<string, Who>

const IN_FORCE = '0'
const UNREPAIRED = '0'

/**
 * The scenarios' credit records, and some of other people and organisations. `caseNos` are those of cases by example.
 *
 * @param others by subject; without `nameOf` their decisions name nobody and the subjects themselves are not kept
 * @param first numbers of the first of the others, from which their record numbers follow
 */
export function creditRows(
  scenarios: readonly Scenario[], everybody: Everybody, caseNos: ReadonlyMap<string, string>,
  others: { readonly people: readonly string[]; readonly organisations: readonly string[]; readonly nameOf?: NameOf }, random: Random,
  first = { person: 0, organisation: 0 },
): Required<CreditRows> {
  const draft: CreditDraft = { listings: [], penalties: [], permits: [], commitments: [], evaluations: [], subjects: [], repairs: [] }
  const nameOf = others.nameOf ?? (() => undefined)
  for (const { number, credit } of scenarios) addCast(draft, `S${number}`, credit, everybody, caseNos)
  others.organisations.forEach((subject, at) => addOrganisation(draft, subject, first.organisation + at, random, nameOf))
  others.people.forEach((subject, at) => addPerson(draft, subject, first.person + at, random, nameOf))
  return draft
}

function addCast(
  draft: CreditDraft, prefix: string, credit: Scenario['credit'], everybody: Everybody, caseNos: ReadonlyMap<string, string>,
): void {
  const cast = new Map<string, Who>()
  const about = (kind: string, at: number, example: string) => {
    const who = whoOf(everybody, example)
    cast.set(who.subject, who)
    return aboutSubject(`${kind}-${prefix}-${at + 1}`, who.subject, who.kind === 'PERSON')
  }
  credit.listings?.forEach(({ who, docNo, authority, removedOn, validUntil, ...listing }, at) => {
    const own = about('L', at, who)
    draft.listings.push({
      ...own, ...listing, basisDocNo: docNo, authority: codeOf(authority), category: '03',
      validUntil: validUntil ?? null, removedOn: removedOn ?? null,
      repairState: UNREPAIRED, ...creditSource(authority, own.recordId, listing.includedOn),
    })
  })
  credit.permits?.forEach(({ who, authority, decidedOn, ...permit }, at) => {
    const own = about('X', at, who)
    draft.permits.push({
      ...own, ...subjectOf(everybody, who), ...permit, ...decidedBy(authority), kind: '1', certNo: null, decidedOn, validFrom: decidedOn,
      state: IN_FORCE, ...creditSource(authority, own.recordId, decidedOn),
    })
  })
  credit.penalties?.forEach(({ who, authority, fine, ...penalty }, at) => {
    const own = about('C', at, who)
    draft.penalties.push({
      ...own, ...subjectOf(everybody, who), ...penalty, ...decidedBy(authority), fineAmount: fine ?? null,
      state: IN_FORCE,
      repairState: UNREPAIRED, ...creditSource(authority, own.recordId, penalty.decidedOn),
    })
  })
  credit.commitments?.forEach(({ who, acceptedBy, forCase, ...commitment }, at) => {
    const own = about('N', at, who)
    draft.commitments.push({
      ...own, ...commitment, acceptedBy: codeOf(acceptedBy),
      case: forCase === undefined ? null : (caseNos.get(forCase) ?? null), ...creditSource(acceptedBy, own.recordId, commitment.committedOn),
    })
  })
  credit.evaluations?.forEach(({ who, ...evaluation }, at) => {
    const own = about('P', at, who)
    draft.evaluations.push({ ...own, ...evaluated(), ...evaluation, ...creditSource('development-reform', own.recordId, evaluation.evaluatedOn) })
  })
  ;[...cast.values()].forEach((who, at) => draft.subjects.push(subjectRow(`Z-${prefix}-${at + 1}`, who)))
}

function subjectOf(everybody: Everybody, example: string) {
  const { kind, subject, name, ...rest } = whoOf(everybody, example)
  if (kind === 'PERSON') return namedSubject(subject, true, name)
  const rep = whoOf(everybody, (rest as { organisation: { legalRep: string } }).organisation.legalRep)
  return namedSubject(subject, false, name, { name: rep.name, key: rep.subject })
}

function subjectRow(recordId: string, { kind, subject, name }: Who): CreditDraft['subjects'][number] {
  const person = kind === 'PERSON'
  return {
    ...aboutSubject(recordId, subject, person), name, kind: kindOfSubject(subject, person), registrationState: person ? null : '1',
    ...creditSource('development-reform', recordId, '2024-01-08'),
  }
}
