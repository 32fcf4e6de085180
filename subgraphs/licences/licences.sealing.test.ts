import { and, eq } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Disclosure } from '#platform/access'
import type { Database } from '#platform/db'
import { sm2KeyPair } from '#platform/sm2'
import type { Subgraph } from '#platform/subgraph'
import { ask, planOf, testClock } from '../../tests/harness/library.ts'
import { registerIssuerCertificates } from './commands.keys.ts'
import { sealChecks } from './domain/codes.ts'
import { keysThatCount } from './queries.keys.ts'
import { issuerKey, licence, licenceHolder } from './tables.ts'
import {
  askSeller, byIdentifier, CARD, DRIVING, EDGE, holder, identifierOf, ISSUER, issued, ofType, openLicences, sealOf, seller, SELLER, signedBy, SPOUSE, testIssuer,
} from './testing.ts'

const KEYS = testIssuer()
// In the root's name, by somebody else's key.
const STRANGE = testIssuer(ISSUER, '示例机关', 13, undefined, undefined, sm2KeyPair(Buffer.alloc(32, 17)))
const BRIEF = testIssuer(ISSUER, '示例机关', 14, new Date('2024-02-01T00:00:00Z'))
const ELSEWHERE = testIssuer('11990000000000019A', '另一机关', 15)
const REVOKED = testIssuer(ISSUER, '示例机关', 16)

const rest = {
  issuerLevel: '4', operation: '01', relatedMatters: ['1199010000000022XR3990112003001'], relatedMatterNames: ['示例事项'], supersedes: 'none',
  sealSigner: '示例机关', sealName: sealOf('示例机关'), sealTime: new Date('2024-01-05T02:00:00Z'), fileRef: 'ofd/S', fileFormat: 'OFD', fileSm3: 'ab'.repeat(32),
  validTo: '2034-01-01',
}
const one = (serial: string, more: Parameters<typeof issued>[3] = {}, key = KEYS) =>
  signedBy(key, issued(identifierOf(DRIVING, serial), DRIVING, [holder(SELLER, '张大山'), holder(SPOUSE, '欧阳小河')], { ...rest, ...more }), `salt ${serial}`)

const GOOD = identifierOf(DRIVING, 'GOOD')
const identifierWithWrongCheck = `${identifierOf(DRIVING, 'CHECK').slice(0, -1)}${identifierOf(DRIVING, 'CHECK').endsWith('A') ? 'B' : 'A'}`

let db: Database
let library: Subgraph

beforeAll(async () => {
  ;({ db, library } = await openLicences({
    issuerKeys: [KEYS.row, BRIEF.row, ELSEWHERE.row, STRANGE.row, { ...REVOKED.row, revokedOn: '2026-01-01' }],
    licences: [
      one('GOOD'), one('BRIEF', {}, BRIEF), one('STRANGE', {}, STRANGE), one('ELSEWHERE', {}, ELSEWHERE), one('REVOKED', {}, REVOKED),
      { ...one('UNSIGNED'), signature: null }, one('DIGEST', { fileSm3: 'AB' }), one('FILE', { fileSm3: null }), one('SEAL', { sealName: '私章' }),
      one('TIME', { sealTime: null }), one('VERSION', { version: 2 }), one('STATE', { state: '02' }), one('ENDED', { state: '05' }), one('OTHER', { state: '99' }),
      one('EXPIRY', { validTo: '2026-03-01' }),
      signedBy(KEYS, issued(identifierWithWrongCheck, DRIVING, [holder(SELLER, '张大山')], rest), 'salt'),
    ],
  }))
})

afterAll(() => db.close())

const RIGHT: Record<string, Disclosure> = { 'Licence.verification': 'CLEAR' }
const plan = planOf({ classes: [{ ...EDGE, ...ofType(DRIVING, RIGHT) }], subjects: { [SELLER]: 0 } })
const SELECTION = 'verification { ok check { code name } }'
type Verification = { ok: boolean; check: { code: string; name: string } | null } | null
const verificationOf = async (identifier: string) =>
  ((await ask(library, plan, byIdentifier(identifier, SELECTION))).data?.['licence'] as { verification: Verification } | null)?.verification
const checkOf = async (serial: string) => (await verificationOf(identifierOf(DRIVING, serial)))?.check?.code

describe('a verification is refused', () => {
  it('without a right to it, which the one to the signature alone is not', async () => {
    const other = seller(ofType(DRIVING, { 'Licence.signatureValid': 'CLEAR' }))
    const { errors } = await ask(library, other, byIdentifier(GOOD, 'signatureValid verification { ok }'))
    expect(errors?.map(({ extensions }) => extensions['coordinate'])).toEqual(['Licence.verification'])
    const elsewhere = seller(ofType(DRIVING, { 'Licence.signatureValid': 'CLEAR' }), ofType(CARD, RIGHT))
    expect((await ask(library, elsewhere, byIdentifier(GOOD, 'signatureValid verification { ok }'))).data).toEqual({ licence: { signatureValid: true, verification: null } })
  })
})

