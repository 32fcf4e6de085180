import { parseArgs } from 'node:util'
import { runnableExamples } from '../examples.ts'
import type { Command } from './hub.ts'

/** `hub examples`: what can be asked of the seeded world. */
export const examplesCommand: Command = {
  usage: 'examples [--json]            questions that the seeded hub answers in full',
  async run(args) {
    const { values } = parseArgs({ args: [...args], options: { json: { type: 'boolean' } } })
    const examples = runnableExamples()
    const text = values.json ? JSON.stringify(examples, null, 2) : examples.map(({ name, persona, title }) => `${name}  (${persona})  ${title}`).join('\n')
    process.stdout.write(`${text}\n`)
  },
}
