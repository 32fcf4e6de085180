import { eq, isNotNull } from 'drizzle-orm'
import { formatCaseNumber } from '#platform/identifiers'
import type { Database } from '#platform/db'
import { codeOf } from '../../seeds/agencies.ts'
import { documentOf } from '../../seeds/documents.ts'
import { matterOf } from '../../seeds/matters.ts'
import { creditCode } from '../../seeds/numbers.ts'
import { DISTRICT } from '../../seeds/places.ts'
import { load as loadCases } from '../../subgraphs/cases/commands.ts'
import { caseAgency, caseParty, caseRecord } from '../../subgraphs/cases/tables.ts'
import { changing } from '../../subgraphs/catalogue/commands.changing.ts'
import * as tables from '../../subgraphs/catalogue/tables.ts'
import { matter } from '../../subgraphs/matters/tables.ts'
import { protectedPerson } from '../../subgraphs/population/tables.ts'
import { TODAY } from './facts.ts'
import { keyOfExample } from './people.ts'
import type { Grant, Situation } from './situation.ts'

/** The case of a situation as it stands in the library. */
export interface OwnCase {
  readonly caseNo: string
  readonly matter: string
  readonly kind: string
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
  /** Whether grants for a class of agencies were written, which every agency hears of. */
  readonly shared: boolean
}

/** Takes a situation's case out again, so that the lists of those who come often stay short. */
export async function remove(db: Database, { ownCase: { caseNo }, shared }: Placed): Promise<void> {
  await db.orm.delete(caseParty).where(eq(caseParty.caseNo, caseNo))
  await db.orm.delete(caseAgency).where(eq(caseAgency.caseNo, caseNo))
  await db.orm.delete(caseRecord).where(eq(caseRecord.caseNo, caseNo))
  if (!shared) return
  await db.orm.delete(tables.accessGrant).where(isNotNull(tables.accessGrant.classBasicCode))
  await tellOfChange(db)
}

/** A new version of the catalogue, in which nothing else is new. */
const tellOfChange = (db: Database) => changing(db, async () => {})

/** Who implements the matter: this agency, or another. */
async function implement(db: Database, { purpose, implements: ours }: Situation, agency: string): Promise<void> {
  if (purpose !== null) await db.orm.update(matter).set({ agency: ours ? agency : OTHER }).where(eq(matter.code, purpose.matter))
}

/** Leave to go beyond regions, in force now or over. */
async function lift(db: Database, when: 'NOW' | 'OVER', agency: string, { caseNo }: OwnCase): Promise<void> {
  const [from, until] = when === 'NOW' ? ['2026-03-01', '2026-03-04'] : ['2026-02-20', '2026-02-22']
  await db.orm.insert(tables.regionOverride).values({
    id: caseNo, consumerAgency: agency, caseNo, reason: '示例', validFrom: new Date(`${from}T00:00:00Z`), validUntil: new Date(`${until}T00:00:00Z`),
    agency: OTHER, consumer: 'sys-sharing-authority', operator: 'op-oracle',
  })
}

const OTHER = codeOf('tax')
const PROVIDER = codeOf('public-security')
const FIRST_CASE = 500_000

/** Slug of a matter of the seeds by its code. */
const slugs = new Map(['residence-permit', 'old-age-allowance', 'startup-subsidy'].map((slug) => [matterOf(slug).code, slug]))

/** Writes a situation into the libraries. `turn` tells it from every other. */
export async function place(db: Database, situation: Situation, turn: number): Promise<Placed> {
  const agency = creditCode('11', '990101', `8${String(turn).padStart(7, '0')}`)
  const ownCase = caseOf(situation, turn)
  await protect(db, situation, agency)
  await register(db, situation, agency, turn)
  await loadCases(db, caseRows(situation, ownCase, agency))
  await implement(db, situation, agency)
  if (situation.override !== null) await lift(db, situation.override, agency, ownCase)
  const shared = situation.grants.some(({ toClass }) => toClass !== null)
  if (shared) await tellOfChange(db)
  return { agency, ownCase, claims: claimsOf(situation, agency, turn), purpose: purposeOf(situation, ownCase), shared }
}

const numberOfCase = (matter: string, sequence: number) => formatCaseNumber({ implementationCode: matter, date: '2026-02-25', sequence })

function caseOf({ case: { matter, kind, parties } }: Situation, turn: number): OwnCase {
  const keys = parties.map(({ who }) => keyOfExample(who))
  return { caseNo: numberOfCase(matter, FIRST_CASE + turn), matter, kind, subject: kind === 'ROSTER' ? null : (keys[0] ?? null), parties: keys }
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
  const usedUp = grants.flatMap(({ quota }, at) => (quota === 'USED_UP' ? [{ grantId: `${id}-${at}`, day: TODAY, used: 1 }] : []))
  if (usedUp.length > 0) await db.orm.insert(tables.quotaUse).values(usedUp)
  if (items.length > 0) await db.orm.insert(tables.accessGrantItem).values(items)
}

const consumerOf = (turn: number) => `sys-oracle-${turn}`

function grantRow({ matters, agencyRoles, regions, binding, revoked, toClass, quota, validFrom, validTo }: Grant, id: string, agency: string) {
  return {
    id, version: 1, validFrom, validTo, provider: PROVIDER,
    ...(toClass === null
      ? { consumer: agency, matters: [...matters] }
      : { consumer: '', classBasicCode: basicCode(matters[0] ?? ''), classRegion: toClass, matters: matters.map(basicCode) }),
    agencyRoles: [...agencyRoles], regions: [...regions],
    // A copy, since a random object has no prototype, which drizzle asks for.
    binding: binding.kind === 'CASE_PARTY' ? { ...binding, roles: [...binding.roles] } : { ...binding },
    ...(quota === null ? {} : { quotaPerDay: quota === 'USED_UP' ? 1 : 1_000 }),
    ...(revoked ? { revokedAt: new Date('2026-02-01T00:00:00Z') } : {}),
    legalBasis: '示例', approvedBy: 'op-approver-public-security', approvedOn: '2025-12-20',
  }
}

const basicCode = (code: string) => matterOf(slugs.get(code) ?? '').basicCode

function caseRows({ case: given }: Situation, { caseNo, subject, parties }: OwnCase, agency: string): Parameters<typeof loadCases>[1] {
  return {
    cases: [{
      caseNo, subject, slice: given.matter, kind: given.kind as 'APPLICATION', state: given.state, division: given.division, handlingDivision: given.division,
      basicCode: basicCode(given.matter),
      evidence: given.proven ? 'CARD_READ' : 'NONE',
      appliedAt: new Date('2026-02-26T01:00:00Z'),
      confirmedBy: given.confirmed ? 'op-second' : null,
      expiresAt: given.expires === null ? null : new Date(given.expires === 'OVER' ? '2026-02-28T00:00:00Z' : '2026-03-09T00:00:00Z'),
      decidedAt: given.decidedOn === null ? null : new Date(`${given.decidedOn}T04:00:00Z`),
      handedOverBy: given.state !== '92' ? null : given.handedOverBy === 'us' ? agency : OTHER,
    }],
    agencies: [
      ...given.roles.map((role) => ({ caseNo, agency, role: role as 'DECIDING', step: role === 'JOINT' && given.step ? '核验' : null })),
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
