import { useEffect, useRef, useState } from 'react'
import { type Answer, type Refusal, useTell } from '../../ask.ts'
import { csvOf, download } from '../../csv.ts'
import { ExportedRecordsDocument, type ExportedRecordsQuery } from '../../generated/operations.ts'
import { useWords } from '../../language.tsx'
import type { MessageKey } from '../../messages/zh.ts'

type Row = NonNullable<NonNullable<NonNullable<ExportedRecordsQuery['exportedRecords']>['edges']>[number]['node']>

const PAGE = 100

interface Told {
  readonly state: 'NONE' | 'TAKING' | 'TAKEN' | 'STOPPED' | 'REFUSED' | 'FAILED'
  /** How many entries have come, and of how many. */
  readonly count: number
  readonly of: number | null
  readonly refusals: readonly Refusal[]
  readonly error: unknown
}

/** An export on its way into a file. */
export interface Taking extends Told {
  take(id: string, entries: number | null): Promise<void>
  readonly stop: () => void
}

const NOTHING: Told = { state: 'NONE', count: 0, of: null, refusals: [], error: null }

/** Takes exports page by page. Whoever leaves the screen stops it; the export itself stays, and is taken again from the list. */
export function useTaking(): Taking {
  const tell = useTell()
  const { t } = useWords()
  const [told, setTold] = useState(NOTHING)
  const stopped = useRef(false)
  useEffect(() => () => { stopped.current = true }, [])

  const taken = async (id: string, of: number | null): Promise<Told> => {
    const rows: Row[] = []
    let after: string | null = null
    stopped.current = false
    do {
      setTold({ ...NOTHING, state: 'TAKING', count: rows.length, of })
      const { data, refusals }: Answer<ExportedRecordsQuery> = await tell(ExportedRecordsDocument, { export: id, first: PAGE, after })
      if (data?.exportedRecords === null || data === null) return { ...NOTHING, state: 'REFUSED', refusals }
      rows.push(...(data.exportedRecords.edges ?? []).map(({ node }) => node).filter((node) => node !== null))
      after = data.exportedRecords.pageInfo.hasNextPage ? data.exportedRecords.pageInfo.endCursor : null
    } while (after !== null && !stopped.current)
    if (stopped.current) return { ...NOTHING, state: 'STOPPED' }
    download(`records-${id}.csv`, csvOf([COLUMNS.map(([title]) => t(title)), ...rows.map((row) => COLUMNS.map(([, text]) => text(row)))]), 'text/csv;charset=utf-8')
    return { ...NOTHING, state: 'TAKEN', count: rows.length, of }
  }

  return {
    ...told,
    stop: () => { stopped.current = true },
    take: async (id, entries) => setTold(await taken(id, entries).catch((error: unknown) => ({ ...NOTHING, state: 'FAILED' as const, error }))),
  }
}

const COLUMNS: readonly (readonly [title: MessageKey, text: (row: Row) => string | number | null | undefined])[] = [
  ['at', ({ at }) => at], ['entry', ({ id }) => id], ['agency', ({ agency }) => agency?.name], ['agencyCode', ({ agency }) => agency?.creditCode], ['consumer', ({ consumer }) => consumer], ['operator', ({ operator }) => operator],
  ['channel', ({ channel }) => channel?.name], ['operation', ({ operationName }) => operationName], ['matters', ({ matter }) => matter?.name ?? matter?.code], ['caseNo', ({ caseNo }) => caseNo], ['reasonStated', ({ reason }) => reason],
  ['releasedItems', ({ released }) => released?.join(' ')], ['refusedItems', ({ refused }) => refused?.join(' ')], ['rows', ({ rows }) => rows], ['outcome', ({ outcome }) => outcome?.name],
]
