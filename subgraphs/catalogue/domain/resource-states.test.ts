import { describe, expect, it } from 'vitest'
import { moved, resourceActions, type ResourceState, type VersionState, versionStates } from './resource-states.ts'
import { resourceStates } from './codes.ts'

/** Every pair of states in which an action is possible, and where it leads. All others are refused. */
const POSSIBLE: readonly string[] = [
  'ASSIGN DRAFT/DRAFT DRAFT/DRAFT',
  'EDIT DRAFT/DRAFT DRAFT/DROPPED', 'EDIT DRAFT/PUBLISHED DRAFT/PUBLISHED', 'EDIT DRAFT/REFUSED DRAFT/REFUSED', 'EDIT DRAFT/DROPPED DRAFT/DROPPED',
  'EDIT PUBLISHED/DRAFT CHANGING/DROPPED', 'EDIT PUBLISHED/PUBLISHED CHANGING/PUBLISHED', 'EDIT PUBLISHED/REFUSED CHANGING/REFUSED',
  'EDIT PUBLISHED/DROPPED CHANGING/DROPPED', 'EDIT CHANGING/DRAFT CHANGING/DROPPED', 'EDIT CHANGING/PUBLISHED CHANGING/PUBLISHED',
  'EDIT CHANGING/REFUSED CHANGING/REFUSED', 'EDIT CHANGING/DROPPED CHANGING/DROPPED', 'EDIT WITHDRAWN/DRAFT DRAFT/DROPPED',
  'EDIT WITHDRAWN/PUBLISHED DRAFT/PUBLISHED', 'EDIT WITHDRAWN/REFUSED DRAFT/REFUSED', 'EDIT WITHDRAWN/DROPPED DRAFT/DROPPED',
  'SUBMIT DRAFT/DRAFT IN_REVIEW/IN_REVIEW', 'SUBMIT CHANGING/DRAFT CHANGING/IN_REVIEW',
  'APPROVE IN_REVIEW/IN_REVIEW PUBLISHED/PUBLISHED', 'APPROVE CHANGING/IN_REVIEW PUBLISHED/PUBLISHED',
  'REFUSE IN_REVIEW/IN_REVIEW DRAFT/REFUSED', 'REFUSE CHANGING/IN_REVIEW PUBLISHED/REFUSED',
  'TAKE_BACK DRAFT/DRAFT WITHDRAWN/DROPPED', 'TAKE_BACK DRAFT/IN_REVIEW WITHDRAWN/DROPPED', 'TAKE_BACK IN_REVIEW/DRAFT DRAFT/DROPPED',
  'TAKE_BACK IN_REVIEW/IN_REVIEW DRAFT/DROPPED', 'TAKE_BACK CHANGING/DRAFT PUBLISHED/DROPPED', 'TAKE_BACK CHANGING/IN_REVIEW PUBLISHED/DROPPED',
  'PROPOSE_WITHDRAWAL PUBLISHED/DRAFT CHANGING/DROPPED', 'PROPOSE_WITHDRAWAL PUBLISHED/PUBLISHED CHANGING/PUBLISHED',
  'PROPOSE_WITHDRAWAL PUBLISHED/REFUSED CHANGING/REFUSED', 'PROPOSE_WITHDRAWAL PUBLISHED/DROPPED CHANGING/DROPPED',
  'PROPOSE_WITHDRAWAL CHANGING/DRAFT CHANGING/DROPPED', 'PROPOSE_WITHDRAWAL CHANGING/PUBLISHED CHANGING/PUBLISHED',
  'PROPOSE_WITHDRAWAL CHANGING/REFUSED CHANGING/REFUSED', 'PROPOSE_WITHDRAWAL CHANGING/DROPPED CHANGING/DROPPED',
  'APPROVE_WITHDRAWAL CHANGING/IN_REVIEW WITHDRAWN/PUBLISHED',
  'WITHDRAW PUBLISHED/DRAFT WITHDRAWN/DROPPED', 'WITHDRAW PUBLISHED/IN_REVIEW WITHDRAWN/DROPPED', 'WITHDRAW PUBLISHED/PUBLISHED WITHDRAWN/PUBLISHED',
  'WITHDRAW PUBLISHED/REFUSED WITHDRAWN/REFUSED', 'WITHDRAW PUBLISHED/DROPPED WITHDRAWN/DROPPED', 'WITHDRAW CHANGING/DRAFT WITHDRAWN/DROPPED',
  'WITHDRAW CHANGING/IN_REVIEW WITHDRAWN/DROPPED', 'WITHDRAW CHANGING/PUBLISHED WITHDRAWN/PUBLISHED', 'WITHDRAW CHANGING/REFUSED WITHDRAWN/REFUSED',
  'WITHDRAW CHANGING/DROPPED WITHDRAWN/DROPPED',
]

type Action = Parameters<typeof moved>[1]
const actions = Object.keys(resourceActions).filter((action): action is Action => action !== 'REGISTER')
const resources = Object.keys(resourceStates) as ResourceState[]
const versions = Object.keys(versionStates) as VersionState[]
const pairs = actions.flatMap((action) => resources.flatMap((resource) => versions.map((version) => ({ action, resource, version }))))

function outcome({ action, resource, version }: (typeof pairs)[number]): string {
  try {
    const to = moved({ resource, version }, action)
    return `${to.resource}/${to.version}`
  } catch (error) {
    return (error as { extensions: { code: string } }).extensions.code
  }
}

describe('a resource', () => {
  it('moves only where it may, in every pair of states', () => {
    expect(pairs).toHaveLength(9 * 5 * 5)
    const led = pairs.map((pair) => [`${pair.action} ${pair.resource}/${pair.version}`, outcome(pair)] as const)
    expect(led.filter(([, to]) => to !== 'CONFLICT').map((parts) => parts.join(' '))).toEqual(POSSIBLE)
  })

  it('is told in both languages in which states an action is not possible', () => {
    expect(() => moved({ resource: 'IN_REVIEW', version: 'IN_REVIEW' }, 'EDIT')).toThrow('EDIT is not possible while the resource is IN_REVIEW and its latest version IN_REVIEW')
    try {
      moved({ resource: 'WITHDRAWN', version: 'PUBLISHED' }, 'SUBMIT')
    } catch (error) {
      expect((error as { extensions: object }).extensions).toEqual({ code: 'CONFLICT', messageZh: '资源为「停用」、最新版本为「已通过」时，不能提交审核' })
    }
  })
})
