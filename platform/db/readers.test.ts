import postgres, { type Sql } from 'postgres'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { SERVER } from '../../tests/harness/server.ts'
import { AskerLeft } from '../errors.ts'
import { embeddedReads, serverReads } from './readers.ts'
import { sqlState } from './sql-state.ts'

const errorOf = (work: Promise<unknown>): Promise<unknown> => work.then(() => 'no error', (error: unknown) => error)

/** A statement of a driver that answers when the test says so. */
interface Held {
  readonly text: string
  active: boolean
  readonly canceller: ReturnType<typeof vi.fn>
  answer(rows: unknown[][]): void
  fail(error: unknown): void
}

/** A driver that keeps its statements, none of them active, for the test to answer. */
function heldDriver() {
  const sent: Held[] = []
  const end = vi.fn(() => Promise.resolve())
  const unsafe = (text: string) => {
    let settle!: Pick<Held, 'answer' | 'fail'>
    const promise = new Promise<unknown[][]>((answer, fail) => { settle = { answer, fail } })
    const held: Held = Object.assign(promise, { text, active: false, canceller: vi.fn(() => Promise.resolve()), ...settle })
    sent.push(held)
    return { values: () => held }
  }
  return { sent, end, client: { unsafe, end } as unknown as Sql }
}

const OPTIONS = { slots: 1, queue: 10, patienceMs: 60_000 }

afterEach(() => void vi.useRealTimers())

describe('a statement is not sent', () => {
  it('while as many are under way as may be, and never where its asker leaves before its turn', async () => {
    const { sent, client } = heldDriver()
    const { read } = serverReads(() => client, OPTIONS)
    const first = read('first', [])
    const leaving = new AbortController()
    const second = errorOf(read('second', [], leaving.signal))
    const third = read('third', [])
    await expect.poll(() => sent.map(({ text }) => text)).toEqual(['first'])
    leaving.abort()
    expect(await second).toBeInstanceOf(AskerLeft)
    sent[0]?.answer([[1]])
    expect(await first).toEqual([[1]])
    await expect.poll(() => sent.map(({ text }) => text)).toEqual(['first', 'third'])
    sent[1]?.answer([[3]])
    expect(await third).toEqual([[3]])
  })
})

describe('a cancel', () => {
  it('waits until the server works on the statement, since the driver would mix up rows or lose a connection', async () => {
    const { sent, client } = heldDriver()
    const { read } = serverReads(() => client, OPTIONS)
    const leaving = new AbortController()
    const asked = errorOf(read('slow', [], leaving.signal))
    await expect.poll(() => sent).toHaveLength(1)
    vi.useFakeTimers()
    leaving.abort()
    expect(await asked).toBeInstanceOf(AskerLeft)
    await vi.advanceTimersByTimeAsync(100)
    expect(sent[0]?.canceller).not.toHaveBeenCalled()
    Object.assign(sent[0] ?? {}, { active: true })
    await vi.advanceTimersByTimeAsync(10)
    expect(sent[0]?.canceller).toHaveBeenCalledOnce()
  })

  it('that cannot be sent is nobody\'s error', async () => {
    const { sent, client } = heldDriver()
    const { read } = serverReads(() => client, OPTIONS)
    const leaving = new AbortController()
    const asked = errorOf(read('slow', [], leaving.signal))
    await expect.poll(() => sent).toHaveLength(1)
    Object.assign(sent[0] ?? {}, { active: true, canceller: () => Promise.reject(new Error('refused')) })
    leaving.abort()
    expect(await asked).toBeInstanceOf(AskerLeft)
    sent[0]?.answer([])
    const next = read('next', [])
    await expect.poll(() => sent).toHaveLength(2)
    sent[1]?.answer([[2]])
    expect(await next).toEqual([[2]])
  })
})

