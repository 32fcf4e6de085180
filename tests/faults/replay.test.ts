import { rmSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { emptyFolder, hub, type Running } from '../harness/process.ts'

const folder = emptyFolder()
const environment = { DATA_DIR: folder, PORT: '0', SEED_PERSONS: '100' }
let running: Running
let entry = ''

/** A command, run to its end. */
async function command(...args: readonly string[]) {
  const run = hub(args, environment)
  const code = await run.exited()
  return { code, ...run.output() }
}

beforeAll(async () => {
  running = hub(['start'], environment)
  await running.printed('govshare listens on')
  const url = /http:\/\/[\d.:]+/.exec(running.output().out)?.[0] ?? ''
  const token = (await command('token', 'civil-affairs')).out.trim()
  const answer = await fetch(`${url}/graphql`, {
    method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: '{ matter(code: "none") { name } legalPerson(creditCode: "52990101MJ100001XE") { name phone } }' }),
  })
  entry = ((await answer.json()) as { extensions: { receipt: { entry: string } } }).extensions.receipt.entry
})

afterAll(async () => {
  running.child.kill('SIGKILL')
  await running.exited()
  rmSync(folder, { recursive: true, force: true })
})

describe('hub audit replay', () => {
  it('opens no database that a hub holds', async () => {
    expect(await command('audit', 'replay', entry)).toMatchObject({ code: 1, out: '' })
  })

  it('says so where there is no such entry, or none is named', async () => {
    running.child.kill('SIGTERM')
    await running.exited()
    expect(await command('audit', 'replay', '1-999')).toMatchObject({ code: 66, out: '' })
    expect(await command('audit', 'replay', 'entry')).toMatchObject({ code: 66, out: '' })
    expect((await command('audit')).code).toBe(64)
  })

  it('takes the decision of an answer again by the id in its receipt, and finds it the same', async () => {
    const { code, out } = await command('audit', 'replay', entry)
    expect(out).toContain('Matter.name=CLEAR')
    expect(out).toContain('the same decision')
    expect(code).toBe(0)
  })
})