describe('a licence fails its first check', () => {
  it.each([
    ['the digest of its file is none', 'DIGEST', 'DIGEST'], ['it names a file without a digest', 'FILE', 'DIGEST'], ['it bears no signature', 'UNSIGNED', 'SIGNATURE'],
    ['the seal is not that of the certificate', 'SEAL', 'SEAL'], ['it was signed by another issuer', 'ELSEWHERE', 'SEAL'],
    ['nobody that is trusted certified the key', 'STRANGE', 'CHAIN'], ['the certificate did not count yet', 'BRIEF', 'VALIDITY'],
    ['it does not say when it was sealed', 'TIME', 'VALIDITY'], ['the key was revoked', 'REVOKED', 'REVOCATION'],
    ['the identifier states another version', 'VERSION', 'METADATA'], ['it is suspended', 'STATE', 'STATE'], ['it has lost force', 'ENDED', 'STATE'],
    ['its state is one that only words explain', 'OTHER', 'STATE'], ['it has expired, whether or not its issuer said so', 'EXPIRY', 'EXPIRY'],
  ])('where %s', async (_, serial, check) => {
    expect(await checkOf(serial)).toBe(check)
  })

  it('where the check character of its identifier is wrong', async () => {
    const found = await askSeller(library, plan, `licences { identifier ${SELECTION} }`)
    const data = found?.[0]?.['licences'] as { identifier: string; verification: Verification }[]
    expect(data.find(({ identifier }) => identifier === identifierWithWrongCheck)?.verification).toEqual({ ok: false, check: { code: 'IDENTIFIER', name: sealChecks['IDENTIFIER'] } })
  })

  it('under no root at all', async () => {
    const { library: rootless, db: own } = await openLicences({ issuerKeys: [KEYS.row], licences: [one('GOOD')], roots: [] })
    const { data } = await ask(rootless, plan, byIdentifier(GOOD, SELECTION))
    expect(data).toEqual({ licence: { verification: { ok: false, check: { code: 'CHAIN', name: '证书链' } } } })
    await own.close()
  })

  it('from the day on which the key is revoked, whenever it was sealed', async () => {
    const revoke = (revokedOn: string | null) => db.orm.update(issuerKey).set({ revokedOn }).where(eq(issuerKey.keyId, KEYS.row.keyId))
    await revoke('2026-03-03')
    expect(await checkOf('GOOD')).toBeUndefined()
    await revoke('2026-03-02')
    expect(await checkOf('GOOD')).toBe('REVOCATION')
    await revoke(null)
  })
})

// Every part of the stored licence that its verification is about, as the text that stands there.
type Row = { readonly licence: typeof licence.$inferSelect; readonly spouse: typeof licenceHolder.$inferSelect; readonly key: typeof issuerKey.$inferSelect }
const OF_LICENCE = [
  'name', 'number', 'issuer', 'issuerName', 'issuerLevel', 'issuedOn', 'validFrom', 'validTo', 'version', 'operation', 'division', 'relatedMatters',
  'relatedMatterNames', 'trustGrade', 'supersedes', 'sealSigner', 'sealName', 'sealTime', 'fileRef', 'fileFormat', 'fileSm3', 'sealedFace', 'signature', 'signerKey', 'state',
] as const
const PARTS = [
  ...OF_LICENCE.map((column) => ['licence', column] as const), ...(['name', 'documentType', 'subject'] as const).map((column) => ['spouse', column] as const),
  ...(['keyId', 'issuer', 'certificates'] as const).map((column) => ['key', column] as const),
]
type Part = (typeof PARTS)[number]

const DAY = /^\d{4}-\d\d-\d\d$/u
const textOf = (value: unknown) => (value instanceof Date ? value.toISOString() : Array.isArray(value) ? String(value[0]) : String(value))
const valueOf = (text: string, before: unknown) => (before instanceof Date ? new Date(text) : Array.isArray(before) ? [text] : typeof before === 'number' ? Number(text) : text)

/** The value with one byte of it changed; `undefined` where it is none of its kind any more. */
function changed(value: unknown, place: number, by: number): unknown {
  const bytes = Buffer.from(textOf(value))
  const at = place % bytes.length
  bytes.writeUInt8(bytes.readUInt8(at) ^ by, at)
  const text = bytes.toString('utf8')
  if (!Buffer.from(text).equals(bytes) || text.includes('\u0000')) return undefined
  const next = valueOf(text, value)
  // PostgreSQL reads a day that is written otherwise too, and stores what was there.
  if (DAY.test(textOf(value)) && !DAY.test(text)) return undefined
  return (next instanceof Date && Number.isNaN(next.getTime())) || Number.isNaN(next) || textOf(next) === textOf(value) ? undefined : next
}

const SECOND = and(eq(licenceHolder.identifier, GOOD), eq(licenceHolder.place, 1))

