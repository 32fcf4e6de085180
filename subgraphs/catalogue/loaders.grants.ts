import type { Access } from '#platform/access'
import { manyPerKey, onePerKey } from '#platform/batch'
import type { Commands } from './commands.ts'
import type { Queries } from './queries.ts'

/** Loaders of grants, and the acts on them, each of which gives the grant as it is then. */
export function grantLoaders(queries: Queries, commands: Commands, access: Access) {
  const grant = onePerKey((ids) => queries.grantsById(access, ids), (row) => row.id)
  const grantVersions = manyPerKey((ids) => queries.grantVersions(access, ids), (row) => row.id)
  const grantEvents = manyPerKey((ids) => queries.grantEvents(access, ids), (row) => row.subject)
  const after = <Input>(act: (access: Access, input: Input) => Promise<string>) => async (input: Input) => {
    const id = await act(access, input)
    // One request may act on a grant twice.
    for (const loader of [grant, grantVersions, grantEvents]) loader.clear(id)
    return grant.load(id)
  }
  return {
    grant,
    grants: queries.grants.bind(null, access),
    grantList: queries.grantList.bind(null, access),
    grantUse: manyPerKey((ids) => queries.grantUse(access, ids), (row) => row.grantId),
    unusedOfGrant: manyPerKey((ids) => queries.unusedOfGrants(access, ids), (row) => row.grantId),
    grantVersions,
    grantEvents,
    quotaUsed: onePerKey((ids) => queries.quotasUsed(access, ids), (row) => row.grantId),
    unusedItems: queries.unusedItems.bind(null, access),
    revokeGrant: after(commands.revokeGrant),
    suspendGrant: after(commands.suspendGrant),
    resumeGrant: after(commands.resumeGrant),
    changeGrant: after(commands.changeGrant),
  }
}
