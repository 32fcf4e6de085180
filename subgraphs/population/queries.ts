import { asc, count, desc, eq, sql } from 'drizzle-orm'
import type { Access } from '#platform/access'
import { type Database, read } from '#platform/db'
import { provenanceOf } from '#platform/provenance'
import { ageOn, isAlive, marriedOn, verdict } from './domain/life.ts'
import { household, householdMember, keyAlias, otherDocument, person, personRelation, protectedPerson, vitalEvent } from './tables.ts'

type Keys = readonly string[]

/** What somebody claims of a person; only items that the caller may verify get here. */
export interface Claim {
  readonly citizenId: string
  readonly name?: string | null
  readonly sex?: string | null
  readonly birthDate?: string | null
  readonly registeredAddress?: string | null
}

/** The reading SQL of the population library: one prepared statement per access path. */
export function queries(db: Database) {
  const keys = sql`any(${sql.placeholder('keys')}::text[])`

  const persons = db.orm
    .select({ person, protection: protectedPerson.grade })
    .from(person)
    .leftJoin(protectedPerson, eq(protectedPerson.subject, person.subject))
    .where(sql`${person.subject} = ${keys}`)
    .prepare('population_persons')

  const households = db.orm
    .select({ subject: householdMember.subject, household })
    .from(householdMember)
    .innerJoin(household, eq(household.householdNo, householdMember.householdNo))
    .where(sql`${householdMember.subject} = ${keys}`)
    .prepare('population_households')

  const members = db.orm
    .select()
    .from(householdMember)
    .where(sql`${householdMember.householdNo} = ${keys}`)
    .orderBy(asc(householdMember.householdNo), asc(householdMember.place))
    .prepare('population_members')

  const relations = db.orm
    .select()
    .from(personRelation)
    .where(sql`${personRelation.subject} = ${keys}`)
    .orderBy(asc(personRelation.relation), asc(personRelation.related))
    .prepare('population_relations')

  const vitalEvents = db.orm
    .select()
    .from(vitalEvent)
    .where(sql`${vitalEvent.subject} = ${keys}`)
    .orderBy(desc(vitalEvent.occurredOn), asc(vitalEvent.registrationNo))
    .prepare('population_vital_events')

  const kin = db.orm
    .select({
      subject: personRelation.subject,
      related: personRelation.related,
      relation: personRelation.relation,
      birthDate: person.birthDate,
    })
    .from(personRelation)
    .innerJoin(person, eq(person.subject, personRelation.related))
    .where(sql`${personRelation.subject} = ${keys}`)
    .prepare('population_kin')

  const housemates = db.orm
    .select({
      subject: householdMember.subject,
      related: sql<string>`mate.subject_key`,
    })
    .from(householdMember)
    .innerJoin(sql`${householdMember} as mate`, sql`mate.household_no = ${householdMember.householdNo}`)
    .where(sql`${householdMember.subject} = ${keys} and mate.subject_key <> ${householdMember.subject}`)
    .prepare('population_housemates')

  const otherDocuments = db.orm
    .select()
    .from(otherDocument)
    .where(sql`${otherDocument.subject} = ${keys}`)
    .orderBy(asc(otherDocument.docType), desc(otherDocument.issuedOn), asc(otherDocument.docNo))
    .prepare('population_other_documents')

  const aliases = db.orm.select().from(keyAlias).where(sql`${keyAlias.alias} = ${keys}`).prepare('population_aliases')

  // Protection that was noted under another key of the person must not lapse.
  const protectedPersons = db.orm
    .select({
      subject: sql<string>`coalesce(${keyAlias.subject}, ${protectedPerson.subject})`,
      grade: protectedPerson.grade,
      agencies: protectedPerson.agencies,
      items: protectedPerson.items,
    })
    .from(protectedPerson)
    .leftJoin(keyAlias, eq(keyAlias.alias, protectedPerson.subject))
    .prepare('population_protected')

  return {
    /** Persons by subject key. Derived items are functions over values that stay here. */
    async persons(access: Access, subjects: Keys) {
      const rows = await read(persons, { keys: subjects })
      return rows.map((row) =>
        access.disclose('Person', {
          ...row.person,
          protection: row.protection,
          birthYear: Number(row.person.birthDate.slice(0, 4)),
          // The key to follow an edge by is withheld with the edge.
          household: row.person.subject,
          relations: row.person.subject,
          vitalEvents: row.person.subject,
          otherDocuments: row.person.subject,
          provenance: provenanceOf(row.person),
          isAlive: isAlive(row.person.status),
          ageAtLeast: ({ years }: { years: number }) => ageOn(row.person.birthDate, access.plan.today) >= years,
        }),
      )
    },

    /** The household of each subject, as that subject's rights show it. */
    async households(access: Access, subjects: Keys) {
      const rows = await read(households, { keys: subjects })
      return rows.map((row) =>
        access.disclose('Household', {
          ...row.household,
          members: row.household.householdNo,
          provenance: provenanceOf(row.household),
          subject: row.subject,
        }),
      )
    },

    /** Members of households, in the order of the register. */
    async members(access: Access, householdNos: Keys) {
      const rows = await read(members, { keys: householdNos })
      return rows.map((row) => access.disclose('HouseholdMember', row))
    },

    /** Relations of each subject, closest first. */
    async relations(access: Access, subjects: Keys) {
      const rows = await read(relations, { keys: subjects })
      return rows.map((row) => access.disclose('PersonRelation', row))
    },

    /** Vital events of each subject, newest first. */
    async vitalEvents(access: Access, subjects: Keys) {
      const rows = await read(vitalEvents, { keys: subjects })
      return rows.map((row) => {
        const declarant = row.declarantKey !== null && access.plan.sealed(row.declarantKey) ? null : row.declarant
        return access.disclose('VitalEvent', { ...row, declarant, provenance: provenanceOf(row) })
      })
    },

    /** Documents of each subject, by type and newest first. */
    async otherDocuments(access: Access, subjects: Keys) {
      const rows = await read(otherDocuments, { keys: subjects })
      return rows.map((row) => access.disclose('PersonOtherDocument', { ...row, provenance: provenanceOf(row) }))
    },

    /** Whether a subject was married on a day; the events themselves stay here. */
    async marriages(access: Access, subjects: Keys) {
      const rows = await read(vitalEvents, { keys: subjects })
      return subjects.map((subject) => {
        const own = rows.filter((row) => row.subject === subject)
        return access.disclose('Person', { subject, marriedOn: ({ date }: { date: string }) => marriedOn(own, date) })
      })
    },

    /**
     * Verdicts on a claim about one subject. A subject that the plan does not cover is not looked up, nor is a sealed one:
     * its verdicts are those on somebody whom the library does not know.
     */
    async verify(access: Access, subject: string, claim: Claim) {
      const rows = access.coversSubject(subject) ? await read(persons, { keys: [subject] }) : []
      const held = rows[0]?.person
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
    async kin(subjects: Keys, kindOf: (relation: string, birthDate: string) => string) {
      const [relatives, mates] = await Promise.all([read(kin, { keys: subjects }), read(housemates, { keys: subjects })])
      return [
        ...relatives.map(({ subject, related, relation, birthDate }) => ({ subject, related, kind: kindOf(relation, birthDate) })),
        ...mates.map(({ subject, related }) => ({ subject, related, kind: 'household' })),
      ]
    },

    /** Those of some keys that are another key of somebody, for the router's decision. */
    aliases: (found: Keys) => read(aliases, { keys: found }),

    /** Every protected person, for the router's set. */
    protectedPersons: () => read(protectedPersons),
  }
}

export type Queries = ReturnType<typeof queries>

/** How many persons the library holds, for the line that the hub prints at start. */
export async function personCount(db: Database): Promise<number> {
  const [row] = await read(db.orm.select({ persons: count() }).from(person).prepare('population_person_count'))
  return row?.persons ?? 0
}