/** Writes a part; `false` where the table itself refuses it. */
async function write([table, column]: Part, value: unknown): Promise<boolean> {
  const set = { [column]: value }
  try {
    if (table === 'licence') await db.orm.update(licence).set(set).where(eq(licence.identifier, GOOD))
    else if (table === 'spouse') await db.orm.update(licenceHolder).set(set).where(SECOND)
    else await db.orm.update(issuerKey).set(set)
    return true
  } catch {
    return false
  }
}

async function restore([table]: Part, row: Row): Promise<void> {
  if (table === 'licence') await db.orm.update(licence).set(row.licence).where(eq(licence.identifier, GOOD))
  else if (table === 'spouse') await db.orm.update(licenceHolder).set(row.spouse).where(SECOND)
  else await db.orm.update(issuerKey).set(row.key)
}

const CHANGES = 200

describe('a stored licence of which a single byte is another', () => {
  it(`is refused ${CHANGES} times of ${CHANGES}, each by the name of a check`, async () => {
    const own = await openLicences({ issuerKeys: [KEYS.row], licences: [one('GOOD')] })
    const [outerDb, outerLibrary] = [db, library]
    ;({ db, library } = own)
    try {
      const row: Row = {
        licence: (await db.orm.select().from(licence).where(eq(licence.identifier, GOOD)))[0]!,
        spouse: (await db.orm.select().from(licenceHolder).where(eq(licenceHolder.identifier, GOOD))).find(({ subject }) => subject === SPOUSE)!,
        key: (await db.orm.select().from(issuerKey))[0]!,
      }
      expect(await verificationOf(GOOD)).toEqual({ ok: true, check: null })
      const draws = fc.sample(fc.tuple(fc.nat(PARTS.length - 1), fc.nat(100_000), fc.integer({ min: 1, max: 255 })), { seed: 20_260_302, numRuns: 20_000 })
      const accepted: string[] = []
      const named = new Map<string, number>()
      let made = 0
      for (const [which, place, by] of draws) {
        if (made === CHANGES) break
        const part = PARTS[which]!
        const value = changed((row[part[0]] as Record<string, unknown>)[part[1]], place, by)
        if (value === undefined || !(await write(part, value))) continue
        made += 1
        const found = await verificationOf(GOOD)
        if (found?.ok !== false || !Object.hasOwn(sealChecks, found.check?.code ?? '')) accepted.push(`${part.join('.')} ${JSON.stringify(value)}`)
        named.set(found?.check?.code ?? '', (named.get(found?.check?.code ?? '') ?? 0) + 1)
        await restore(part, row)
      }
      expect(made).toBe(CHANGES)
      expect(accepted).toEqual([])
      expect([...named.keys()].sort()).toEqual(expect.arrayContaining(['DIGEST', 'SIGNATURE', 'SEAL', 'CHAIN', 'STATE']))
      expect(await verificationOf(GOOD)).toEqual({ ok: true, check: null })
    } finally {
      await db.close()
      ;[db, library] = [outerDb, outerLibrary]
    }
  })
})

describe('a licence passes', () => {
  it('all checks, and is told apart from its signature', async () => {
    expect(await verificationOf(GOOD)).toEqual({ ok: true, check: null })
    const both = seller(ofType(DRIVING, { ...RIGHT, 'Licence.signatureValid': 'CLEAR' }))
    const { data } = await ask(library, both, byIdentifier(identifierOf(DRIVING, 'STATE'), 'signatureValid verification { ok }'))
    expect(data).toEqual({ licence: { signatureValid: true, verification: { ok: false } } })
  })

  it('as many as there are, with one statement', async () => {
    const before = db.statements.count
    const found = (await askSeller(library, planOf({ classes: [{ ...EDGE, ...ofType(DRIVING, { ...RIGHT, 'Licence.signatureValid': 'CLEAR' }) }], subjects: { [SELLER]: 0 } }), `licences { signatureValid ${SELECTION} }`)) ?? []
    expect((found[0]?.['licences'] as unknown[]).length).toBeGreaterThan(15)
    expect(db.statements.count - before).toBe(2)
  })
})

describe('certificates of keys that sign here', () => {
  it('are noted once, and a key that was revoked does not come to count again', async () => {
    await registerIssuerCertificates(db, [KEYS.row, REVOKED.row])
    expect((await db.orm.select().from(issuerKey).where(eq(issuerKey.keyId, REVOKED.row.keyId)))[0]?.revokedOn).toBe('2026-01-01')
  })

  it('that were revoked sign nothing more', async () => {
    const asked: unknown[] = []
    const handle = { keyId: KEYS.row.keyId, issuer: ISSUER, sealSigner: '', sealName: '' }
    const keys = keysThatCount(db, testClock, { find: async (_issuer, _day, revoked) => (asked.push([...(revoked ?? [])]), handle), sign: async () => [] })
    expect(await keys.find(ISSUER, '2026-03-02')).toBe(handle)
    expect(asked).toEqual([[REVOKED.row.keyId]])
    await expect(keys.sign({ ...handle, keyId: REVOKED.row.keyId }, [])).rejects.toThrow('revoked')
  })
})
