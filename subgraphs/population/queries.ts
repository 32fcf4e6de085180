import { asc, count, desc, eq, getTableColumns, sql } from 'drizzle-orm'
import type { Access } from '#platform/access'
import { type Database, planned, read, whole } from '#platform/db'
import { provenanceOf } from '#platform/provenance'
import { ageOn, isAlive, marriedOn, verdict } from './domain/life.ts'
import { statisticsQueries } from './queries.statistics.ts'
import { household, householdMember, keyAlias, otherDocument, person, personRelation, protectedPerson, vitalEvent } from './tables.ts'

type Keys = readonly string[]

/** What somebody claims of a person; only items that the caller may verify get here. */
export interface Claim extends ItemsClaim {
  readonly citizenId: string
}

/** The same of a person who is known by then. */
export interface ItemsClaim {
  readonly name?: string | null
  readonly sex?: string | null
  readonly birthDate?: string | null
  readonly registeredAddress?: string | null
}

/** A key as long as any other, which nobody has. */
const NOBODY = '_'.repeat(22)

/** The reading SQL of the population library: one prepared statement per access path. */
export function queries(db: Database) {
  const keys = sql`any(${sql.placeholder('keys')}::text[])`

  const persons = planned(db, 'population_persons', {
    type: 'Person',
    columns: { ...getTableColumns(person), protection: protectedPerson.grade },
    always: ['subject'],
    needs: { birthYear: ['birthDate'], isAlive: ['status'], ageAtLeast: ['birthDate'] },
    select: (columns) =>
      db.orm
        .select(columns)
        .from(person)
        .leftJoin(protectedPerson, eq(protectedPerson.subject, person.subject))
        .where(sql`${person.subject} = ${keys}`),
  })

  const claimed = whole(db, 'population_claimed', db.orm
    .select({
      citizenId: person.citizenId, name: person.name, sex: person.sex, birthDate: person.birthDate,
      registeredAddress: person.registeredAddress,
    })
    .from(person)
    .where(sql`${person.subject} = ${keys}`))

  const households = planned(db, 'population_households', {
    type: 'Household',
    columns: getTableColumns(household),
    always: ['householdNo'],
    select: (columns) =>
      db.orm
        .select({ ...columns, subject: householdMember.subject })
        .from(householdMember)
        .innerJoin(household, eq(household.householdNo, householdMember.householdNo))
        .where(sql`${householdMember.subject} = ${keys}`),
  })

  const members = planned(db, 'population_members', {
    type: 'HouseholdMember',
    columns: getTableColumns(householdMember),
    always: ['subject', 'householdNo'],
    select: (columns) =>
      db.orm
        .select(columns)
        .from(householdMember)
        .where(sql`${householdMember.householdNo} = ${keys}`)
        .orderBy(asc(householdMember.householdNo), asc(householdMember.place)),
  })

  const relations = planned(db, 'population_relations', {
    type: 'PersonRelation',
    columns: getTableColumns(personRelation),
    always: ['subject', 'related'],
    select: (columns) =>
      db.orm
        .select(columns)
        .from(personRelation)
        .where(sql`${personRelation.subject} = ${keys}`)
        .orderBy(asc(personRelation.relation), asc(personRelation.related)),
  })

  const vitalEvents = planned(db, 'population_vital_events', {
    type: 'VitalEvent',
    columns: getTableColumns(vitalEvent),
    always: ['subject'],
    needs: { declarant: ['declarant', 'declarantKey'] },
    select: (columns) =>
      db.orm
        .select(columns)
        .from(vitalEvent)
        .where(sql`${vitalEvent.subject} = ${keys}`)
        .orderBy(desc(vitalEvent.occurredOn), asc(vitalEvent.registrationNo)),
  })

  const marriages = whole(db, 'population_marriages', db.orm
    .select({ subject: vitalEvent.subject, kind: vitalEvent.kind, occurredOn: vitalEvent.occurredOn })
    .from(vitalEvent)
    .where(sql`${vitalEvent.subject} = ${keys}`)
    .orderBy(desc(vitalEvent.occurredOn), asc(vitalEvent.registrationNo)))

  const kin = whole(db, 'population_kin', db.orm
    .select({
      subject: personRelation.subject,
      related: personRelation.related,
      relation: personRelation.relation,
      birthDate: person.birthDate,
    })
    .from(personRelation)
    .innerJoin(person, eq(person.subject, personRelation.related))
    .where(sql`${personRelation.subject} = ${keys}`))

  const housemates = whole(db, 'population_housemates', db.orm
    .select({
      subject: householdMember.subject,
      related: sql<string>`mate.subject_key`,
    })
    .from(householdMember)
    .innerJoin(sql`${householdMember} as mate`, sql`mate.household_no = ${householdMember.householdNo}`)
    .where(sql`${householdMember.subject} = ${keys} and mate.subject_key <> ${householdMember.subject}`))

  const otherDocuments = planned(db, 'population_other_documents', {
    type: 'PersonOtherDocument',
    columns: getTableColumns(otherDocument),
    always: ['subject'],
    select: (columns) =>
      db.orm
        .select(columns)
        .from(otherDocument)
        .where(sql`${otherDocument.subject} = ${keys}`)
        .orderBy(asc(otherDocument.docType), desc(otherDocument.issuedOn), asc(otherDocument.docNo)),
  })

  const aliases = whole(db, 'population_aliases', db.orm.select().from(keyAlias).where(sql`${keyAlias.alias} = ${keys}`))

  // Protection that was noted under another key of the person must not lapse.
  const protectedPersons = whole(db, 'population_protected', db.orm
    .select({
      subject: sql<string>`coalesce(${keyAlias.subject}, ${protectedPerson.subject})`,
      grade: protectedPerson.grade,
      agencies: protectedPerson.agencies,
      items: protectedPerson.items,
    })
    .from(protectedPerson)
    .leftJoin(keyAlias, eq(keyAlias.alias, protectedPerson.subject)))

  return {
    ...statisticsQueries(db),
    /** Persons by subject key. Derived items are functions over values that stay here. */
    async persons(access: Access, subjects: Keys) {
      const rows = await read(persons(access), { keys: subjects })
      return rows.map((row) => {
        const { subject, birthDate, status } = row
        return access.disclose('Person', {
          ...row,
          birthYear: birthDate === null ? null : Number(birthDate.slice(0, 4)),
          // The key to follow an edge by is withheld with the edge.
          household: subject,
          relations: subject,
          vitalEvents: subject,
          otherDocuments: subject,
          provenance: provenanceOf(row),
          isAlive: status === null ? null : isAlive(status),
          ageAtLeast: birthDate === null ? null : ({ years }: { years: number }) => ageOn(birthDate, access.plan.today) >= years,
        })
      })
    },

    /** The household of each subject, as that subject's rights show it. */
    async households(access: Access, subjects: Keys) {
      const rows = await read(households(access), { keys: subjects })
      return rows.map((row) =>
        access.disclose('Household', {
          ...row,
          members: row.householdNo,
          provenance: provenanceOf(row),
        }),
      )
    },

    /** Members of households, in the order of the register. */
    async members(access: Access, householdNos: Keys) {
      const rows = await read(members(access), { keys: householdNos })
      return rows.map((row) => access.disclose('HouseholdMember', row))
    },

    /** Relations of each subject, closest first. */
    async relations(access: Access, subjects: Keys) {
      const rows = await read(relations(access), { keys: subjects })
      return rows.map((row) => access.disclose('PersonRelation', row))
    },

    /** Vital events of each subject, newest first. */
    async vitalEvents(access: Access, subjects: Keys) {
      const rows = await read(vitalEvents(access), { keys: subjects })
      return rows.map((row) => {
        const declarant = row.declarantKey !== null && access.plan.sealed(row.declarantKey) ? null : row.declarant
        return access.disclose('VitalEvent', { ...row, declarant, provenance: provenanceOf(row) })
      })
    },

    /** Documents of each subject, by type and newest first. */
    async otherDocuments(access: Access, subjects: Keys) {
      const rows = await read(otherDocuments(access), { keys: subjects })
      return rows.map((row) => access.disclose('PersonOtherDocument', { ...row, provenance: provenanceOf(row) }))
    },

    /** Whether a subject was married on a day; the events themselves stay here. */
    async marriages(access: Access, subjects: Keys) {
      const rows = await read(marriages(access.signal), { keys: subjects })
      return subjects.map((subject) => {
        const own = rows.filter((row) => row.subject === subject)
        return access.disclose('Person', { subject, marriedOn: ({ date }: { date: string }) => marriedOn(own, date) })
      })
    },

    /**
     * Verdicts on a claim about one subject. A subject that the plan does not cover is not looked for, nor is a sealed one: its
     * verdicts are those on somebody whom the library does not know, and take the same statement.
     */
    async verify(access: Access, subject: string, claim: ItemsClaim & Partial<Claim>) {
      const [held] = await read(claimed(access.signal), { keys: access.coversSubject(subject) ? [subject] : [NOBODY] })
      const compared = (field: keyof Claim) =>
        access.verifiable(`Person.${field}`, subject) ? verdict(held?.[field], claim[field]) : null
      return {
        subject,
        citizenId: compared('citizenId'),
        name: compared('name'),
        sex: compared('sex'),
        birthDate: compared('birthDate'),
        registeredAddress: compared('registeredAddress'),
      }
    },

    /** Kin and housemates of some subjects, for the router's decision. */
    async kin(access: Access, subjects: Keys, kindOf: (relation: string, birthDate: string) => string) {
      const [relatives, mates] = await Promise.all([
        read(kin(access.signal), { keys: subjects }), read(housemates(access.signal), { keys: subjects }),
      ])
      return [
        ...relatives.map(({ subject, related, relation, birthDate }) => ({ subject, related, kind: kindOf(relation, birthDate) })),
        ...mates.map(({ subject, related }) => ({ subject, related, kind: 'household' })),
      ]
    },

    /** Those of some keys that are another key of somebody, for the router's decision. */
    aliases: (access: Access, found: Keys) => read(aliases(access.signal), { keys: found }),

    /** Every protected person, for the router's set. */
    protectedPersons: (access: Access) => read(protectedPersons(access.signal)),
  }
}

export type Queries = ReturnType<typeof queries>

/** How many persons the library holds, for the line that the hub prints at start. */
export async function personCount(db: Database): Promise<number> {
  const [row] = await read(whole(db, 'population_person_count', db.orm.select({ persons: count() }).from(person))())
  return row?.persons ?? 0
}
