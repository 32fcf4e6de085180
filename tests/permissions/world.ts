import { eq } from 'drizzle-orm'
import type { Database } from '#platform/db'
import { codeOf } from '../../seeds/agencies.ts'
import { documentOf } from '../../seeds/documents.ts'
import { typeCode } from '../../seeds/licence-types.ts'
import { matterCode } from '../../seeds/matters.ts'
import { DISTRICT } from '../../seeds/places.ts'
import { load as loadCases } from '../../subgraphs/cases/commands.ts'
import { load as loadCatalogue, revokeGrant, setConsumerState } from '../../subgraphs/catalogue/commands.ts'
import { regionOverride, resource } from '../../subgraphs/catalogue/tables.ts'
import { load as loadCredit } from '../../subgraphs/credit/commands.ts'
import { load as loadLegalPersons } from '../../subgraphs/legal-persons/commands.ts'
import { matter } from '../../subgraphs/matters/tables.ts'
import { licence, licenceHolder } from '../../subgraphs/licences/tables.ts'
import { load as loadPopulation } from '../../subgraphs/population/commands.ts'
import { PENALTY, UPLOADED } from './found.ts'
import { load as loadSupervision } from '../../subgraphs/supervision/commands.ts'
import { caseNo, caseRows, MATTER } from './cases.ts'
import { loadCounts } from './counts.ts'
import { DRIVING, grantRows, REVOKED } from './grants.ts'
import { AGENCY, READER } from './personas.ts'

/** Resources taken out of the catalogue: marriages, and the slice of driving licences. */
const WITHDRAWN = '101001/000011'

/** Puts into a seeded database what the rows need beyond the seeds. */
export async function loadOwnWorld(db: Database, keyOf: (example: string) => string): Promise<void> {
  await db.orm.update(resource).set({ state: 'WITHDRAWN' }).where(eq(resource.code, WITHDRAWN))
  await db.orm.update(resource).set({ state: 'WITHDRAWN' }).where(eq(resource.slice, DRIVING))
  const consumers = ['sys-test-health', 'sys-test-suspended', 'sys-test-reform']
  await loadCatalogue(db, {
    agencies: [],
    resources: [],
    resourceItems: [],
    consumers: consumers.map((id) => ({ id, name: '示例测试系统', state: 'ACTIVE', personas: [] })),
    registrations: consumers.map((consumer) => ({ consumer, agency: codeOf(consumer === 'sys-test-reform' ? READER : AGENCY), state: 'ACTIVE' })),
    ...grantRows(),
  })
  await setConsumerState(db, 'sys-test-suspended', 'SUSPENDED')
  for (const id of REVOKED) await revokeGrant(db, id, new Date('2026-02-01T00:00:00Z'))
  await loadCases(db, caseRows(keyOf))
  await db.orm.update(matter).set({ afterDecisionDays: 30 }).where(eq(matter.code, matterCode(MATTER)))
  await db.orm.insert(regionOverride).values({
    id: 'O-health', consumerAgency: codeOf(AGENCY), caseNo: caseNo('health-lifted'), reason: '示例', validFrom: new Date('2026-03-01T00:00:00Z'),
    validUntil: new Date('2026-03-03T00:00:00Z'), agency: codeOf('data-administration'), consumer: 'sys-sharing-authority', operator: 'op-sharing-authority',
  })
  await loadHidden(db, keyOf)
  await loadUploaded(db, keyOf)
  await loadRepair(db)
  await loadBan(db)
  await loadCounts(db)
}

/** A canteen that may not tender. */
const loadBan = (db: Database) => loadSupervision(db, {
  inspections: [], findings: [], rectifications: [], personBans: [],
  legalPersonBans: [{
    decisionNo: '示市监罚〔2025〕119号', subject: documentOf('canteen').number, division: DISTRICT.code, kind: '1', from: '2025-07-01', to: '2027-06-30',
    authority: codeOf('market-regulation'), reason: '使用超过保质期的食品原料',
  }],
})

/** A canteen that asks to have a penalty repaired. */
const loadRepair = (db: Database) => loadCredit(db, {
  listings: [], penalties: [], permits: [], commitments: [], evaluations: [],
  repairs: [{
    recordId: 'TEST-1', subject: documentOf('canteen').number, naturalPerson: false, division: DISTRICT.code, kind: '1', targetKind: '2', target: PENALTY,
    applicantName: '示例好邻居餐饮有限公司', reason: '已经整改', materials: ['整改报告'], acceptedBy: codeOf('market-regulation'), acceptedOn: '2026-02-20',
  }],
})

/** A register that an applicant has uploaded and no window has seen. */
async function loadUploaded(db: Database, keyOf: (example: string) => string): Promise<void> {
  const row = { identifier: UPLOADED, slice: typeCode('household-register'), division: DISTRICT.code, name: '居民户口簿' }
  await db.orm.insert(licence).values({ ...row, number: '示例户20010101', version: 1, state: '01', trustGrade: 'C', current: true })
  await db.orm.insert(licenceHolder).values({
    identifier: row.identifier, place: 0, subject: keyOf('sister-applicant'), division: row.division, slice: row.slice, name: '示例', documentType: '111',
  })
}

/** A move of the newcomer; the sealed witness, married to a party of a case and a director of a company: nobody may learn of either. */
async function loadHidden(db: Database, keyOf: (example: string) => string): Promise<void> {
  const hidden = keyOf('sealed-witness')
  await loadPopulation(db, {
    persons: [], households: [], members: [], protectedPersons: [],
    vitalEvents: [{ subject: keyOf('newcomer'), kind: '3', occurredOn: '2025-03-01', registrationNo: 'QR990101202500001', registrar: '示例派出所' }],
    relations: [{ subject: keyOf('flat-owner'), related: hidden, relation: '1', guardian: false }],
  })
  await loadLegalPersons(db, {
    legalPersons: [], shareholders: [], changes: [], abnormalListings: [], publicInstitutions: [], socialOrganisations: [],
    staff: [{
      subject: documentOf('estate').number, place: 9, division: DISTRICT.code, name: '高明渊', position: '监事', person: hidden,
    }],
  })
}
