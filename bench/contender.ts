import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { performance } from 'node:perf_hooks'
import { type Contender, CONTENDERS } from './contenders.ts'
import { QUESTIONS, type QuestionName } from './world/questions.ts'
import { makeBenchWorld } from './world/world.ts'

/** What one contender did in its turn. */
export interface Turn { readonly answers: number; readonly ms: number; readonly cpuMs: number }

// A slow contender is given more time, so that its rate is not that of a handful.
const ANSWERS_MIN = 12

// Asking for the time is cheap and asking for the processor time is not, so this is done now and then.
const LOOK_MS = 10

/** The process of one contender: it answers its parent's orders, one at a time, and is idle between. */
async function serve(name: string): Promise<void> {
  const entry = CONTENDERS.find((each) => each.name === name)
  if (entry === undefined) throw new RangeError(`there is no contender ${name}`)
  const contender = await entry.open(makeBenchWorld())
  const orders: Record<string, (question: QuestionName, ms: number) => Promise<unknown>> = {
    answer: async (question) => contender.ask(QUESTIONS[question]),
    turn: (question, ms) => turn(contender, question, ms),
    listen: async () => listen(contender),
    cpu: async () => cpuMs(),
  }
  process.on('message', ({ order, question, ms }: { order: string; question: QuestionName; ms: number }) => {
    void (orders[order] as (typeof orders)[string])(question, ms).then((value) => process.send?.({ value }), (error: unknown) => process.send?.({ error: String(error) }))
  })
  process.send?.({ value: 'ready' })
}

/** Answers until so much processor time is used: on a busy machine everyone then still does the same work in a turn. */
async function turn(contender: Contender, name: QuestionName, ms: number): Promise<Turn> {
  const question = QUESTIONS[name]
  // Only what is young: collecting everything throws away what the compiler has learnt, which costs the others half of their rate.
  globalThis.gc?.({ type: 'minor' })
  const cpuBefore = cpuMs()
  const started = performance.now()
  let answers = 0
  let look = started + LOOK_MS
  for (;;) {
    const text = contender.ask(question)
    if (typeof text !== 'string') await text
    answers += 1
    const now = performance.now()
    if (now < look) continue
    look = now + LOOK_MS
    const used = cpuMs() - cpuBefore
    if (used >= ms && answers >= ANSWERS_MIN) return { answers, ms: performance.now() - started, cpuMs: used }
  }
}

async function listen(contender: Contender): Promise<number> {
  const server = await contender.listen?.()
  if (server === undefined) throw new TypeError('it has no HTTP front')
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

function cpuMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1_000
}

await serve(process.argv[2] ?? '')
