import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Select } from 'antd'
import { useAsk } from '../../ask.ts'
import { Clock } from '../../components/clock.tsx'
import { type Column, DataTable, Pager } from '../../components/data-table.tsx'
import { ExportCsv } from '../../components/export-csv.tsx'
import { Asked } from '../../components/states.tsx'
import { Text } from '../../components/text.tsx'
import { instant } from '../../format.ts'
import { ApplicationsDocument, type ApplicationOrder, type ApplicationsQuery, type ApplicationSide } from '../../generated/operations.ts'
import { useWords } from '../../language.tsx'
import { APPLICATION_STATES } from './states.ts'

type Row = NonNullable<NonNullable<NonNullable<ApplicationsQuery['applications']>['edges']>[number]['node']>
const rowsOf = (data: ApplicationsQuery): Row[] => (data.applications?.edges ?? []).map(({ node }) => node).filter((node) => node !== null)

const ORDERS: readonly ApplicationOrder[] = ['NEWEST', 'OLDEST', 'DUE_FIRST', 'DUE_LAST']

/** 申请办理: the applications that were sent to one's agency, or that it sent. */
export function Applications() {
  const { t } = useWords()
  const search = useSearch({ from: '/applications' })
  const navigate = useNavigate({ from: '/applications' })
  const side: ApplicationSide | null = search.side === 'APPLICANT' || search.side === 'PROVIDER' ? search.side : null
  const orderBy = ORDERS.find((each) => each === search.order) ?? 'NEWEST'
  const filter = { side, state: search.state ?? null }
  const query = useAsk(ApplicationsDocument, { filter, orderBy, first: 20, after: search.after ?? null })
  const columns = useColumns()
  const change = (changes: Partial<typeof search>) => void navigate({ search: (before) => ({ ...before, after: undefined, ...changes }) })
  return (
    <section>
      <h1>{t('decide')}</h1>
      <div className="filters">
        <label className="field"><span>{t('side')}</span><Select aria-label={t('side')} value={search.side ?? ''} onChange={(value) => change({ side: value })} options={[{ value: '', label: t('all') }, { value: 'PROVIDER', label: t('sidePROVIDER') }, { value: 'APPLICANT', label: t('sideAPPLICANT') }]} /></label>
        <label className="field"><span>{t('state')}</span><Select aria-label={t('state')} value={search.state ?? ''} onChange={(state) => change({ state })} options={[{ value: '', label: t('all') }, ...Object.entries(APPLICATION_STATES).map(([value, title]) => ({ value, label: t(title) }))]} /></label>
      </div>
      <Asked query={query}>
        {(data) => (
          <>
            <DataTable label={t('decide')} columns={columns} rows={rowsOf(data)} sorting={{ order: orderBy, change: (order) => change({ order }) }} />
            <Pager pageInfo={data.applications?.pageInfo} after={search.after} go={(after) => change({ after })}>
              <ExportCsv name="applications" columns={columns} document={ApplicationsDocument} variables={(after) => ({ filter, orderBy, first: 100, after })}
                pageOf={(page) => ({ rows: rowsOf(page), next: page.applications?.pageInfo.hasNextPage === true ? page.applications.pageInfo.endCursor : null })} />
            </Pager>
          </>
        )}
      </Asked>
    </section>
  )
}

function useColumns(): readonly Column<Row>[] {
  const { t, language } = useWords()
  return [
    { title: 'application', text: ({ id }) => id, show: ({ id }) => <Link to="/applications/application" search={{ id }}>{id}</Link> },
    { title: 'applicant', text: ({ applicant }) => applicant?.name, show: ({ applicant }) => <Text>{applicant?.name}</Text> },
    { title: 'provider', text: ({ provider }) => provider?.name, show: ({ provider }) => <Text>{provider?.name}</Text> },
    { title: 'scenario', text: ({ scenario }) => scenario, show: ({ scenario }) => <Text>{scenario}</Text> },
    { title: 'state', text: ({ state }) => state?.name, show: ({ state }) => <span className="tag">{state?.name}</span> },
    { title: 'submittedAt', text: ({ submittedAt }) => submittedAt, show: ({ submittedAt }) => instant(submittedAt, language), order: { ascending: 'OLDEST', descending: 'NEWEST' } },
    { title: 'clock', text: ({ clock }) => (clock === null ? '' : `${clock.dueOn ?? ''} ${clock.state === 'RED' ? t('overdue') : ''}`), show: ({ clock }) => <Clock clock={clock} />, order: { ascending: 'DUE_FIRST', descending: 'DUE_LAST' } },
  ]
}
