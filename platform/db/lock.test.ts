import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { StartFault } from '../errors.ts'
import { holdDirectory } from './lock.ts'

let parent: string
let folder: string
let file: string
const children: ChildProcess[] = []

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'govshare-lock-'))
  folder = join(parent, 'data', 'database')
  file = `${folder}.lock`
})

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  rmSync(parent, { recursive: true })
})

/** A real process of its own that takes the lock as another hub would, and lives until it is killed. */
async function anotherHub(): Promise<ChildProcess & { pid: number }> {
  const script = `require('node:fs').mkdirSync(process.argv[2], { recursive: true })
    require('node:fs').writeFileSync(process.argv[1], String(process.pid), { flag: 'wx' })
    console.log('held')
    setInterval(() => {}, 60_000)`
  const child = spawn(process.execPath, ['-e', script, file, join(parent, 'data')], { stdio: ['ignore', 'pipe', 'inherit'] })
  children.push(child)
  await once(child.stdout, 'data')
  return child as ChildProcess & { pid: number }
}

function refusalOf(action: () => unknown): StartFault {
  try {
    action()
  } catch (error) {
    if (error instanceof StartFault) return error
  }
  throw new Error('it was not refused')
}

describe('a data directory is refused', () => {
  it('while another process holds it, naming the process, and stays theirs', async () => {
    const { pid } = await anotherHub()
    const { message } = refusalOf(() => holdDirectory(folder))
    expect(message).toContain(`process ${pid}`)
    expect(message).toContain('DATA_DIR')
    expect(message).not.toContain('\n')
    expect(readFileSync(file, 'utf8')).toBe(String(pid))
  })

  it('while the lock is still empty, since its holder is about to write into it', () => {
    holdDirectory(folder)()
    writeFileSync(file, '')
    expect(refusalOf(() => holdDirectory(folder)).message).toContain('is being taken by another process')
    expect(readFileSync(file, 'utf8')).toBe('')
  })

  it('while this process holds it already', () => {
    const release = holdDirectory(folder)
    expect(refusalOf(() => holdDirectory(folder)).message).toContain(`process ${process.pid}`)
    release()
  })
})

describe('a data directory is held', () => {
  it('with the lock outside it, so that deleting the data does not free it', () => {
    const release = holdDirectory(folder)
    expect(readFileSync(file, 'utf8')).toBe(String(process.pid))
    rmSync(folder, { recursive: true, force: true })
    expect(existsSync(file)).toBe(true)
    release()
  })

  it('again after it was given back', () => {
    holdDirectory(folder)()
    expect(existsSync(file)).toBe(false)
    holdDirectory(folder)()
  })

  it('after its holder was killed, whose lock was left behind', async () => {
    const child = await anotherHub()
    child.kill('SIGKILL')
    await once(child, 'exit')
    const release = holdDirectory(folder)
    expect(readFileSync(file, 'utf8')).toBe(String(process.pid))
    release()
  })

  it.each(['not a number', '-1', '0', '1e9'])('where the lock names no process: "%s"', (text) => {
    holdDirectory(folder)()
    writeFileSync(file, text)
    const release = holdDirectory(folder)
    expect(readFileSync(file, 'utf8')).toBe(String(process.pid))
    release()
  })

  it('by whoever took it next, even when the holder before gives it back a second time or ends', async () => {
    const listeners = process.listenerCount('exit')
    const release = holdDirectory(folder)
    release()
    const { pid } = await anotherHub()
    release()
    expect(readFileSync(file, 'utf8')).toBe(String(pid))
    expect(process.listenerCount('exit')).toBe(listeners)
  })
})
