import type { Disclosure } from '../../generated/operations.ts'
import { today } from '../../format.ts'

/** One item that is asked for. */
export interface Asked {
  readonly item: string
  readonly disclosure: Disclosure
  readonly arguments: string | null
}

/** An application as it is written; it has the members of the input of `submitApplication`, so that a draft is one of those. */
export interface Form {
  readonly items: readonly Asked[]
  readonly matters: readonly string[]
  /** Every agency that implements a matter in a region; `null` for one's own alone. */
  readonly consumerClass: { readonly basicCode: string; readonly region: string } | null
  readonly agencyRoles: readonly string[]
  readonly binding: { readonly kind: string; readonly roles?: readonly string[]; readonly of?: string; readonly kin?: string }
  readonly regions: readonly string[]
  readonly quotaPerDay: number | null
  readonly validFrom: string
  readonly validTo: string
  readonly legalBasis: string
  readonly scenario: string
}

export const PARTY_ROLES = ['APPLICANT', 'CO_APPLICANT', 'COUNTERPARTY', 'AGENT', 'GUARDIAN', 'LEGAL_REP', 'MEMBER', 'RIGHT_HOLDER', 'RESPONDENT'] as const
export const AGENCY_ROLES = ['RECEIVING', 'ACCEPTING', 'DECIDING', 'JOINT'] as const
export const KIN = ['spouse', 'minorChild', 'household'] as const
export const BINDINGS = ['CASE_PARTY', 'KIN', 'SELF', 'ANY'] as const

/** A class that is not said yet. */
export const NO_CLASS = { basicCode: '', region: '' }

const YEAR = 364

export const emptyForm = (): Form => ({
  items: [], matters: [], consumerClass: null, agencyRoles: ['DECIDING'], binding: { kind: 'CASE_PARTY', roles: ['APPLICANT'] }, regions: [], quotaPerDay: null,
  validFrom: today(), validTo: today(YEAR), legalBasis: '', scenario: '',
})

const text = (value: unknown, other: string) => (typeof value === 'string' ? value : other)
const texts = (value: unknown) => (Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : [])
const DISCLOSURES: readonly string[] = ['CLEAR', 'MASKED', 'VERIFY']

/** A form out of what was kept or drafted, whatever that is; what cannot be read is as in an empty one. */
export function formFrom(content: unknown): Form {
  const given = (content !== null && typeof content === 'object' ? content : {}) as Record<string, unknown>
  const empty = emptyForm()
  const ofClass = (given['consumerClass'] ?? null) as Record<string, unknown> | null
  const binding = (given['binding'] !== null && typeof given['binding'] === 'object' ? given['binding'] : empty.binding) as Record<string, unknown>
  return {
    items: (Array.isArray(given['items']) ? (given['items'] as unknown[]) : []).flatMap(askedFrom),
    matters: texts(given['matters']), consumerClass: ofClass === null ? null : { basicCode: text(ofClass['basicCode'], ''), region: text(ofClass['region'], '') }, agencyRoles: texts(given['agencyRoles']), regions: texts(given['regions']),
    binding: { kind: text(binding['kind'], 'CASE_PARTY'), roles: texts(binding['roles']), ...(typeof binding['of'] === 'string' ? { of: binding['of'] } : {}), ...(typeof binding['kin'] === 'string' ? { kin: binding['kin'] } : {}) },
    quotaPerDay: typeof given['quotaPerDay'] === 'number' ? given['quotaPerDay'] : null,
    validFrom: text(given['validFrom'], empty.validFrom), validTo: text(given['validTo'], empty.validTo), legalBasis: text(given['legalBasis'], ''), scenario: text(given['scenario'], ''),
  }
}

function askedFrom(value: unknown): Asked[] {
  const { item, disclosure, arguments: given } = (value ?? {}) as Record<string, unknown>
  if (typeof item !== 'string') return []
  return [{ item, disclosure: (DISCLOSURES.includes(String(disclosure)) ? disclosure : 'CLEAR') as Disclosure, arguments: typeof given === 'string' ? given : null }]
}

/** The input of `submitApplication`: of the binding only what belongs to its kind, and of a class a matter that is among those named. */
export function inputOf(form: Form) {
  const { matters } = form
  const consumerClass = form.consumerClass === null ? null : { ...form.consumerClass, basicCode: matters.includes(form.consumerClass.basicCode) ? form.consumerClass.basicCode : (matters[0] ?? '') }
  const { kind, roles = [], of = 'APPLICANT', kin = 'spouse' } = form.binding
  const binding = kind === 'CASE_PARTY' ? { kind, roles: [...roles] } : kind === 'KIN' ? { kind, of, kin } : { kind }
  return { ...form, items: form.items.map((each) => ({ ...each })), matters: [...matters], consumerClass, agencyRoles: [...form.agencyRoles], regions: [...form.regions], binding }
}
