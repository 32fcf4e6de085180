import { Button, Progress } from 'antd'
import { useEffect, useState } from 'react'
import { useAsk } from '../../ask.ts'
import { ActResult } from '../../components/act-result.tsx'
import { type Column, DataTable, Pager } from '../../components/data-table.tsx'
import { ExportCsv } from '../../components/export-csv.tsx'
import { Asked, Nothing } from '../../components/states.tsx'
import { Text } from '../../components/text.tsx'
import { instant, number } from '../../format.ts'
import { RecordVerificationsDocument, type RecordVerificationsQuery, VerifyRecordDocument } from '../../generated/operations.ts'
import { useWords } from '../../language.tsx'
import { useAct } from '../../use-act.ts'

type Row = NonNullable<NonNullable<NonNullable<RecordVerificationsQuery['recordVerifications']>['edges']>[number]['node']>
const rowsOf = (data: RecordVerificationsQuery | null | undefined): Row[] => (data?.recordVerifications?.edges ?? []).map(({ node }) => node).filter((node) => node !== null)

const LOOK_EVERY_MS = 5_000
const isUnderWay = ({ state }: Row) => state?.code === 'WAITING' || state?.code === 'RUNNING'

/** Whether the whole record is as it was written. The hub goes through it; one may leave, and find it again here. */
export function Verifications() {
  const { t } = useWords()
  const [after, setAfter] = useState<string | undefined>()
  const query = useAsk(RecordVerificationsDocument, { first: 10, after: after ?? null })
  const act = useAct()
  const columns = useColumns()
  const underWay = rowsOf(query.data?.data).some(isUnderWay)
  const { refetch } = query
  useEffect(() => {
    if (!underWay) return
    const looking = setInterval(() => void refetch(), LOOK_EVERY_MS)
    return () => clearInterval(looking)
  }, [underWay, refetch])
  return (
    <section className="panel" aria-labelledby="verifications">
      <h2 id="verifications">{t('verifications')}</h2>
      <p>{t('verificationsNote')}</p>
      <div className="actions"><Button disabled={act.busy || underWay} onClick={() => void act.run(VerifyRecordDocument, { input: {} })}>{t('verifyWhole')}</Button></div>
      {act.done ? null : <ActResult act={act} />}
      <Asked query={query}>
        {(data) => rowsOf(data).length === 0 ? <Nothing>{t('verificationsNone')}</Nothing> : (
          <>
            <DataTable label={t('verifications')} columns={columns} rows={rowsOf(data)} />
            <Pager pageInfo={data.recordVerifications?.pageInfo} after={after} go={setAfter}>
              <ExportCsv name="verifications" columns={columns} document={RecordVerificationsDocument} variables={(place) => ({ first: 100, after: place })}
                pageOf={(page) => ({ rows: rowsOf(page), next: page.recordVerifications?.pageInfo.hasNextPage === true ? page.recordVerifications.pageInfo.endCursor : null })} />
            </Pager>
          </>
        )}
      </Asked>
    </section>
  )
}

function useColumns(): readonly Column<Row>[] {
  const { t, language } = useWords()
  const share = ({ verified, total }: Row) => Math.min(100, Math.floor(((verified ?? 0) * 100) / Math.max(1, total ?? 1)))
  return [
    { title: 'askedOn', text: ({ askedAt }) => askedAt, show: ({ askedAt }) => instant(askedAt, language) },
    { title: 'askedBy', text: ({ operator }) => operator, show: ({ operator }) => <Text>{operator}</Text> },
    { title: 'state', text: ({ state }) => state?.name, show: ({ state }) => <span className={state?.code === 'SOUND' ? 'tag tag-good' : state?.code === 'FAULTY' ? 'tag tag-bad' : 'tag'}>{state?.name}</span> },
    { title: 'verifiedOf', text: ({ verified }) => verified, show: (row) => <>{number(row.verified, language)} / {number(row.total, language)} {isUnderWay(row) ? <Progress percent={share(row)} size="small" aria-label={t('verifiedOf')} /> : null}</> },
    { title: 'notAnchored', text: ({ notAnchored }) => notAnchored, show: ({ notAnchored }) => number(notAnchored, language) },
    { title: 'endedOn', text: ({ endedAt }) => endedAt, show: ({ endedAt }) => instant(endedAt, language) },
    { title: 'foundFault', text: ({ fault }) => fault, show: ({ fault }) => <Text long>{fault}</Text> },
  ]
}
