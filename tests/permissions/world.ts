import { eq } from 'drizzle-orm'
import type { Database } from '#platform/db'
import { codeOf } from '../../seeds/agencies.ts'
import { documentOf } from '../../seeds/documents.ts'
import { matterCode } from '../../seeds/matters.ts'
import { DISTRICT } from '../../seeds/places.ts'
import { load as loadCases } from '../../subgraphs/cases/commands.ts'
import { load as loadCatalogue, revokeGrant, setConsumerState } from '../../subgraphs/catalogue/commands.ts'
import { regionOverride, resource } from '../../subgraphs/catalogue/tables.ts'
import { load as loadLegalPersons } from '../../subgraphs/legal-persons/commands.ts'
import { matter } from '../../subgraphs/matters/tables.ts'
import { load as loadPopulation } from '../../subgraphs/population/commands.ts'
import { caseNo, caseRows, MATTER } from './cases.ts'
import { DRIVING, grantRows, REVOKED } from './grants.ts'
import { AGENCY } from './personas.ts'

/** Resources taken out of the catalogue: vital events, and the slice of driving licences. */
const WITHDRAWN = '101001/000009'

/** Puts into a seeded database what the rows need beyond the seeds. */
export async function loadOwnWorld(db: Database, keyOf: (example: string) => string): Promise<void> {
  await db.orm.update(resource).set({ state: 'WITHDRAWN' }).where(eq(resource.code, WITHDRAWN))
  await db.orm.update(resource).set({ state: 'WITHDRAWN' }).where(eq(resource.slice, DRIVING))
  const consumers = ['sys-test-health', 'sys-test-suspended']
  await loadCatalogue(db, {
    agencies: [],
    resources: [],
    resourceItems: [],
    consumers: consumers.map((id) => ({ id, name: '示例测试系统', state: 'ACTIVE', personas: [] })),
    registrations: consumers.map((consumer) => ({ consumer, agency: codeOf(AGENCY), state: 'ACTIVE' })),
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
}

/** The sealed witness, married to a party of a case and a director of a company: nobody may learn of either. */
async function loadHidden(db: Database, keyOf: (example: string) => string): Promise<void> {
  const hidden = keyOf('sealed-witness')
  await loadPopulation(db, {
    persons: [], households: [], members: [], vitalEvents: [], protectedPersons: [],
    relations: [{ subject: keyOf('flat-owner'), related: hidden, relation: '1', guardian: false }],
  })
  await loadLegalPersons(db, {
    legalPersons: [], shareholders: [], changes: [], abnormalListings: [], publicInstitutions: [], socialOrganisations: [],
    staff: [{
      subject: documentOf('estate').number, place: 9, division: DISTRICT.code, name: '高明渊', position: '监事', person: hidden,
    }],
  })
}
