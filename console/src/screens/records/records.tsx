import { Link, useNavigate, useSearch } from '@tanstack/react-router'
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
import { Receipt } from './receipt.tsx'

type Row = NonNullable<NonNullable<NonNullable<RecordsQuery['accessRecords']>['edges']>[number]['node']>
const rowsOf = (data: RecordsQuery): Row[] => (data.accessRecords?.edges ?? []).map(({ node }) => node).filter((node) => node !== null)
const OUTCOMES = { ANSWERED: 'outcomeANSWERED', PARTIAL: 'outcomePARTIAL', REFUSED: 'outcomeREFUSED', FAILED: 'outcomeFAILED' } as const satisfies Record<string, MessageKey>

interface Search { readonly from?: string | undefined; readonly to?: string | undefined; readonly role?: string | undefined; readonly agency?: string | undefined; readonly caseNo?: string | undefined; readonly outcome?: string | undefined; readonly after?: string | undefined }

/** 共享记录: who asked for what, and what became of it. */
export function Records() {
  const { t } = useWords()
  const search: Search = useSearch({ from: '/records' })
  const navigate = useNavigate({ from: '/records' })
  const query = useAsk(RecordsDocument, { filter: filterOf(search), first: 20, after: search.after ?? null })
  const columns = useColumns()
  const change = (changes: Search) => void navigate({ search: (before) => ({ ...before, after: undefined, ...changes }) })
  return (
    <section>
      <h1>{t('records')}</h1>
      <Filters key={JSON.stringify(search)} search={search} change={change} />
      <Asked query={query}>
        {(data) => (
          <>
            <DataTable label={t('records')} columns={columns} rows={rowsOf(data)} />
            <Pager pageInfo={data.accessRecords?.pageInfo} after={search.after} go={(after) => change({ after })} />
          </>
        )}
      </Asked>
      <Receipt />
    </section>
  )
}

// Days are Beijing's, and the last of them belongs to the search.
function filterOf({ from, to, role, agency, caseNo, outcome }: Search) {
  const end = to === undefined ? null : new Date(Date.parse(`${to}T00:00:00+08:00`) + 86_400_000).toISOString()
  return {
    from: from === undefined ? null : `${from}T00:00:00+08:00`, to: end, role: role === 'PROVIDER' ? ('PROVIDER' as const) : null,
    agency: agency ?? null, caseNo: caseNo ?? null, outcome: outcome ?? null,
  }
}

function useColumns(): readonly Column<Row>[] {
  const { language } = useWords()
  return [
    { title: 'at', text: ({ at }) => at, show: ({ at, id }) => <Link to="/records/entry" search={{ id }}>{instant(at, language)}</Link> },
    { title: 'agency', text: ({ agency }) => agency?.name, show: ({ agency, consumer }) => <><Text>{agency?.name}</Text> <small><Text>{consumer}</Text></small></> },
    { title: 'operation', text: ({ operationName }) => operationName, show: ({ operationName }) => <Text>{operationName}</Text> },
    { title: 'matters', text: ({ matter }) => matter?.name, show: ({ matter }) => <Text>{matter?.name ?? matter?.code}</Text> },
    { title: 'caseNo', text: ({ caseNo }) => caseNo, show: ({ caseNo }) => <Text>{caseNo}</Text> },
    { title: 'released', text: ({ released }) => released?.length, show: ({ released, refused }) => `${released?.length ?? 0} / ${refused?.length ?? 0}` },
    { title: 'outcome', text: ({ outcome }) => outcome?.name, show: ({ outcome }) => <span className={outcome?.code === 'ANSWERED' ? 'tag tag-good' : outcome?.code === 'PARTIAL' ? 'tag tag-warn' : 'tag tag-bad'}>{outcome?.name}</span> },
  ]
}

function Filters({ search, change }: { readonly search: Search; readonly change: (changes: Search) => void }) {
  const { t } = useWords()
  const { roles } = useMe()
  const [draft, setDraft] = useState(search)
  const set = (changes: Search) => setDraft({ ...draft, ...changes })
  return (
    <form className="filters" role="search" onSubmit={(event) => { event.preventDefault(); change(draft) }}>
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
