import { and, asc, desc, eq, getTableColumns, or, type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { Access } from '#platform/access'
import { type Database, planned, type PlannedRow, read, whole } from '#platform/db'
import { maskText } from '#platform/masks'
import { provenanceOf } from '#platform/provenance'
import { effectOf, REPAIRED, REVOKED, SERIOUS_DISHONESTY, TARGET } from './domain/codes.ts'
import { mayBeLegalRep } from './domain/legal-rep.ts'
import { statisticsQueries } from './queries.statistics.ts'
import { commitment, creditSubject, evaluation, listing, penalty, type PenaltyRow, permit, type PermitRow, repair } from './tables.ts'

type Keys = readonly string[]

/** Whose records are asked for; the two are shared under different classes and never mixed. */
export type Side = 'person' | 'organisation'

const TYPES = {
  person: {
    credit: 'PersonCredit', listing: 'PersonListing', permit: 'PersonPermit', penalty: 'PersonPenalty', commitment: 'PersonCommitment',
    repair: 'PersonCreditRepair',
  },
  organisation: {
    credit: 'LegalPersonCredit', listing: 'Listing', permit: 'AdministrativePermit', penalty: 'AdministrativePenalty',
    commitment: 'CreditCommitment', repair: 'CreditRepair',
  },
} as const

const EDGES = { person: 'Person.credit', organisation: 'LegalPerson.credit' } as const

/** The reading SQL of the credit library: one prepared statement per access path. */
export function queries(db: Database) {
  const statements = prepare(db)
  const parameters = (access: Access, side: Side, keys: Keys) => ({
    keys, naturalPerson: side === 'person', today: access.plan.today,
  })

  return {
    ...statisticsQueries(db),
    /** The keys to follow a subject's credit edges by, each withheld with its edge; `null` where credit is. Asks no table. */
    credit(access: Access, side: Side, subject: string) {
      if (access.disclosure(EDGES[side], { subject }) !== 'CLEAR') return null
      const edges = access.disclose<CreditEdges>(TYPES[side].credit, { subject, ...keyed(subject) })
      // A key is followed whole or not at all, also where only the masked form of what it leads to is granted.
      return { ...keyed(subject, (edge) => edges[edge] !== null), subject }
    },

    /** Listings in force, newest first. */
    async listings(access: Access, side: Side, subjects: Keys) {
      const rows = await read(statements.listings(access, TYPES[side].listing), parameters(access, side, subjects))
      return rows.map((row) => access.disclose(TYPES[side].listing, { ...row, provenance: provenanceOf(row) }))
    },

    /** Penalties that may still be shown, newest first. */
    async penalties(access: Access, side: Side, subjects: Keys) {
      const rows = await read(statements.penalties(access, TYPES[side].penalty), parameters(access, side, subjects))
      return rows.map((row) => access.disclose(TYPES[side].penalty, published(access, side, row)))
    },

    /** Commitments, newest first. */
    async commitments(access: Access, side: Side, subjects: Keys) {
      const rows = await read(statements.commitments(access, TYPES[side].commitment), parameters(access, side, subjects))
      return rows.map((row) => access.disclose(TYPES[side].commitment, { ...row, provenance: provenanceOf(row) }))
    },

    /** Permits that may still be shown, newest first. */
    async permits(access: Access, side: Side, subjects: Keys) {
      const rows = await read(statements.permits(access, TYPES[side].permit), parameters(access, side, subjects))
      return rows.map((row) => access.disclose(TYPES[side].permit, published(access, side, row)))
    },

    /** Repairs and objections about records that may still be shown: one about another would tell that it was there. */
    async repairs(access: Access, side: Side, subjects: Keys) {
      const rows = await read(statements.repairs(access, TYPES[side].repair), parameters(access, side, subjects))
      return rows.map((row) =>
        access.disclose(TYPES[side].repair, {
          ...row, applicantName: printed(side, row.applicantName), provenance: provenanceOf(row),
        }),
      )
    },

    /** The newest evaluation in force of each organisation. */
    async evaluations(access: Access, creditCodes: Keys) {
      const rows = await read(statements.evaluations(access), parameters(access, 'organisation', creditCodes))
      return rows.map((row) => access.disclose('CreditEvaluation', { ...row, provenance: provenanceOf(row) }))
    },

    /** What the library keeps of each subject as such. */
    async subjects(access: Access, side: Side, subjects: Keys) {
      const rows = await read(statements.subjects(access, TYPES[side].credit), parameters(access, side, subjects))
      return rows.map((row) =>
        access.disclose(TYPES[side].credit, { ...row, name: printed(side, row.name), provenance: provenanceOf(row) }),
      )
    },

    /** Which kinds of lists in force each subject is on, and whether a serious one is among them; the listings stay here. */
    async flags(access: Access, side: Side, subjects: Keys) {
      const rows = await read(statements.flags(access.signal), parameters(access, side, subjects))
      return subjects.map((subject) => {
        const listFlags: string[] | null = rows.filter((row) => row.subject === subject).map(({ kind }) => kind)
        const seriouslyDishonest = listFlags.includes(SERIOUS_DISHONESTY) as boolean | null
        return access.disclose(TYPES[side].credit, { subject, listFlags: listFlags as string[] | null, seriouslyDishonest })
      })
    },

    /** Whether each person may be a legal representative, once it is known whether they answer for a revoked organisation. */
    async standings(access: Access, subjects: Keys) {
      const rows = await read(statements.flags(access.signal), parameters(access, 'person', subjects))
      const listed = new Set(rows.filter(({ kind }) => kind === SERIOUS_DISHONESTY).map(({ subject }) => subject))
      return subjects.map((subject) => {
        const answer = (responsible: unknown) => mayBeLegalRep(listed.has(subject), responsible)
        return access.disclose('Person', { subject, mayBeLegalRep: answer as typeof answer | null })
      })
    },
  }
}

const CREDIT_EDGES = [
  'name', 'kind', 'registrationState', 'listFlags', 'listings', 'seriouslyDishonest', 'permits', 'penalties', 'evaluation', 'commitments', 'repairs',
  'provenance',
] as const

type CreditEdge = (typeof CREDIT_EDGES)[number]
type CreditEdges = { readonly subject: string } & Readonly<Record<CreditEdge, string | null>>

function keyed(subject: string, open: (edge: CreditEdge) => boolean = () => true): Record<CreditEdge, string | null> {
  return Object.fromEntries(CREDIT_EDGES.map((edge) => [edge, open(edge) ? subject : null])) as Record<CreditEdge, string | null>
}

/** A name as publications print it: of a natural person the family name alone, whoever asks. */
function printed(side: Side, name: string | null): string | null {
  return side === 'person' ? maskText('NAME', name) : name
}

function published<Row extends PlannedRow<PermitRow, 'subject'> | PlannedRow<PenaltyRow, 'subject'>>(access: Access, side: Side, row: Row) {
  const sealed = row.legalRep !== null && access.plan.sealed(row.legalRep)
  return {
    ...row,
    subjectName: printed(side, row.subjectName),
    legalRep: sealed ? null : row.legalRep,
    legalRepName: sealed ? null : row.legalRepName,
    effect: row.state === null ? null : effectOf(row.state),
    provenance: provenanceOf(row),
  }
}

const today = sql`${sql.placeholder('today')}::date`

function ofSubjects(table: { subject: PgColumn; naturalPerson: PgColumn }): SQL {
  return sql`${table.subject} = any(${sql.placeholder('keys')}::text[])
    and ${table.naturalPerson} = ${sql.placeholder('naturalPerson')}::boolean`
}

function notPast(column: PgColumn): SQL {
  return sql`(${column} is null or ${column} >= ${today})`
}

function notWithdrawn({ publicityEndsOn, withdrawnOn, state }: typeof permit | typeof penalty): SQL {
  return sql`${notPast(publicityEndsOn)} and (${withdrawnOn} is null or ${withdrawnOn} > ${today}) and ${state} <> ${REVOKED}`
}

function prepare(db: Database) {
  const inForce = sql`${listing.includedOn} <= ${today} and ${notPast(listing.validUntil)}
    and (${listing.removedOn} is null or ${listing.removedOn} > ${today}) and ${listing.repairState} <> ${REPAIRED}`
  const punished = sql`${notWithdrawn(penalty)} and ${penalty.repairState} <> ${REPAIRED}`
  const permitted = notWithdrawn(permit)

  const listings = planned(db, 'credit_listings', {
    type: 'Listing',
    columns: getTableColumns(listing),
    always: ['subject'],
    select: (columns) =>
      db.orm
        .select(columns)
        .from(listing)
        .where(sql`${ofSubjects(listing)} and ${inForce}`)
        .orderBy(asc(listing.subject), desc(listing.includedOn), asc(listing.recordId)),
  })

  const flags = whole(db, 'credit_flags', db.orm
    .selectDistinct({ subject: listing.subject, kind: listing.kind })
    .from(listing)
    .where(sql`${ofSubjects(listing)} and ${inForce}`)
    .orderBy(asc(listing.subject), asc(listing.kind)))

  const subjects = planned(db, 'credit_subjects', {
    type: 'LegalPersonCredit',
    columns: getTableColumns(creditSubject),
    always: ['subject'],
    select: (columns) =>
      db.orm
        .select(columns)
        .from(creditSubject)
        .where(ofSubjects(creditSubject))
        .orderBy(asc(creditSubject.subject)),
  })

  const penalties = planned(db, 'credit_penalties', {
    type: 'AdministrativePenalty',
    columns: getTableColumns(penalty),
    always: ['subject'],
    needs: { effect: ['state'], legalRepName: ['legalRepName', 'legalRep'] },
    select: (columns) =>
      db.orm
        .select(columns)
        .from(penalty)
        .where(sql`${ofSubjects(penalty)} and ${punished}`)
        .orderBy(asc(penalty.subject), desc(penalty.decidedOn), asc(penalty.recordId)),
  })

  const permits = planned(db, 'credit_permits', {
    type: 'AdministrativePermit',
    columns: getTableColumns(permit),
    always: ['subject'],
    needs: { effect: ['state'], legalRepName: ['legalRepName', 'legalRep'] },
    select: (columns) =>
      db.orm
        .select(columns)
        .from(permit)
        .where(sql`${ofSubjects(permit)} and ${permitted}`)
        .orderBy(asc(permit.subject), desc(permit.decidedOn), asc(permit.recordId)),
  })

  const commitments = planned(db, 'credit_commitments', {
    type: 'CreditCommitment',
    columns: getTableColumns(commitment),
    always: ['subject'],
    select: (columns) =>
      db.orm
        .select(columns)
        .from(commitment)
        .where(ofSubjects(commitment))
        .orderBy(asc(commitment.subject), desc(commitment.committedOn), asc(commitment.recordId)),
  })

  const evaluations = planned(db, 'credit_evaluations', {
    type: 'CreditEvaluation',
    columns: getTableColumns(evaluation),
    always: ['subject'],
    select: (columns) =>
      db.orm
        .selectDistinctOn([evaluation.subject], columns)
        .from(evaluation)
        .where(sql`${ofSubjects(evaluation)} and ${notPast(evaluation.validUntil)}`)
        .orderBy(asc(evaluation.subject), desc(evaluation.evaluatedOn), asc(evaluation.recordId)),
  })

  const about = (kind: keyof typeof TARGET, { recordId, subject }: { recordId: PgColumn; subject: PgColumn }) =>
    and(eq(repair.targetKind, TARGET[kind]), eq(recordId, repair.target), eq(subject, repair.subject))
  const repairs = planned(db, 'credit_repairs', {
    type: 'CreditRepair',
    columns: { ...getTableColumns(repair), targetDocNo: sql<string | null>`coalesce(${listing.basisDocNo}, ${penalty.docNo}, ${permit.docNo})` },
    always: ['subject'],
    select: (columns) =>
      db.orm
        .select(columns)
        .from(repair)
        .leftJoin(listing, about('listing', listing))
        .leftJoin(penalty, about('penalty', penalty))
        .leftJoin(permit, about('permit', permit))
        .where(and(ofSubjects(repair), or(inForce, punished, permitted)))
        .orderBy(asc(repair.subject), desc(repair.acceptedOn), asc(repair.recordId)),
  })

  return { listings, flags, subjects, penalties, permits, commitments, evaluations, repairs }
}

export type Queries = ReturnType<typeof queries>
