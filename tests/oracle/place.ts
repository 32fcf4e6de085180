import { eq } from 'drizzle-orm'
import { formatCaseNumber } from '#platform/identifiers'
import type { Database } from '#platform/db'
import { codeOf } from '../../seeds/agencies.ts'
import { documentOf } from '../../seeds/documents.ts'
import { matterOf } from '../../seeds/matters.ts'
import { creditCode } from '../../seeds/numbers.ts'
import { DISTRICT } from '../../seeds/places.ts'
import { load as loadCases } from '../../subgraphs/cases/commands.ts'
import { caseAgency, caseParty, caseRecord } from '../../subgraphs/cases/tables.ts'
import * as tables from '../../subgraphs/catalogue/tables.ts'
import { protectedPerson } from '../../subgraphs/population/tables.ts'
import { keyOfExample } from './people.ts'
import type { Grant, Situation } from './situation.ts'

/** The case of a situation as it stands in the library. */
export interface OwnCase {
  readonly caseNo: string
  readonly matter: string
  readonly subject: string | null
  readonly parties: readonly string[]
}

/** A situation in a running hub: an agency, a system and a case of its own, so that nothing of another is remembered. */
export interface Placed {
  readonly agency: string
  readonly ownCase: OwnCase
  /** Claims of the token; `null` for a caller without one. */
  readonly claims: Readonly<Record<string, unknown>> | null
  readonly purpose: { readonly matter: string; readonly case?: string } | null
}

/** Takes a situation's case out again, so that the lists of those who come often stay short. */
export async function remove(db: Database, { ownCase: { caseNo } }: Placed): Promise<void> {
  await db.orm.delete(caseParty).where(eq(caseParty.caseNo, caseNo))
  await db.orm.delete(caseAgency).where(eq(caseAgency.caseNo, caseNo))
  await db.orm.delete(caseRecord).where(eq(caseRecord.caseNo, caseNo))
}

const OTHER = codeOf('tax')
const PROVIDER = codeOf('public-security')
const FIRST_CASE = 500_000

/** Slug of a matter of the seeds by its code. */
const slugs = new Map(['residence-permit', 'old-age-allowance'].map((slug) => [matterOf(slug).code, slug]))

/** Writes a situation into the libraries. `turn` tells it from every other. */
export async function place(db: Database, situation: Situation, turn: number): Promise<Placed> {
  const agency = creditCode('11', '990101', `8${String(turn).padStart(7, '0')}`)
  const ownCase = caseOf(situation, turn)
  await protect(db, situation, agency)
  await register(db, situation, agency, turn)
  await loadCases(db, caseRows(situation, ownCase, agency))
  return { agency, ownCase, claims: claimsOf(situation, agency, turn), purpose: purposeOf(situation, ownCase) }
}

const numberOfCase = (matter: string, sequence: number) => formatCaseNumber({ implementationCode: matter, date: '2026-02-25', sequence })

function caseOf({ case: { matter, kind, parties } }: Situation, turn: number): OwnCase {
  const keys = parties.map(({ who }) => keyOfExample(who))
  return { caseNo: numberOfCase(matter, FIRST_CASE + turn), matter, subject: kind === 'ROSTER' ? null : (keys[0] ?? null), parties: keys }
}

function purposeOf({ purpose }: Situation, { caseNo }: OwnCase): Placed['purpose'] {
  if (purpose === null) return null
  const { matter } = purpose
  if (purpose.case === null) return { matter }
  return { matter, case: purpose.case === 'own' ? caseNo : numberOfCase(matter, 999_999) }
}

async function protect(db: Database, { protections }: Situation, agency: string): Promise<void> {
  await db.orm.delete(protectedPerson)
  if (protections.length === 0) return
  await db.orm.insert(protectedPerson).values(protections.map(({ who, grade, namesUs, items }) => ({
    subject: keyOfExample(who), grade, agencies: namesUs ? [agency] : [OTHER], items: [...items],
  })))
}

