import { GraphQLError } from 'graphql'
import { describe, expect, it } from 'vitest'
import { type Log, openLog, silentLog } from './log.ts'

const NUMBER = '990101194001010016'

/** What a log printed, line by line. */
function printed(say: (log: Log) => void, level = 'info'): Record<string, unknown>[] {
  const lines: string[] = []
  say(openLog({ level, destination: { write: (line: string) => void lines.push(line) } }))
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>)
}

const told = (error: unknown): string => JSON.stringify(printed((log) => log.fault('trace', error)))

describe('a log never prints', () => {
  it('the message of a fault, since it may quote a value', () => {
    expect(told(new Error(`no row for ${NUMBER}`))).not.toContain(NUMBER)
  })

  it('a message of several lines, even one made to look like a stack', () => {
    const error = new Error(`first\n    at ${NUMBER} (person.ts:1:1)\n    at ${NUMBER}`)
    expect(told(error)).not.toContain(NUMBER)
  })

  it('a message that was changed after the stack was taken', () => {
    const error = new Error(`first\n    at ${NUMBER}`)
    expect(error.stack).toContain(NUMBER)
    error.message = 'changed'
    expect(told(error)).not.toContain(NUMBER)
  })

  it('the message of a cause, or of what a GraphQL error wraps', () => {
    const wrapped = new Error(`no row for ${NUMBER}`, { cause: new Error(`params: ${NUMBER}`) })
    expect(told(wrapped)).not.toContain(NUMBER)
    expect(told(new GraphQLError(`got ${NUMBER}`, { originalError: wrapped, extensions: { value: NUMBER } }))).not.toContain(NUMBER)
  })

  it('members that a driver hangs on its errors', () => {
    expect(told(Object.assign(new Error('x'), { params: [NUMBER], detail: `Key (${NUMBER}) exists`, query: NUMBER }))).not.toContain(NUMBER)
  })

  it.each([[NUMBER], [{ message: NUMBER }], [[NUMBER]], [null], [undefined]])('what was thrown and is no error', (thrown) => {
    const [line] = printed((log) => log.fault('trace', thrown))
    expect(JSON.stringify(line)).not.toContain(NUMBER)
    expect(line).toMatchObject({ event: 'fault', traceId: 'trace', name: typeof thrown })
  })

  it('anything where it is told to be silent', () => {
    expect(printed((log) => log.fault('trace', new Error('x')), 'silent')).toEqual([])
    expect(printed(() => silentLog.fault('trace', new Error('x')))).toEqual([])
  })
})

describe('a log prints', () => {
  it('of a hop that failed and of a plan that was refused what is named here and nothing that was sent', () => {
    const hop = { library: 'credit', failure: 'wrong answer', hop: 'plan-id', durationMs: 7 } as const
    const [failed, refused] = printed((log) => {
      log.hop(hop)
      log.planRefused({ check: 'replay', times: 3 })
    })
    expect(failed).toMatchObject({ event: 'hop', ...hop })
    expect(refused).toMatchObject({ event: 'plan refused', check: 'replay', times: 3 })
    expect(Object.keys(failed ?? {}).sort()).toEqual(['durationMs', 'event', 'failure', 'hop', 'level', 'library', 'time'])
  })

  it('where a fault came from, its kind and the code of its driver', () => {
    const [line] = printed((log) => log.fault('trace', Object.assign(new TypeError('x'), { code: '57014' })))
    expect(line).toMatchObject({ event: 'fault', traceId: 'trace', name: 'TypeError', code: '57014' })
    expect((line?.['at'] as string[])[0]).toMatch(/^at .*log\.test\.ts:\d+:\d+/)
  })

  it('at most eight frames of a stack', () => {
    const deep = (depth: number): Error => (depth === 0 ? new Error('x') : deep(depth - 1))
    const [line] = printed((log) => log.fault('trace', deep(30)))
    expect(line?.['at']).toHaveLength(8)
  })

  it('the fault that a GraphQL error wraps, not the wrapping', () => {
    const [line] = printed((log) => log.fault('trace', new GraphQLError('x', { originalError: new RangeError('y') })))
    expect(line).toMatchObject({ name: 'RangeError' })
  })

  it('one line per request, with how it ended and how long it took', () => {
    const event = { traceId: 'trace', consumer: 'window', status: 200, outcome: 'ANSWERED', durationMs: 12 }
    expect(printed((log) => log.request(event))).toEqual([expect.objectContaining({ event: 'request', ...event })])
  })

  it('the state of the process, with an instant and without the name of the machine', () => {
    const [line] = printed((log) => log.hub('started', { port: 4000 }))
    expect(line).toMatchObject({ event: 'hub', msg: 'started', port: 4000 })
    expect(Object.keys(line ?? {})).not.toEqual(expect.arrayContaining(['hostname', 'pid']))
  })
})
