import DataLoader from 'dataloader'
import type { Access } from '#platform/access'
import { manyPerKey, onePerKey } from '#platform/batch'
import type { Commands, Inputs } from './commands.inputs.ts'
import type { HandledAsked, HandledQueries } from './queries.handling.ts'
import type { CasesAsked, Queries } from './queries.ts'

/** One loader per access path, made anew for every request. */
export const loaders = (queries: Queries, handled: HandledQueries, commands: Commands) => (access: Access) => ({
  case: onePerKey((caseNos) => queries.cases(access, caseNos), (row) => row.caseNo),
  casesOf: new DataLoader((asks: readonly CasesAsked[]) => queries.casesOf(access, asks), {
    cacheKeyFn: (asked) => JSON.stringify(asked),
    maxBatchSize: 1_000,
  }),
  children: manyPerKey((caseNos) => queries.children(access, caseNos), (row) => row.partOf),
  clock: onePerKey((caseNos) => queries.clocks(access, caseNos), (row) => row.caseNo),
  agencies: manyPerKey((caseNos) => queries.agencies(access, caseNos), (row) => row.caseNo),
  parties: manyPerKey((caseNos) => queries.parties(access, caseNos), (row) => row.caseNo),
  contact: onePerKey((caseNos) => queries.contacts(access, caseNos), (row) => row.caseNo),
  materials: manyPerKey((caseNos) => queries.materials(access, caseNos), (row) => row.caseNo),
  process: manyPerKey((caseNos) => queries.process(access, caseNos), (row) => row.caseNo),
  specials: manyPerKey((caseNos) => queries.specials(access, caseNos), (row) => row.caseNo),
  evaluations: manyPerKey((caseNos) => queries.evaluations(access, caseNos), (row) => row.caseNo),
  result: onePerKey((caseNos) => queries.results(access, caseNos), (row) => row.caseNo),
  purpose: queries.purpose.bind(null, access),
  dueOn: queries.dueOn.bind(null, access),
  statistics: queries.statistics.bind(null, access),
  handled: (caseNo: string) => handled.handled(access, caseNo),
  handledList: (asked: HandledAsked) => handled.handledList(access, asked),
  acts: actsOf(access, handled, commands),
})

/** Each change, with the case as it is on file after it. */
function actsOf(access: Access, { handled }: HandledQueries, commands: Commands) {
  const thenShown = <Input>(act: (access: Access, input: Input) => Promise<string>) => async (input: Input) => handled(access, await act(access, input))
  return {
    openCase: thenShown(commands.openCase),
    changeCaseParties: thenShown(commands.changeCaseParties),
    changeCaseState: thenShown(commands.changeCaseState),
    closeCase: thenShown(commands.closeCase),
    confirmCase: thenShown(commands.confirmCase),
    proveCase: thenShown(commands.proveCase),
    reconcileCase: thenShown(commands.reconcileCase),
    renewCase: thenShown(commands.renewCase),
    fileDraft: thenShown(commands.fileDraft),
    sealRoster: thenShown(commands.sealRoster),
    addRosterLines: async (input: Inputs['addRosterLines']) => {
      const { caseNo, faults } = await commands.addRosterLines(access, input)
      return { case: await handled(access, caseNo), faults }
    },
  }
}

export type Loaders = ReturnType<ReturnType<typeof loaders>>
