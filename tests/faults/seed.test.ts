import { afterEach, describe, expect, it } from 'vitest'
import { emptyFolder, hub, type Running } from '../harness/process.ts'
import { toldUntil } from '../harness/seeding.ts'

const running: Running[] = []
const start = (...given: Parameters<typeof hub>) => {
  const process = hub(...given)
  running.push(process)
  return process
}

afterEach(async () => {
  for (const process of running.splice(0)) {
    process.child.kill('SIGKILL')
    await process.exited()
  }
})

const seed = (folder: string, persons: number) => start(['seed', '--persons', String(persons)], { DATA_DIR: folder })

describe('seeding an embedded database refuses', () => {
  it.each(['99', '100001', 'many'])('to make %s people', async (persons) => {
    const bad = start(['seed', '--persons', persons], { DATA_DIR: emptyFolder() })
    expect(await bad.exited()).toBe(78)
    expect(bad.output().err).toContain('SEED_PERSONS must be a whole number from 100 to 100000')
  })
})

describe('seeding an embedded database', () => {
  it('goes on where it was killed, refuses other numbers meanwhile and any when it is whole, and then starts', async () => {
    const folder = emptyFolder()
    const first = seed(folder, 3_000)
    await toldUntil(first, /people, /)
    first.child.kill('SIGKILL')
    await first.exited()

    const other = seed(folder, 2_000)
    expect(await other.exited()).toBe(1)
    expect(other.output().err).toMatch(/^govshare: the database holds the beginning of another load \(persons 3000, /m)

    const second = seed(folder, 3_000)
    expect(await second.exited()).toBe(0)
    expect(second.output().err).toContain('3,000 of 3,000 people, 100 %')

    const again = seed(folder, 3_000)
    expect(await again.exited()).toBe(1)
    expect(again.output().err).toMatch(/^govshare: the database holds a whole load already \(persons 3000, /m)

    const hubOverIt = start(['start'], { DATA_DIR: folder, PORT: '0' })
    await hubOverIt.printed('3000 persons')
  })
})
