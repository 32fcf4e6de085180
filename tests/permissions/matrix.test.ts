import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { projectFile } from '#platform/files'
import { subjectKey } from '#platform/keys'
import { publishedFrom } from '../../router/published.ts'
import { deriveSecrets, EMBEDDED_MASTER } from '../../router/secrets.ts'
import type { Grant } from '../../router/decision/facts.ts'
import { LIBRARY_NAMES } from '../../schema/libraries.ts'
import { PERSONAS } from '../../seeds/personas.ts'
import { makeWorld } from '../../seeds/world.ts'
import { load } from '../../subgraphs/catalogue/commands.ts'
import { catalogueFacts } from '../../subgraphs/catalogue/index.ts'
import { librariesWithoutRows } from '../contract/libraries.ts'
import { openTestDatabase, type TestDatabase } from '../harness/database.ts'
import { type Catalogue, permissionMatrix } from './matrix.ts'

const libraries = librariesWithoutRows()
const items = [...libraries.values()].flatMap((library) => library.items.all())

let db: TestDatabase
let catalogue: Catalogue
beforeAll(async () => {
  db = await openTestDatabase(['catalogue'])
  const { subjects } = deriveSecrets(EMBEDDED_MASTER)
  await load(db, makeWorld({ persons: 60, keyOf: (type, number) => subjectKey(subjects, type, number) }).catalogue)
  const facts = catalogueFacts(db)
  const grants = new Map<string, readonly Grant[]>()
  for (const { agency } of PERSONAS) grants.set(agency, (await facts.grantsOf(agency)) as unknown as Grant[])
  catalogue = { published: publishedFrom(await facts.items()), grantsOf: (agency) => grants.get(agency) ?? [] }
})
afterAll(() => db?.close())

describe('who reads what under the grants of the seeds', () => {
  it.each(LIBRARY_NAMES)('is what was reviewed: %s', (name) => {
    const file = projectFile('tests', 'permissions', 'matrix', `${name}.txt`)
    const fresh = permissionMatrix(libraries.get(name)!, items, catalogue)
    if (process.env['UPDATE_MATRIX'] === '1') writeFileSync(file, fresh)
    const reviewed = existsSync(file) ? readFileSync(file, 'utf8') : ''
    expect(fresh, 'changed on purpose? UPDATE_MATRIX=1 npx vitest run tests/permissions/matrix.test.ts writes it anew').toBe(reviewed)
  })
})
