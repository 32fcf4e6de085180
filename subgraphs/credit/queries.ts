import { asc, desc, type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { Access } from '#platform/access'
import { type Database, read } from '#platform/db'
import { REPAIRED, REVOKED, SERIOUS_DISHONESTY } from './domain/codes.ts'
import { mayBeLegalRep } from './domain/legal-rep.ts'
import { commitment, evaluation, listing, penalty, permit } from './tables.ts'

type Keys = readonly string[]

/** Whose records are asked for; the two are shared under different classes and never mixed. */
export type Side = 'person' | 'organisation'

const TYPES = {
  person: { credit: 'PersonCredit', listing: 'PersonListing', penalty: 'PersonPenalty', commitment: 'PersonCommitment' },
  organisation: {
    credit: 'LegalPersonCredit', listing: 'Listing', penalty: 'AdministrativePenalty', commitment: 'CreditCommitment',
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
    /** The keys to follow a subject's credit edges by, each withheld with its edge; `null` where credit is. Asks no table. */
    credit(access: Access, side: Side, subject: string) {
      if (access.disclosure(EDGES[side], { subject }) !== 'CLEAR') return null
      const key: string | null = subject
      return access.disclose<CreditEdges>(TYPES[side].credit, {
        subject, listings: key, seriouslyDishonest: key, penalties: key, commitments: key, permits: key, evaluation: key,
      })
    },

    /** Listings in force, newest first. */
    async listings(access: Access, side: Side, subjects: Keys) {
      const rows = await read(statements.listings, parameters(access, side, subjects))
      return rows.map((row) => access.disclose(TYPES[side].listing, row))
    },

    /** Penalties that may still be shown, newest first. */
    async penalties(access: Access, side: Side, subjects: Keys) {
      const rows = await read(statements.penalties, parameters(access, side, subjects))
      return rows.map((row) => access.disclose(TYPES[side].penalty, row))
    },

    /** Commitments, newest first. */
    async commitments(access: Access, side: Side, subjects: Keys) {
      const rows = await read(statements.commitments, parameters(access, side, subjects))
      return rows.map((row) => access.disclose(TYPES[side].commitment, row))
    },

    /** Permits of organisations that may still be shown, newest first. */
    async permits(access: Access, creditCodes: Keys) {
      const rows = await read(statements.permits, parameters(access, 'organisation', creditCodes))
      return rows.map((row) => access.disclose('AdministrativePermit', row))
    },

    /** The newest evaluation in force of each organisation. */
    async evaluations(access: Access, creditCodes: Keys) {
      const rows = await read(statements.evaluations, parameters(access, 'organisation', creditCodes))
      return rows.map((row) => access.disclose('CreditEvaluation', row))
    },

    /** Whether each subject is on a serious-dishonesty list in force; the listing stays here. */
    async dishonesty(access: Access, side: Side, subjects: Keys) {
      const listed = new Set((await read(statements.serious, parameters(access, side, subjects))).map((row) => row.subject))
      return subjects.map((subject) =>
        access.disclose(TYPES[side].credit, { subject, seriouslyDishonest: listed.has(subject) as boolean | null }),
      )
    },

    /** Whether each person may be a legal representative, once it is known whether they answer for a revoked firm. */
    async standings(access: Access, subjects: Keys) {
      const listed = new Set((await read(statements.serious, parameters(access, 'person', subjects))).map((row) => row.subject))
      return subjects.map((subject) => {
        const answer = (responsible: unknown) => mayBeLegalRep(listed.has(subject), responsible)
        return access.disclose('Person', { subject, mayBeLegalRep: answer as typeof answer | null })
      })
    },
  }
}

type CreditEdge = 'listings' | 'seriouslyDishonest' | 'penalties' | 'commitments' | 'permits' | 'evaluation'
type CreditEdges = { readonly subject: string } & Readonly<Record<CreditEdge, string | null>>

const today = sql`${sql.placeholder('today')}::date`

function ofSubjects(table: { subject: PgColumn; naturalPerson: PgColumn }): SQL {
  return sql`${table.subject} = any(${sql.placeholder('keys')}::text[])
    and ${table.naturalPerson} = ${sql.placeholder('naturalPerson')}::boolean`
}

function notPast(column: PgColumn): SQL {
  return sql`(${column} is null or ${column} >= ${today})`
}

function prepare(db: Database) {
  const listed = sql`${ofSubjects(listing)} and ${listing.includedOn} <= ${today} and ${notPast(listing.validUntil)}
    and (${listing.removedOn} is null or ${listing.removedOn} > ${today}) and ${listing.repairState} <> ${REPAIRED}`

  const listings = db.orm
    .select()
    .from(listing)
    .where(listed)
    .orderBy(asc(listing.subject), desc(listing.includedOn), asc(listing.recordId))
    .prepare('credit_listings')

  const serious = db.orm
    .selectDistinct({ subject: listing.subject })
    .from(listing)
    .where(sql`${listed} and ${listing.kind} = ${SERIOUS_DISHONESTY}`)
    .orderBy(asc(listing.subject))
    .prepare('credit_serious')

  const penalties = db.orm
    .select()
    .from(penalty)
    .where(sql`${ofSubjects(penalty)} and ${notPast(penalty.publicityEndsOn)}
      and ${penalty.state} <> ${REVOKED} and ${penalty.repairState} <> ${REPAIRED}`)
    .orderBy(asc(penalty.subject), desc(penalty.decidedOn), asc(penalty.recordId))
    .prepare('credit_penalties')

  const permits = db.orm
    .select()
    .from(permit)
    .where(sql`${ofSubjects(permit)} and ${notPast(permit.publicityEndsOn)} and ${permit.state} <> ${REVOKED}`)
    .orderBy(asc(permit.subject), desc(permit.decidedOn), asc(permit.recordId))
    .prepare('credit_permits')

  const commitments = db.orm
    .select()
    .from(commitment)
    .where(ofSubjects(commitment))
    .orderBy(asc(commitment.subject), desc(commitment.committedOn), asc(commitment.recordId))
    .prepare('credit_commitments')

  const evaluations = db.orm
    .selectDistinctOn([evaluation.subject])
    .from(evaluation)
    .where(sql`${ofSubjects(evaluation)} and ${notPast(evaluation.validUntil)}`)
    .orderBy(asc(evaluation.subject), desc(evaluation.evaluatedOn), asc(evaluation.recordId))
    .prepare('credit_evaluations')

  return { listings, serious, penalties, permits, commitments, evaluations }
}

export type Queries = ReturnType<typeof queries>
