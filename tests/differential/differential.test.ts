import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { askedThrough, MODES, truthOf } from './ask.ts'
import { type Answer, faults } from './compare.ts'
import { hub } from './mocks.ts'
import { openWorld } from './open.ts'
import { type Question, questions } from './operations.ts'
import { WORLDS } from './worlds/index.ts'

const ALL = [...WORLDS, hub]

/** Random operations over all worlds together. */
const RUNS = Number(process.env['DIFFERENTIAL_RUNS'] ?? 2_000)
const SEED = Number(process.env['DIFFERENTIAL_SEED'] ?? 20_260)
const DEPTH = 3

/** A found fault is made smaller by so many tries at most. */
const SHRINKS_MAX = 500

/** Operations that cannot be made valid, or that are more than the router takes; each run makes a new one. */
const FILTERED_MAX = 0.05

const isRefused = ({ data, errors }: Answer) =>
  (data ?? null) === null && errors?.length === 1 && errors[0]?.path === undefined &&
  errors[0]?.message === 'no plan leads to what the operation asks' && errors[0].extensions?.['code'] === 'INTERNAL_SERVER_ERROR'
const isTooMuch = ({ errors }: Answer) => errors?.[0]?.extensions?.['code'] === 'OPERATION_TOO_COMPLEX'

describe('random operations are answered as graphql-js answers them on one schema', () => {
  it.each(ALL.map((world) => [world.name, world] as const))('over %s', async (_, world) => {
    const opened = openWorld(world)
    const routers = MODES.map((mode) => askedThrough(opened, mode))
    let [asked, filtered, refused, tries] = [0, 0, 0, 0]
    async function answersAlike(question: Question | null): Promise<void> {
      asked += 1
      if (question === null) return void (filtered += 1)
      const truth = truthOf(opened, question)
      for (const [index, router] of routers.entries()) {
        const answer = await router.ask(question)
        if (isTooMuch(answer)) return void (filtered += 1)
        if (isRefused(answer)) return void (refused += 1)
        const wrong = faults(truth, answer)
        if (wrong.length > 0) throw new Error([`libraries ${MODES[index]}`, question.query, JSON.stringify(question.variables), ...wrong].join('\n'))
      }
    }
    const property = fc.asyncProperty(questions(opened.api, world, DEPTH), async (question) => {
      if (tries > SHRINKS_MAX) return
      try {
        await answersAlike(question)
      } catch (error) {
        tries += 1
        throw error
      } finally {
        if (tries > 0) tries += 1
      }
    })
    const result = await fc.check(property, { seed: SEED, numRuns: Math.ceil(RUNS / ALL.length) })
    if (result.failed) throw result.errorInstance
    expect(filtered / asked).toBeLessThan(FILTERED_MAX)
    expect(refused / asked).toBeLessThanOrEqual(world.refusals ?? 0)
  })
})
