import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { examples, refusals } from '../../seeds/examples.ts'
import { type Answer, openTestHub, type Question, type TestHub } from '../harness/hub.ts'

let here: TestHub
let remote: TestHub

// What a change makes is another one every time; its own stories are told both ways.
const QUESTIONS = [...examples(), ...refusals()].filter(({ query }) => !query.startsWith('mutation')).map(
  ({ name, persona, subject, purpose, query, variables }) =>
    [name, { persona, purpose, query, variables, ...(subject === undefined ? {} : { subject }) } satisfies Question] as const,
)

/** An answer without what is another one every time: the name of the request, and the cursors, which are sealed anew. */
const settled = (text: string) => text.replace(/"(traceId|cursor|endCursor|entry|digest)":"[^"]+"/g, '"$1":"…"')

// In the remote mode of the suite every other file tells the same.
describe.skipIf(process.env['GOVSHARE_LIBRARIES'] === 'remote')('A library on a host of its own gives the same JSON, letter for letter, as one in the process', () => {
  beforeAll(async () => {
    here = await openTestHub({ libraries: 'here' })
    remote = await openTestHub({ libraries: 'remote', beside: here })
  })

  afterAll(async () => {
    await remote?.close()
    await here?.close()
  })

  it.each(QUESTIONS)('to %s', async (_name, question) => {
    const [first, second] = [await here.ask(question), await remote.ask(question)]
    expect(second.status).toBe(first.status)
    expect(settled(second.text)).toBe(settled(first.text))
  })

  it('to many questions, some of them answered in part', () => {
    expect(QUESTIONS.length).toBeGreaterThanOrEqual(30)
  })

  it('also where a library refuses an argument', async () => {
    const question: Question = {
      persona: 'civil-affairs',
      query: '{ searchAddresses(text: "示例", first: 500) { edges { node { fullText } } } division(code: "990101") { name } }',
    }
    const [first, second] = [await here.ask(question), await remote.ask(question)]
    expect(first.refused.map(({ code }) => code)).toContain('BAD_USER_INPUT')
    expect(settled(second.text)).toBe(settled(first.text))
  })

  it('and the record keeps the same of both, with every subject whose rows were read', async () => {
    // What is explained reads nobody's rows.
    for (const [, question] of QUESTIONS.filter(([name]) => name !== 'explain').slice(0, 8)) {
      const answers = [await here.ask(question), await remote.ask(question)]
      const [first, second] = await Promise.all(answers.map(recordOf))
      expect(second).toEqual(first)
      expect(first?.subjects).not.toEqual([])
    }
  })
})

interface Kept {
  readonly subjects: readonly string[]
}

/** What the record keeps of a question, without what is another one every time. */
async function recordOf({ extensions: { traceId } }: Answer): Promise<Kept | undefined> {
  const result: unknown = await here.db.orm.execute(sql`
    select (to_jsonb(kept) - array['id', 'stream', 'seq', 'trace_id', 'at', 'duration_ms', 'answer', 'subjects'])::text as row,
      array(select key from audit.access_record_concern named where named.role = 'S' and (named.stream, named.seq) = (kept.stream, kept.seq) order by key)::text[] as subjects
    from audit.access_entry kept where kept.trace_id = ${String(traceId)}`)
  const rows = Array.isArray(result) ? result : (result as { rows: unknown[] }).rows
  return (rows as Kept[])[0]
}