/**
 * The agency, its system and its grants. The version of the catalogue stays as it is, or every question would read the whole of
 * it anew: nobody remembers anything of an agency that nobody has heard of.
 */
async function register(db: Database, { caller, grants }: Situation, agency: string, turn: number): Promise<void> {
  const id = consumerOf(turn)
  await db.orm.insert(tables.agency).values({ creditCode: agency, name: '示例单位', division: DISTRICT.code, regions: [DISTRICT.code] })
  if (caller.registration !== 'UNKNOWN' && caller.kind !== 'ANONYMOUS') {
    const state = caller.registration === 'SUSPENDED' ? 'SUSPENDED' : 'ACTIVE'
    await db.orm.insert(tables.consumer).values({ id, name: '示例系统', state, personas: [] })
    await db.orm.insert(tables.registration).values({ consumer: id, agency: caller.registration === 'OTHER_AGENCY' ? OTHER : agency, state: 'ACTIVE' })
  }
  const items = grants.flatMap((grant, at) => grant.items.map(({ item, disclosure, arguments: allowed }) => ({ grantId: `${id}-${at}`, item, disclosure, ...(allowed === null ? {} : { arguments: allowed }) })))
  if (grants.length > 0) await db.orm.insert(tables.accessGrant).values(grants.map((grant, at) => grantRow(grant, `${id}-${at}`, agency)))
  if (items.length > 0) await db.orm.insert(tables.accessGrantItem).values(items)
}

const consumerOf = (turn: number) => `sys-oracle-${turn}`

const grantRow = ({ items: _items, revoked, binding, ...grant }: Grant, id: string, agency: string) => ({
  id, version: 1, consumer: agency, provider: PROVIDER,
  matters: [...grant.matters], agencyRoles: [...grant.agencyRoles], regions: [...grant.regions],
  // A copy, since a random object has no prototype, which drizzle asks for.
  binding: binding.kind === 'CASE_PARTY' ? { ...binding, roles: [...binding.roles] } : { ...binding },
  validFrom: grant.validFrom, validTo: grant.validTo,
  ...(revoked ? { revokedAt: new Date('2026-02-01T00:00:00Z') } : {}),
  legalBasis: '示例', approvedBy: 'op-approver-public-security', approvedOn: '2025-12-20',
})

function caseRows({ case: given }: Situation, { caseNo, subject, parties }: OwnCase, agency: string): Parameters<typeof loadCases>[1] {
  return {
    cases: [{
      caseNo, subject, slice: given.matter, kind: given.kind as 'APPLICATION', state: given.state, division: given.division, handlingDivision: given.division,
      basicCode: matterOf(slugs.get(given.matter) ?? '').basicCode,
      evidence: given.proven ? 'CARD_READ' : 'NONE',
      appliedAt: new Date('2026-02-26T01:00:00Z'),
      handedOverBy: given.state !== '92' ? null : given.handedOverBy === 'us' ? agency : OTHER,
    }],
    agencies: [
      ...given.roles.map((role) => ({ caseNo, agency, role: role as 'DECIDING' })),
      { caseNo, agency: OTHER, role: 'DECIDING' as const },
    ],
    parties: given.parties.map(({ who, role }, at) => ({
      caseNo, ordinal: at + 1, subject: parties[at] ?? '', role: role as 'APPLICANT', name: '示例', subjectKind: documentOf(who).type === '001' ? 'ORGANISATION' as const : 'PERSON' as const,
    })),
    materials: [], processes: [], results: [],
  }
}

function claimsOf({ caller }: Situation, agency: string, turn: number): Placed['claims'] {
  if (caller.kind === 'ANONYMOUS') return null
  const { zone, assurance, operator, represents, mandate } = caller
  return {
    client_id: consumerOf(turn), agency, zone, assurance, operator: 'op-oracle',
    ...(operator === null ? {} : { operator_document: documentOf(operator) }),
    ...(caller.kind === 'DEPARTMENT' ? {} : { subject: documentOf(represents) }),
    ...(caller.kind === 'MANDATE' ? { mandate: { matters: mandate, until: '2026-12-31' } } : {}),
  }
}
