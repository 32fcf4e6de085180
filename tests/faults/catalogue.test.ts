import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readWorkbook, writeWorkbook } from '#platform/spreadsheet'
import { codeOf } from '../../seeds/agencies.ts'
import { openTestHub, type TestHub } from '../harness/hub.ts'
import { emptyFolder, hub } from '../harness/process.ts'

const folder = emptyFolder()
const FILE = join(folder, 'catalogue.xlsx')
const BOUNDS = { bytes: 64_000_000, rows: 20_001, columns: 80 }

let server: TestHub
beforeAll(async () => {
  server = await openTestHub()
})
afterAll(() => server?.close())

/** Runs `hub catalogue` as a person with the token of a persona. */
async function catalogue(what: string, file: string, persona: string, ...more: string[]) {
  const process = hub(['catalogue', what, file, '--url', server.url, '--token', await server.token(persona), ...more])
  const code = await process.exited()
  return { code, ...process.output() }
}

describe('hub catalogue', () => {
  it.each([[['catalogue']], [['catalogue', 'print', FILE]], [['catalogue', 'export', FILE, 'more']]])('says how it is used: %j', async (args) => {
    const wrong = hub(args)
    expect(await wrong.exited()).toBe(64)
    expect(wrong.output().err).toBe('govshare: say export or import, and the file\n')
  })

  it('says in one line that no hub answers, or that the file cannot be read or sent', async () => {
    const nobody = hub(['catalogue', 'export', FILE, '--url', 'http://127.0.0.1:1', '--token', 'none'])
    expect([await nobody.exited(), nobody.output().err]).toEqual([1, 'govshare: no hub answers at http://127.0.0.1:1/graphql; run npm start first\n'])
    expect(await catalogue('import', join(folder, 'none.xlsx'), 'steward-civil-affairs')).toMatchObject({ code: 65, err: expect.stringContaining('cannot be read (ENOENT)') as unknown })
    writeFileSync(join(folder, 'large.xlsx'), Buffer.alloc(760_000))
    expect(await catalogue('import', join(folder, 'large.xlsx'), 'steward-civil-affairs')).toMatchObject({ code: 65, err: expect.stringContaining('agency by agency') as unknown })
    expect(existsSync(FILE)).toBe(false)
  })

  it('writes the catalogue of an agency and takes it back without a change, from its steward alone', async () => {
    const written = await catalogue('export', FILE, 'outsider', '--agency', codeOf('civil-affairs'))
    expect(written).toMatchObject({ code: 0, out: expect.stringMatching(/^\d+ items written to /) as unknown })
    const back = await catalogue('import', FILE, 'steward-civil-affairs')
    expect(back).toMatchObject({ code: 0, out: expect.stringMatching(/^0 drafts made, \d+ resources unchanged\n$/) as unknown })
    expect(await catalogue('import', FILE, 'civil-affairs')).toMatchObject({ code: 1, err: expect.stringContaining('steward') as unknown })
  })

  it('tells what is wrong by line and column, and that something was', async () => {
    const [heading = [], first = [], ...rest] = readWorkbook(readFileSync(FILE), '政务信息资源目录', BOUNDS).map(({ cells }) => cells as (string | null)[])
    const at = heading.indexOf('信息项掩码规则')
    writeFileSync(FILE, writeWorkbook('政务信息资源目录', [heading, first.map((cell, column) => (column === at ? '马赛克' : cell)), ...rest]))
    const told = await catalogue('import', FILE, 'steward-civil-affairs')
    expect([told.code, told.out]).toEqual([65, expect.stringMatching(/^0 drafts made, \d+ resources unchanged\nline 2, 信息项掩码规则: 不在代码表中 \(not in the list of codes\)\n$/)])
  })
})
