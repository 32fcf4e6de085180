import { OperationTypeNode } from 'graphql'
import { actError, codeOf, hubError, inputError } from '#platform/errors'
import type { Explained } from '../../subgraphs/catalogue/index.ts'
import type { Purpose } from '../decision/facts.ts'
import type { Use } from '../decision/uses.ts'
import { type Operation, readOperation } from '../operation.ts'
import { purposeOf } from '../purpose.ts'
import { asksExplanation, type Desk, refuseWrongDocuments } from '../questions.ts'

/** The question as it would be read if it were asked. */
export function readExplained({ operation: text, variables, operationName, purpose }: Explained, desk: Desk): { readonly operation: Operation; readonly uses: readonly Use[]; readonly purpose: Purpose | null } {
  const operation = reading(() => operationOf(text, variablesOf(variables), operationName ?? undefined, desk))
  const { uses } = desk.asked(operation)
  if (operation.definition.operation !== OperationTypeNode.QUERY) {
    throw refusedInput('MUTATION', 'a change is not explained, since what may be changed is for the library to say', '不说明变更操作：能否变更由资源库决定')
  }
  if (uses.some(asksExplanation)) throw refusedInput('NESTED', 'an operation that asks explainAccess or simulateAccess is not explained', '不说明包含 explainAccess、simulateAccess 的操作')
  reading(() => refuseWrongDocuments(uses, desk))
  return { operation, uses, purpose: reading(() => purposeOf(purpose)) }
}

function operationOf(text: string, variables: Readonly<Record<string, unknown>>, operationName: string | undefined, { schema }: Desk): Operation {
  const operation = readOperation(schema, text, variables, operationName)
  if (!('errors' in operation)) return operation
  throw hubError('GRAPHQL_VALIDATION_FAILED', operation.errors.map(({ message }) => message).join('; ').slice(0, MESSAGE_MAX))
}

function variablesOf(given: unknown): Record<string, unknown> {
  if (given === undefined || given === null) return {}
  if (typeof given === 'object' && !Array.isArray(given)) return given as Record<string, unknown>
  throw refusedInput('OBJECT', 'it is no JSON object', '不是 JSON 对象', 'variables')
}

const MESSAGE_MAX = 400

// What is wrong with the question explained is told as its own fault and not as one of the question around it.
function reading<Read>(work: () => Read): Read {
  try {
    return work()
  } catch (error) {
    const { message, extensions } = error as { message: string; extensions?: { faults?: unknown; messageZh?: unknown } }
    const code = codeOf(error)
    if (code === null || extensions?.messageZh !== undefined) throw error
    const given = (Array.isArray(extensions?.faults) ? extensions.faults : []) as readonly { argument: string; check: string }[]
    const faults = given.map(({ argument, check }) => ({ argument, check, en: `the ${check} check failed`, zh: `未通过 ${check} 校验` }))
    throw actError(code, `the operation explained: ${message.slice(0, MESSAGE_MAX)}`, '被说明的操作有误', { faults })
  }
}

export function refusedInput(check: string, en: string, zh: string, argument = 'operation') {
  return inputError([{ argument, check, en, zh }])
}
