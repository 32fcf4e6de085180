import type { PlanNode, RequiresSelection } from '@graphql-hive/router-query-planner'
import { hubError } from '#platform/errors'
import type { Route } from './places.ts'

/** What one lookup requires, and in which places of the answer. */
interface Required {
  readonly requires: readonly RequiresSelection[]
  readonly routes: readonly Route[]
}

/**
 * Refuses a plan whose renamed requirements could give wrong values. The planner renames a required field that is asked with
 * other arguments too. Then it takes the new name for the same field in every place, where it may stand for other arguments
 * or for nothing; and it may require both fields at once, though only one can go by the name.
 *
 * @throws INTERNAL_SERVER_ERROR
 */
export function assertRenamedOnce(node: PlanNode): void {
  const renamed = requiredIn(node, []).filter(({ requires }) => membersOf(requires).some(({ sent, read }) => sent !== read))
  const places = new Set(renamed.flatMap(({ routes }) => routes.map((route) => JSON.stringify(route))))
  if (places.size > 1 || renamed.some(({ requires }) => isAmbiguous(requires))) {
    throw hubError('INTERNAL_SERVER_ERROR', 'no plan leads to what the operation asks')
  }
}

function requiredIn(node: PlanNode, route: Route): Required[] {
  switch (node.kind) {
    case 'Sequence':
    case 'Parallel':
      return node.nodes.flatMap((each) => requiredIn(each, route))
    case 'Flatten':
      return requiredIn(node.node, [...route, ...node.path])
    case 'Condition':
      return [node.ifClause, node.elseClause].flatMap((each) => (each ? requiredIn(each, route) : []))
    case 'Fetch':
      return node.requires ? [{ requires: node.requires, routes: [route] }] : []
    case 'BatchFetch':
      return node.entityBatch.aliases.map(({ requires, paths }) => ({ requires, routes: paths }))
    default:
      return []
  }
}

interface Member {
  readonly at: string
  readonly sent: string
  readonly read: string
}

/** All that is required, nested or for whatever type, each with the place in the representation that it is sent at. */
function membersOf(requires: readonly RequiresSelection[], at = ''): Member[] {
  return requires.flatMap((each) => {
    if (each.kind === 'InlineFragment') return membersOf(each.selections, at)
    if (each.kind !== 'Field') return []
    const sent = each.alias ?? each.name
    return [{ at, sent, read: each.name }, ...membersOf(each.selections ?? [], `${at}.${sent}`)]
  })
}

function isAmbiguous(requires: readonly RequiresSelection[]): boolean {
  const members = membersOf(requires)
  return members.some((one) => members.some((other) => one.at === other.at && one.sent === other.sent && one.read !== other.read))
}
