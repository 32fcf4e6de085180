import { Button } from 'antd'
import { useRef, useState } from 'react'
import { type Answer, type Refusal, useTell } from '../ask.ts'
import { csvOf, download } from '../csv.ts'
import type { Document } from '../generated/operations.ts'
import { useWords } from '../language.tsx'
import type { Column } from './data-table.tsx'
import { Failed, Refused } from './states.tsx'

interface Page<Row> {
  readonly rows: readonly Row[]
  readonly next: string | null
}

/** A file that is larger is asked for in parts, by narrower filters. */
const ROWS_MAX = 10_000

/** Gives all that a filter finds as a file, page by page; how far it is can be seen, and it can be stopped. */
export function ExportCsv<Row, Result, Variables>({ name, columns, document, variables, pageOf }: {
  readonly name: string
  readonly columns: readonly Column<Row>[]
  readonly document: Document<Result, Variables>
  readonly variables: (after: string | null) => Variables
  readonly pageOf: (data: Result) => Page<Row>
}) {
  const { t } = useWords()
  const tell = useTell()
  const [count, setCount] = useState<number | null>(null)
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  const [error, setError] = useState<unknown>(null)
  const stopped = useRef(false)
  const run = async () => {
    const rows: Row[] = []
    let after: string | null = null
    stopped.current = false
    setRefusals([])
    setError(null)
    do {
      setCount(rows.length)
      const answer: Answer<Result> = await tell(document, variables(after))
      if (answer.data === null || answer.refusals.some(({ path }) => path.length <= 1)) {
        setRefusals(answer.refusals)
        return setCount(null)
      }
      const page = pageOf(answer.data)
      rows.push(...page.rows)
      after = page.next
    } while (after !== null && rows.length < ROWS_MAX && !stopped.current)
    setCount(null)
    if (!stopped.current) download(`${name}.csv`, csvOf([columns.map(({ title }) => t(title)), ...rows.map((row) => columns.map(({ text }) => text(row)))]), 'text/csv;charset=utf-8')
  }
  return (
    <>
      <Button onClick={() => void run().catch((fault: unknown) => { setCount(null); setError(fault) })} disabled={count !== null}>{t('exportCsv')}</Button>
      {count === null ? null : <span role="status">{t('exporting')} {count} <Button size="small" onClick={() => { stopped.current = true }}>{t('cancel')}</Button></span>}
      <Refused refusals={refusals} />
      {error === null ? null : <Failed error={error} />}
    </>
  )
}
