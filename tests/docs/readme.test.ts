import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { projectFile } from '#platform/files'
import { testedBlocks, textOf } from './documents.ts'

const run = promisify(execFile)
const root = fileURLToPath(projectFile())
const blocks = testedBlocks(textOf('README.md'))

/** The tests are there because the packages are installed; the rest of a command is run as it stands. */
const withoutInstalling = (command: string) => command.replace(/^npm ci && /, '')

const commandsMarked = (mark: string) => blocks.filter((block) => block.mark.split(' ')[0] === mark)

const SETTINGS = ['DATABASE_URL', 'TRUSTED_ISSUERS', 'MASTER_SECRET_FILE', 'PUBLIC_URL', 'HOST', 'SEED_PERSONS', 'LOG_LEVEL', 'DATABASE_CONNECTIONS', 'DATABASE_PREPARE']

/** The environment of a newcomer: nothing set but a free port and an empty folder. */
function environmentWith(port: string, dataDir: string): NodeJS.ProcessEnv {
  const rest = Object.entries(process.env).filter(([name]) => !SETTINGS.includes(name))
  return { ...Object.fromEntries(rest), PORT: port, DATA_DIR: dataDir }
}

interface Answer {
  readonly data: Readonly<Record<string, unknown>>
  readonly errors?: readonly { readonly extensions: Readonly<Record<string, unknown>> }[]
  readonly extensions: { readonly hops: readonly string[] }
}

/** What a process prints until a line of it holds this text; fails with its complaints when it ends before. */
function printedUntil(child: ChildProcess, text: string): Promise<string> {
  let printed = ''
  let complaints = ''
  return new Promise((resolve, reject) => {
    child.stderr?.on('data', (chunk) => (complaints += String(chunk)))
    child.stdout?.on('data', (chunk) => {
      printed += String(chunk)
      if (printed.includes(text)) resolve(printed)
    })
    child.once('exit', (code) => reject(new Error(`it ended with ${code}:\n${printed}${complaints}`)))
  })
}

describe('the README', () => {
  const folder = mkdtempSync(join(tmpdir(), 'govshare-readme-'))
  const dataDir = join(folder, 'data')
  let hub: ChildProcess
  let greeting = ''
  let address = ''

  async function ask(command: string): Promise<Answer> {
    const own = command.replaceAll('http://127.0.0.1:4000', address)
    const { stdout } = await run('sh', ['-c', own], { cwd: root, env: environmentWith(new URL(address).port, dataDir) })
    return JSON.parse(stdout) as Answer
  }

  beforeAll(async () => {
    const [start] = commandsMarked('start')
    const command = withoutInstalling(start?.command ?? 'false')
    // A group of its own, so that nothing of it outlives a test that failed.
    hub = spawn('sh', ['-c', command], { cwd: root, env: environmentWith('0', dataDir), stdio: ['ignore', 'pipe', 'pipe'], detached: true })
    greeting = await printedUntil(hub, 'in a browser')
    address = /govshare listens on (http:\S+)/.exec(greeting)?.[1] ?? ''
  })

  afterAll(() => {
    if (hub.exitCode === null && hub.pid !== undefined) process.kill(-hub.pid, 'SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  })

  it('gives commands for every step of the first minute', () => {
    expect(blocks.map(({ mark }) => mark)).toEqual(['start', 'answered', 'answered', 'refused NO_GRANT', 'by running it'])
  })

  it('names commands that package.json has', () => {
    const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Record<string, string> }
    const named = [...textOf('README.md').matchAll(/npm (?:run (?:-s )?)?(?!ci\b|run\b)(\w+)/g)].map(([, name = '']) => name)
    expect(new Set(named)).toEqual(new Set(['start', 'hub', 'test']))
    expect(named.filter((name) => scripts[name] === undefined)).toEqual([])
  })

  it('starts a hub that says where it is, what it holds, and what to ask', () => {
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    for (const told of ['database', 'persons', '(answered)', '(refused, and told why)']) expect(greeting).toContain(told)
  })

  it.each(commandsMarked('answered'))('asks what is answered in full: $command', async ({ command }) => {
    const { data, errors } = await ask(command)
    expect(errors).toBeUndefined()
    expect(Object.keys(data).length).toBeGreaterThan(0)
    expect(Object.values(data)).not.toContain(null)
  })

  it('promises eight libraries of the first example, and they are asked', async () => {
    const { extensions } = await ask('npm run -s hub -- ask first')
    expect(new Set(extensions.hops).size).toBe(8)
  })

  it.each(commandsMarked('refused'))('asks what is refused and told why: $mark', async ({ mark, command }) => {
    const { data, errors } = await ask(command)
    expect(data).not.toBeNull()
    expect(errors?.map(({ extensions }) => `refused ${String(extensions['reason'])}`)).toEqual([mark])
  })

  it('leads to the page of operations, whose command traces a value to the grant that it rests on and the day of its approval', async () => {
    const [traced] = testedBlocks(textOf('docs/operations.md'))
    const { data, errors } = await ask(traced?.command ?? 'false')
    expect(errors).toBeUndefined()
    interface Use { readonly version: number; readonly grant: { readonly items: { item: string }[]; readonly versions: { version: number; approvedOn: string }[] } }
    const uses = (data['accessRecord'] as { grantUses: Use[] }).grantUses
    const used = uses.find(({ grant }) => grant.items.some(({ item }) => item === 'Person.name'))
    expect(used?.grant.versions.find(({ version }) => version === used.version)?.approvedOn).toMatch(/^\d{4}-\d\d-\d\d$/)
  })

  // The last, since it ends the hub.
  it('starts a hub that ends cleanly when it is told to', async () => {
    const ended = once(hub, 'exit')
    process.kill(Number(readFileSync(join(dataDir, 'database.lock'), 'utf8')), 'SIGTERM')
    expect(await ended).toEqual([0, null])
  })
})