describe('a slot is given back', () => {
  it('where the statement fails, and the error is told', async () => {
    const { sent, client } = heldDriver()
    const { read } = serverReads(() => client, OPTIONS)
    const failed = errorOf(read('fails', []))
    const next = read('next', [])
    await expect.poll(() => sent).toHaveLength(1)
    sent[0]?.fail(Object.assign(new Error('division by zero'), { code: '22012' }))
    expect(sqlState(await failed)).toBe('22012')
    await expect.poll(() => sent).toHaveLength(2)
    sent[1]?.answer([])
    expect(await next).toEqual([])
  })

  it('after ten seconds without an answer, which are LIBRARY_UNAVAILABLE, and the statement is cancelled', async () => {
    vi.useFakeTimers()
    const { sent, client } = heldDriver()
    const { read } = serverReads(() => client, OPTIONS)
    const late = errorOf(read('late', []))
    const next = read('next', [])
    await vi.advanceTimersByTimeAsync(0)
    Object.assign(sent[0] ?? {}, { active: true })
    await vi.advanceTimersByTimeAsync(10_000)
    expect(await late).toMatchObject({ message: 'the database did not answer in time', extensions: { code: 'LIBRARY_UNAVAILABLE' } })
    expect(sent[0]?.canceller).toHaveBeenCalledOnce()
    expect(sent[1]?.text).toBe('next')
    sent[1]?.answer([[2]])
    sent[0]?.answer([[1]])
    expect(await next).toEqual([[2]])
  })

  it('once and not twice by a statement that ends after its ten seconds', async () => {
    vi.useFakeTimers()
    const { sent, client } = heldDriver()
    const { read } = serverReads(() => client, OPTIONS)
    const late = errorOf(read('late', []))
    await vi.advanceTimersByTimeAsync(10_000)
    await late
    sent[0]?.answer([])
    await vi.advanceTimersByTimeAsync(0)
    void read('second', [])
    void read('third', [])
    await vi.advanceTimersByTimeAsync(0)
    expect(sent.map(({ text }) => text)).toEqual(['late', 'second'])
  })

  it('by a database in this process when it is done, since it cannot be made to stop', async () => {
    const answers: ((rows: unknown[][]) => void)[] = []
    const read = embeddedReads(() => new Promise((resolve) => { answers.push(resolve) }), OPTIONS)
    const leaving = new AbortController()
    const left = errorOf(read('first', [], leaving.signal))
    const next = read('second', [])
    await expect.poll(() => answers).toHaveLength(1)
    leaving.abort()
    expect(await left).toBeInstanceOf(AskerLeft)
    expect(answers).toHaveLength(1)
    answers[0]?.([])
    await expect.poll(() => answers).toHaveLength(2)
    answers[1]?.([[2]])
    expect(await next).toEqual([[2]])
  })
})

describe('a question of many statements', () => {
  it('makes nobody warn of the many that listen whether its asker leaves', async () => {
    const warned = vi.fn()
    process.on('warning', warned)
    const read = embeddedReads(() => Promise.resolve([]), { ...OPTIONS, slots: 5, queue: 50 })
    const { signal } = new AbortController()
    await Promise.all(Array.from({ length: 30 }, () => read('one of many', [], signal)))
    await new Promise((resolve) => { setImmediate(resolve) })
    process.off('warning', warned)
    expect(warned).not.toHaveBeenCalled()
  })
})

describe('texts that were prepared', () => {
  it('are forgotten with their connections after two thousand, once nothing is under way on these', async () => {
    const drivers: ReturnType<typeof heldDriver>[] = []
    const { read } = serverReads(() => {
      drivers.push(heldDriver())
      return (drivers.at(-1) as ReturnType<typeof heldDriver>).client
    }, { ...OPTIONS, slots: 5_000 })
    const held = read('held', [])
    for (let at = 0; at < 2_000; at += 1) {
      const asked = read(`text ${at}`, [])
      await Promise.resolve()
      await Promise.resolve()
      drivers.at(-1)?.sent.at(-1)?.answer([])
      await asked
    }
    expect(drivers).toHaveLength(2)
    expect(drivers[0]?.end).not.toHaveBeenCalled()
    drivers[0]?.sent[0]?.answer([['held']])
    expect(await held).toEqual([['held']])
    expect(drivers[0]?.end).toHaveBeenCalledOnce()
    expect(drivers[1]?.end).not.toHaveBeenCalled()
  })
})

const url = SERVER ?? ''

