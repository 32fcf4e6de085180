import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { projectFile } from '#platform/files'
import { textOf } from './documents.ts'

const run = promisify(execFile)
const root = fileURLToPath(projectFile())
const page = textOf('docs/add-a-library.md')

/** What is not source, and what the copy makes for itself. */
const LEFT_OUT = new Set(['node_modules', 'dist', '.git', '.data'])

/** A fenced block of the page: its language, the file that it is, and its text. */
const blocks = [...page.matchAll(/^(`{3,4})(\w+)(?: file=(\S+))?\n([\s\S]*?)\n\1$/gm)].map(
  ([, , language = '', file, text = '']) => ({ language, file, text: `${text}\n` }),
)

/** The environment of a newcomer: no database server, and nothing of the test runner that runs this. */
const environment = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => name !== 'DATABASE_URL' && !name.startsWith('GOVSHARE_') && !name.startsWith('VITEST')),
)

describe('whoever follows docs/add-a-library.md', () => {
  const copy = mkdtempSync(join(tmpdir(), 'govshare-eleventh-'))
  const printed: string[] = []

  beforeAll(async () => {
    cpSync(root, copy, { recursive: true, filter: (source) => source === root || !LEFT_OUT.has(basename(source)) })
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
    for (const { language, file, text } of blocks) {
      if (file !== undefined) {
        mkdirSync(dirname(join(copy, file)), { recursive: true })
        writeFileSync(join(copy, file), text)
      } else if (language === 'diff') {
        writeFileSync(join(copy, 'change.diff'), text)
        await run('git', ['apply', '--unidiff-zero', 'change.diff'], { cwd: copy, env: environment })
        rmSync(join(copy, 'change.diff'))
      } else {
        for (const command of text.trim().split('\n')) printed.push(await outputOf(command))
      }
    }
  })

  afterAll(() => rmSync(copy, { recursive: true, force: true }))

  // A command that fails has told why on its output, which the exception alone does not show.
  async function outputOf(command: string): Promise<string> {
    try {
      const { stdout } = await run('sh', ['-c', command], { cwd: copy, env: { ...environment, NO_COLOR: '1' }, maxBuffer: 64 * 1024 * 1024 })
      return stdout
    } catch (error) {
      const { stdout, stderr } = error as { stdout: string; stderr: string }
      throw new Error(`${command} failed:\n${stdout.slice(-4_000)}${stderr.slice(-2_000)}`, { cause: error })
    }
  }

  it('writes every file of a library, changes four others, and runs what the page says', () => {
    expect(blocks.filter(({ file }) => file?.startsWith('subgraphs/social-insurance/')).length).toBe(11)
    expect(blocks.filter(({ language }) => language === 'diff').length).toBe(1)
    expect(blocks.filter(({ language }) => language === 'sh').length).toBe(2)
  })

  it('has an eleventh library whose own tests, contract tests and story pass', () => {
    const passed = printed.map((text) => Number(/Tests\s+(\d+) passed/.exec(text)?.[1] ?? 0))
    expect(Math.max(...passed)).toBeGreaterThan(100)
    expect(printed.join('\n')).not.toMatch(/\d+ failed/)
  })
})
