import { Button, Input } from 'antd'
import { useState } from 'react'
import { useAsk } from '../../ask.ts'
import { ActResult } from '../../components/act-result.tsx'
import { type Column, DataTable, Pager } from '../../components/data-table.tsx'
import { ExportCsv } from '../../components/export-csv.tsx'
import { Asked, Failed, Nothing, Refused } from '../../components/states.tsx'
import { Text } from '../../components/text.tsx'
import { instant, number } from '../../format.ts'
import { type AccessRecordFilter, ExportRecordsDocument, RecordExportsDocument, type RecordExportsQuery } from '../../generated/operations.ts'
import { useWords } from '../../language.tsx'
import type { MessageKey } from '../../messages/zh.ts'
import { useAct } from '../../use-act.ts'
import { type Taking, useTaking } from './taking.ts'

type Row = NonNullable<NonNullable<NonNullable<RecordExportsQuery['recordExports']>['edges']>[number]['node']>
const rowsOf = (data: RecordExportsQuery): Row[] => (data.recordExports?.edges ?? []).map(({ node }) => node).filter((node) => node !== null)

const REASON = { least: 5, most: 500 }

/** Takes away what the filter finds, for a reason that is kept, and lists what was taken away before. */
export function Exports({ filter, after, go }: { readonly filter: AccessRecordFilter; readonly after: string | undefined; readonly go: (after: string | undefined) => void }) {
  const { t } = useWords()
  const query = useAsk(RecordExportsDocument, { first: 20, after: after ?? null })
  const taking = useTaking()
  const columns = useColumns(taking)
  return (
    <section className="panel" aria-labelledby="exports">
      <h2 id="exports">{t('exportPart')}</h2>
      <Opening filter={filter} taking={taking} />
      <Progress taking={taking} />
      <h3>{t('exports')}</h3>
      <Asked query={query}>
        {(data) => rowsOf(data).length === 0 ? <Nothing>{t('exportsNone')}</Nothing> : (
          <>
            <DataTable label={t('exports')} columns={columns} rows={rowsOf(data)} />
            <Pager pageInfo={data.recordExports?.pageInfo} after={after} go={go}>
              <ExportCsv name="record-exports" columns={columns} document={RecordExportsDocument} variables={(place) => ({ first: 100, after: place })}
                pageOf={(page) => ({ rows: rowsOf(page), next: page.recordExports?.pageInfo.hasNextPage === true ? page.recordExports.pageInfo.endCursor : null })} />
            </Pager>
          </>
        )}
      </Asked>
    </section>
  )
}

function Opening({ filter, taking }: { readonly filter: AccessRecordFilter; readonly taking: Taking }) {
  const { t } = useWords()
  const [reason, setReason] = useState('')
  const act = useAct()
  const open = async () => {
    const opened = await act.run(ExportRecordsDocument, { input: { filter, reason } })
    if (opened?.exportRecords === null || opened === null) return
    setReason('')
    await taking.take(opened.exportRecords.id, opened.exportRecords.entries)
  }
  return (
    <form className="stack" onSubmit={(event) => { event.preventDefault(); void open() }}>
      <p>{t('exportNote')}</p>
      <label className="field"><span>{t('exportReason')}</span><Input value={reason} required minLength={REASON.least} maxLength={REASON.most} placeholder={t('exportReasonHint')} onChange={({ target }) => setReason(target.value)} /></label>
      <div><Button htmlType="submit" disabled={act.busy || taking.state === 'TAKING'}>{t('openExport')}</Button></div>
      {act.done ? null : <ActResult act={act} />}
    </form>
  )
}

function Progress({ taking: { state, count, of, stop, refusals, error } }: { readonly taking: Taking }) {
  const { t, language } = useWords()
  const told = `${number(count, language)} / ${number(of, language)}`
  if (state === 'REFUSED') return <Refused refusals={refusals} />
  if (state === 'FAILED') return <Failed error={error} />
  if (state === 'TAKING') return <p role="status">{t('taking')} {told} <Button size="small" onClick={stop}>{t('stopTaking')}</Button> <small>{t('takingLeave')}</small></p>
  if (state === 'STOPPED') return <p role="status">{t('takingStopped')}</p>
  return state === 'TAKEN' ? <p role="status">{t('takenWhole')} {number(count, language)} {t('rows')}</p> : null
}

const OUTCOMES: Readonly<Record<string, MessageKey>> = { ANSWERED: 'outcomeANSWERED', PARTIAL: 'outcomePARTIAL', REFUSED: 'outcomeREFUSED', FAILED: 'outcomeFAILED' }

function useColumns(taking: Taking): readonly Column<Row>[] {
  const { t, language } = useWords()
  const range = ({ filter }: Row) => {
    const { from = null, to = null, role = null, agency = null, caseNo = null, outcome = null } = filter ?? {}
    const outcomeKey = outcome === null ? undefined : OUTCOMES[outcome]
    const parts = [`${from === null ? '' : instant(from, language)} – ${instant(to, language)}`, role === 'PROVIDER' ? t('rolePROVIDER') : null, agency, caseNo, outcomeKey === undefined ? null : t(outcomeKey)]
    return parts.filter((each) => each !== null).join(' · ')
  }
  return [
    { title: 'exportedOn', text: ({ openedAt }) => openedAt, show: ({ openedAt }) => instant(openedAt, language) },
    { title: 'exportedBy', text: ({ operator }) => operator, show: ({ operator, agency }) => <><Text>{operator}</Text> <small><Text>{agency?.name}</Text></small></> },
    { title: 'exportReason', text: ({ reason }) => reason, show: ({ reason }) => <Text long>{reason}</Text> },
    { title: 'exportRange', text: range, show: (row) => <Text long>{range(row)}</Text> },
    { title: 'exportCount', text: ({ entries }) => entries, show: ({ entries }) => number(entries, language) },
    { title: 'takeUntil', text: ({ expiresAt }) => expiresAt, show: ({ id, entries, expiresAt, takeable }) => <>{instant(expiresAt, language)} {takeable === true ? <Button size="small" disabled={taking.state === 'TAKING'} onClick={() => void taking.take(id, entries)}>{t('takeExport')}</Button> : null}</> },
  ]
}
