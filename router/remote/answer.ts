import type { ExecutionResult } from 'graphql'
import type { AccessPlan } from '#platform/access'
import { membersOf, readData, WrongAnswer } from './data.ts'
import { readErrors } from './errors.ts'
import type { Asked } from './fields.ts'

/**
 * The answer of a hop as a library in this process would have given it.
 *
 * @throws WrongAnswer, and RangeError where it is a tree too deep to be walked
 */
export function readAnswer(given: unknown, asked: Asked, plan: AccessPlan): ExecutionResult {
  const { data, errors, extensions, ...others } = membersOf(given)
  if (Object.keys(others).length > 0) throw new WrongAnswer()
  const found = readErrors(asked, errors)
  const subjects = subjectsRead(extensions, plan)
  const result = data === null || data === undefined ? null : readData(asked, data)
  if (result === null && found.length === 0) throw new WrongAnswer()
  for (const subject of subjects) plan.read.add(subject)
  return { data: result, ...(found.length === 0 ? {} : { errors: found }) }
}

// The record names whose rows were read. A library cannot put anybody there whom the plan does not name.
function subjectsRead(extensions: unknown, plan: AccessPlan): string[] {
  const { read } = membersOf(extensions)
  if (!Array.isArray(read)) throw new WrongAnswer()
  if (!read.every((subject) => typeof subject === 'string' && plan.subjects.has(subject))) throw new WrongAnswer()
  return read as string[]
}
