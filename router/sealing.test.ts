import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { Settings } from '#platform/config'
import { publishedRoot } from '../seeds/issuer-keys.ts'
import { emptyFolder } from '../tests/harness/process.ts'
import { issuerKeyFiles } from './cli/issuer-keys.ts'
import { type OpenSealing, openSealing, sealingFrom } from './sealing.ts'

const clock = { now: () => Date.parse('2026-03-02T09:00:00+08:00') }
const CODE = '1199010000000022XR'

const opened: OpenSealing[] = []
afterEach(async () => {
  for (const { issuerKeys } of opened.splice(0)) await issuerKeys?.close()
})

function fileOf(text: string): string {
  const path = join(emptyFolder(), 'roots.pem')
  writeFileSync(path, text)
  return path
}

function made(what: 'authority' | 'issuer', ...args: string[]): string {
  const { folder, files } = issuerKeyFiles(what, [emptyFolder(), ...args], clock)
  for (const { name, text, secret } of files) writeFileSync(join(folder, name), text, { mode: secret ? 0o600 : 0o644 })
  return folder
}

const faultsOf = (environment: Record<string, string>, mode: 'embedded' | 'server' = 'server') => {
  const settings = new Settings(environment)
  sealingFrom(settings, mode, emptyFolder())
  try {
    settings.check()
    return ''
  } catch (error) {
    return (error as Error).message
  }
}

describe('a hub on a server is refused', () => {
  it('with the published root, which anybody can sign under', () => {
    expect(faultsOf({ LICENCES_ROOT_CERTIFICATES: fileOf(publishedRoot()) })).toContain('without the published root')
  })

  it('with a file of no roots, or of one who is none', () => {
    const authority = made('authority', '--name', '示例省')
    const issuer = made('issuer', '--name', '示例机关', '--credit-code', CODE, '--authority', authority)
    const own = readdirSync(issuer).find((name) => name.endsWith('.pem')) ?? ''
    for (const text of ['', 'none', readFileSync(join(issuer, own), 'utf8')]) expect(faultsOf({ LICENCES_ROOT_CERTIFICATES: fileOf(text) })).toContain('LICENCES_ROOT_CERTIFICATES must be')
  })

  it('with keys and no root that could certify them', () => {
    expect(faultsOf({ LICENCES_ISSUER_KEYS: emptyFolder() })).toContain('since LICENCES_ISSUER_KEYS is set')
  })

  it('with keys that another root certifies', async () => {
    const [one, other] = [made('authority', '--name', '示例省'), made('authority', '--name', '示例省')]
    const keys = made('issuer', '--name', '示例机关', '--credit-code', CODE, '--authority', one)
    const config = sealingFrom(new Settings({ LICENCES_ROOT_CERTIFICATES: join(other, 'root.pem'), LICENCES_ISSUER_KEYS: keys }), 'server', '')
    await expect(openSealing(config)).rejects.toThrow(`${CODE}: CHAIN_UNTRUSTED`)
  })
})

describe('keys are not made', () => {
  it('for nobody, for no credit code and under no authority', () => {
    expect(() => made('authority')).toThrow('--name')
    expect(() => made('issuer', '--name', '示例机关', '--credit-code', '1', '--authority', emptyFolder())).toThrow('--credit-code')
    expect(() => made('issuer', '--name', '示例机关', '--credit-code', CODE, '--authority', emptyFolder())).toThrow('--authority')
  })
})

describe('licences are sealed', () => {
  it('with keys that the commands made, from their first day to the end of the third year after', async () => {
    const authority = made('authority', '--name', '示例省')
    const keys = made('issuer', '--name', '示例机关', '--credit-code', CODE, '--authority', authority)
    expect(readdirSync(keys).map((name) => [name.endsWith('.key'), (statSync(join(keys, name)).mode & 0o77) === 0])).toEqual([[true, true], [false, false]])
    const sealing = await openSealing(sealingFrom(new Settings({ LICENCES_ROOT_CERTIFICATES: join(authority, 'root.pem'), LICENCES_ISSUER_KEYS: keys }), 'server', ''))
    opened.push(sealing)
    const found = async (day: string) => (await sealing.issuerKeys?.find(CODE, day))?.sealName
    expect(await Promise.all(['2026-03-01', '2026-03-02', '2029-12-31', '2030-01-01'].map(found))).toEqual([undefined, '示例机关电子证照专用章', '示例机关电子证照专用章', undefined])
  })

  it('with the seeds’ keys where there is no server and no other', async () => {
    const folder = emptyFolder()
    const sealing = await openSealing(sealingFrom(new Settings({}), 'embedded', folder))
    opened.push(sealing)
    expect(sealing.issuerKeys?.certificates.length).toBeGreaterThan(5)
    expect(readdirSync(join(folder, 'issuer-keys')).length).toBeGreaterThan(10)
  })

  it('by nobody on a server that was given no keys, where no signature holds either', async () => {
    expect(await openSealing(sealingFrom(new Settings({}), 'server', ''))).toEqual({ roots: [], issuerKeys: undefined })
  })
})
