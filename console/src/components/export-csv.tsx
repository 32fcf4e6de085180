import { Button } from 'antd'
import { useRef, useState } from 'react'
import { type Answer, type Refusal, useTell } from '../ask.ts'
import { csvOf, download } from '../csv.ts'
import type { Document } from '../generated/operations.ts'
import { useWords } from '../language.tsx'
import type { MessageKey } from '../messages/zh.ts'
import type { Column } from './data-table.tsx'
import { Failed, Refused } from './states.tsx'

interface Page<Row> {
  readonly rows: readonly Row[]
  readonly next: string | null
}

const fileOf = <Row,>(columns: readonly Column<Row>[], rows: readonly Row[], t: (key: MessageKey) => string) =>
  csvOf([columns.map(({ title }) => t(title)), ...rows.map((row) => columns.map(({ text }) => text(row)))])

/** Gives a table that is there whole as a file. */
export function ExportRows<Row>({ name, columns, rows }: { readonly name: string; readonly columns: readonly Column<Row>[]; readonly rows: readonly Row[] }) {
  const { t } = useWords()
  return <div className="pager"><Button onClick={() => download(`${name}.csv`, fileOf(columns, rows, t), CSV)}>{t('exportCsv')}</Button></div>
}

const CSV = 'text/csv;charset=utf-8'

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
  const [cut, setCut] = useState(false)
  const stopped = useRef(false)
  const run = async () => {
    const rows: Row[] = []
    let after: string | null = null
    stopped.current = false
    setRefusals([])
    setError(null)
    setCut(false)
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
    setCut(after !== null && !stopped.current)
    if (!stopped.current) download(`${name}.csv`, fileOf(columns, rows, t), CSV)
  }
  return (
    <>
      <Button onClick={() => void run().catch((fault: unknown) => { setError(fault); setCount(null) })} disabled={count !== null}>{t('exportCsv')}</Button>
      {count === null ? null : <span role="status">{t('exporting')} {count} <Button size="small" onClick={() => { stopped.current = true }}>{t('cancel')}</Button></span>}
      {cut ? <span role="status">{t('exportCut')}</span> : null}
      <Refused refusals={refusals} />
      {error === null ? null : <Failed error={error} />}
    </>
  )
}
