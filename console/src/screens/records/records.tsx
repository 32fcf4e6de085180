import { Link, useLocation, useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { useAsk } from '../../ask.ts'
import { type Column, DataTable, Pager } from '../../components/data-table.tsx'
import { Asked } from '../../components/states.tsx'
import { Text } from '../../components/text.tsx'
import { instant } from '../../format.ts'
import { RecordsDocument, type RecordsQuery } from '../../generated/operations.ts'
import { useWords } from '../../language.tsx'
import type { MessageKey } from '../../messages/zh.ts'
import { useMe } from '../../session.tsx'
import { Exports } from './exports.tsx'
import { Receipt } from './receipt.tsx'
import { Verifications } from './verifications.tsx'

type Row = NonNullable<NonNullable<NonNullable<RecordsQuery['accessRecords']>['edges']>[number]['node']>
const rowsOf = (data: RecordsQuery): Row[] => (data.accessRecords?.edges ?? []).map(({ node }) => node).filter((node) => node !== null)
const OUTCOMES = { ANSWERED: 'outcomeANSWERED', PARTIAL: 'outcomePARTIAL', REFUSED: 'outcomeREFUSED', FAILED: 'outcomeFAILED' } as const satisfies Record<string, MessageKey>

interface Search { readonly from?: string | undefined; readonly to?: string | undefined; readonly role?: string | undefined; readonly agency?: string | undefined; readonly outcome?: string | undefined; readonly order?: string | undefined; readonly after?: string | undefined; readonly exports?: string | undefined }

/** What is searched by: the case beside what stands in the address. */
type Sought = Search & { readonly caseNo?: string | undefined }

/** 共享记录: who asked for what, and what became of it. */
export function Records() {
  const { t } = useWords()
  const { roles } = useMe()
  const search: Search = useSearch({ from: '/records' })
  const caseNo = useLocation({ select: ({ state }) => state.caseNo })
  const navigate = useNavigate({ from: '/records' })
  const filter = filterOf({ ...search, caseNo })
  const orderBy = search.order === 'OLDEST_FIRST' ? 'OLDEST_FIRST' as const : 'NEWEST_FIRST' as const
  const query = useAsk(RecordsDocument, { filter, orderBy, first: 20, after: search.after ?? null })
  const columns = useColumns()
  const change = ({ caseNo: sought, ...changes }: Sought) => void navigate({ search: (before) => ({ ...before, after: undefined, ...changes }), state: { caseNo: sought === '' ? undefined : sought } })
  return (
    <section>
      <h1>{t('records')}</h1>
      <Filters key={JSON.stringify([search, caseNo])} sought={{ ...search, caseNo }} change={change} />
      {caseNo === undefined ? null : <p><small>{t('caseNotInAddress')}</small></p>}
      <Asked query={query}>
        {(data) => (
          <>
            <DataTable label={t('records')} columns={columns} rows={rowsOf(data)} sorting={{ order: orderBy, change: (order) => change({ order, caseNo }) }} />
            <Pager pageInfo={data.accessRecords?.pageInfo} after={search.after} go={(after) => change({ after, caseNo })} />
          </>
        )}
      </Asked>
      <Exports filter={filter} after={search.exports} go={(exports) => change({ after: search.after, exports, caseNo })} />
      <Receipt />
      {roles.includes('auditor') ? <Verifications /> : null}
    </section>
  )
}

// Days are Beijing's, and the last of them belongs to the search.
function filterOf({ from, to, role, agency, caseNo, outcome }: Sought) {
  const end = to === undefined ? null : new Date(Date.parse(`${to}T00:00:00+08:00`) + 86_400_000).toISOString()
  return {
    from: from === undefined ? null : `${from}T00:00:00+08:00`, to: end, role: role === 'PROVIDER' ? ('PROVIDER' as const) : null,
    agency: agency ?? null, caseNo: caseNo ?? null, outcome: outcome ?? null,
  }
}

function useColumns(): readonly Column<Row>[] {
  const { language } = useWords()
  return [
    { title: 'at', text: ({ at }) => at, show: ({ at, id }) => <Link to="/records/entry" search={{ id }}>{instant(at, language)}</Link>, order: { ascending: 'OLDEST_FIRST', descending: 'NEWEST_FIRST' } },
    { title: 'agency', text: ({ agency }) => agency?.name, show: ({ agency, consumer }) => <><Text>{agency?.name}</Text> <small><Text>{consumer}</Text></small></> },
    { title: 'operation', text: ({ operationName }) => operationName, show: ({ operationName }) => <Text>{operationName}</Text> },
    { title: 'matters', text: ({ matter }) => matter?.name, show: ({ matter }) => <Text>{matter?.name ?? matter?.code}</Text> },
    { title: 'caseNo', text: ({ caseNo }) => caseNo, show: ({ caseNo }) => <Text>{caseNo}</Text> },
    { title: 'released', text: ({ released }) => released?.length, show: ({ released, refused }) => `${released?.length ?? 0} / ${refused?.length ?? 0}` },
    { title: 'outcome', text: ({ outcome }) => outcome?.name, show: ({ outcome }) => <span className={outcome?.code === 'ANSWERED' ? 'tag tag-good' : outcome?.code === 'PARTIAL' ? 'tag tag-warn' : 'tag tag-bad'}>{outcome?.name}</span> },
  ]
}

function Filters({ sought, change }: { readonly sought: Sought; readonly change: (changes: Sought) => void }) {
  const { t } = useWords()
  const { roles } = useMe()
  const [draft, setDraft] = useState(sought)
  const set = (changes: Sought) => setDraft({ ...draft, ...changes })
  return (
    <form className="filters" role="search" onSubmit={(event) => { event.preventDefault(); change({ ...draft, after: undefined }) }}>
      <label className="field"><span>{t('fromDay')}</span><input type="date" value={draft.from ?? ''} onChange={({ target }) => set({ from: target.value })} /></label>
      <label className="field"><span>{t('toDay')}</span><input type="date" value={draft.to ?? ''} onChange={({ target }) => set({ to: target.value })} /></label>
      <label className="field"><span>{t('caseNo')}</span><Input value={draft.caseNo ?? ''} maxLength={50} onChange={({ target }) => set({ caseNo: target.value })} /></label>
      {roles.includes('auditor') ? <label className="field"><span>{t('agencyCode')}</span><Input value={draft.agency ?? ''} maxLength={18} onChange={({ target }) => set({ agency: target.value })} /></label> : null}
      <label className="field"><span>{t('side')}</span><Select aria-label={t('side')} value={draft.role ?? ''} onChange={(role) => set({ role })} options={[{ value: '', label: t('roleCONSUMER') }, { value: 'PROVIDER', label: t('rolePROVIDER') }]} /></label>
      <label className="field"><span>{t('outcome')}</span><Select aria-label={t('outcome')} value={draft.outcome ?? ''} onChange={(outcome) => set({ outcome })} options={[{ value: '', label: t('all') }, ...Object.entries(OUTCOMES).map(([value, title]) => ({ value, label: t(title) }))]} /></label>
      <Button type="primary" htmlType="submit">{t('search')}</Button>
    </form>
  )
}