// Everything is on one connection, and whatever sleeps would sleep longer than the ten seconds that are waited for an answer.
describe.skipIf(url === '')('on a server', () => {
  const SLEEP = 'select pg_sleep($1::float8) is null as slept, $2::text as told'
  /** Goes on once nobody holds the lock of a number any more; of its own, since others may use the server. */
  const HOLD = 'select pg_advisory_xact_lock_shared($1::float8::bigint) is null as held, $2::text as told'
  const [FREE, LOCK] = ['0', String(process.pid)]
  const TELL = 'select $1::text as told'

  async function oneConnection() {
    const opened: Sql[] = []
    const reads = serverReads(() => {
      const client = postgres(url, { ...({ max_pipeline: 8 } as object), max: 1, onnotice: () => {} })
      opened.push(client)
      return client
    }, { slots: 8, queue: 500, patienceMs: 60_000 })
    const observer = postgres(url, { max: 1, onnotice: () => {} })
    // A statement is described on its first run, alone on its connection.
    const [told] = await reads.read('select pg_backend_pid()::text', [])
    await reads.read(SLEEP, ['0', ''])
    await reads.read(HOLD, [FREE, ''])
    await reads.read(TELL, [''])
    const pid = Number(told?.[0])
    /** Resolves once the server is working on that statement, with when it began; for another time than it had begun before. */
    const working = async (text: string, before?: string) => {
      let began: string | undefined
      await expect.poll(async () => {
        const [row] = await observer`select query, query_start::text as began from pg_stat_activity where pid = ${pid} and state = 'active'`
        began = row?.['began'] as string | undefined
        return row?.['query'] === text && began !== before
      }).toBe(true)
      return began
    }
    const lock = () => observer`select pg_advisory_lock(${LOCK}::bigint)`
    const unlock = () => observer`select pg_advisory_unlock(${LOCK}::bigint)`
    const close = async () => { await reads.close(); await observer.end() }
    return { read: reads.read, observer, pid, working, lock, unlock, close }
  }

  it('a statement whose asker has left is cancelled, and those behind it on its connection are answered', async () => {
    const { read, working, close } = await oneConnection()
    const leaving = new AbortController()
    const asleep = errorOf(read(SLEEP, ['30', 'asleep'], leaving.signal))
    await working(SLEEP)
    const behind = [read(TELL, ['one']), read(TELL, ['two'])]
    leaving.abort()
    expect(await asleep).toBeInstanceOf(AskerLeft)
    expect(await Promise.all(behind)).toEqual([[['one']], [['two']]])
    await close()
  })

  it('one that left while it stood behind another takes nobody\'s rows and gives nobody its own', async () => {
    const { read, working, lock, unlock, close } = await oneConnection()
    await lock()
    const leaving = new AbortController()
    const before = read(HOLD, [LOCK, 'before'])
    await working(HOLD)
    const left = errorOf(read(SLEEP, ['30', 'left'], leaving.signal))
    const after = [read(TELL, ['one']), read(TELL, ['two'])]
    await Promise.resolve()
    leaving.abort()
    expect(await left).toBeInstanceOf(AskerLeft)
    await unlock()
    expect(await before).toEqual([[false, 'before']])
    expect(await Promise.all(after)).toEqual([[['one']], [['two']]])
    await close()
  })

  it('one that is hit by a cancel that was meant for another is run again, and nobody hears of it', async () => {
    const { read, observer, pid, working, lock, unlock, close } = await oneConnection()
    await lock()
    const hit = read(HOLD, [LOCK, 'hit'])
    const began = await working(HOLD)
    await observer`select pg_cancel_backend(${pid})`
    await working(HOLD, began)
    await unlock()
    expect(await hit).toEqual([[false, 'hit']])
    await close()
  })

  it('one that is hit a second time fails, since then somebody else means it', async () => {
    const { read, observer, pid, working, close } = await oneConnection()
    const hit = vi.fn()
    const asked = errorOf(read(SLEEP, ['30', 'hit'])).then(hit)
    await working(SLEEP)
    await expect.poll(async () => {
      await observer`select pg_cancel_backend(${pid})`
      return hit.mock.calls.length
    }, { interval: 50 }).toBe(1)
    await asked
    expect(sqlState(hit.mock.calls[0]?.[0])).toBe('57014')
    await close()
  })

  it('many that leave in the midst of many leave every other its own answer', async () => {
    const { read, close } = await oneConnection()
    const answers: [string, unknown][] = []
    const all = Array.from({ length: 400 }, async (_each, at) => {
      await new Promise((resolve) => { setImmediate(resolve) })
      const leaving = new AbortController()
      const leaves = at % 3 === 0
      const asked = read(SLEEP, ['0.002', `${at}`], leaves ? leaving.signal : undefined).then((rows) => rows[0]?.[1], (error: unknown) => error)
      if (leaves) setImmediate(() => leaving.abort())
      const answer = await asked
      if (!(answer instanceof AskerLeft)) answers.push([`${at}`, answer])
    })
    await Promise.all(all)
    // Whom two cancels hit that were meant for others is told so; nobody is told what is another's.
    const wrong = answers.filter(([at, answer]) => answer !== at && sqlState(answer) !== '57014')
    expect(wrong).toEqual([])
    expect(answers.length).toBeGreaterThan(0)
    await close()
  })
})
