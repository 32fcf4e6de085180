import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { useAsk } from '../../ask.ts'
import { type Column, DataTable, Pager } from '../../components/data-table.tsx'
import { ExportCsv } from '../../components/export-csv.tsx'
import { Asked } from '../../components/states.tsx'
import { Text } from '../../components/text.tsx'
import { CatalogueDocument, type CatalogueQuery, type ResourceOrder } from '../../generated/operations.ts'
import { useWords } from '../../language.tsx'
import { useMe } from '../../session.tsx'
import { SHARE_TITLES, STATE_TITLES } from './codes.ts'
import { Spreadsheet } from './spreadsheet.tsx'

type Row = NonNullable<NonNullable<NonNullable<CatalogueQuery['resources']>['edges']>[number]['node']>
const SIZE = 20
const ORDERS: readonly ResourceOrder[] = ['CODE', 'CODE_BACKWARDS', 'NAME', 'NAME_BACKWARDS', 'PUBLISHED_FIRST', 'PUBLISHED_LAST']
const rowsOf = (data: CatalogueQuery): Row[] => (data.resources?.edges ?? []).map(({ node }) => node).filter((node) => node !== null)

/** 资源目录: every resource that one may see. */
export function Catalogue() {
  const { t } = useWords()
  const { agency, roles } = useMe()
  const search = useSearch({ from: '/catalogue' })
  const navigate = useNavigate({ from: '/catalogue' })
  const filter = { text: search.text ?? null, state: search.state ?? null, provider: search.mine === 'yes' ? agency : null }
  const orderBy = ORDERS.find((each) => each === search.order) ?? 'CODE'
  const query = useAsk(CatalogueDocument, { filter, orderBy, first: SIZE, after: search.after ?? null })
  const columns = useColumns()
  const change = (changes: Partial<typeof search>) => void navigate({ search: (before) => ({ ...before, after: undefined, ...changes }) })
  return (
    <section>
      <h1>{t('catalogue')}</h1>
      <Filters key={search.text} search={search} change={change} />
      <Asked query={query}>
        {(data) => (
          <>
            <DataTable label={t('catalogue')} columns={columns} rows={rowsOf(data)} sorting={{ order: orderBy, change: (order) => change({ order }) }} />
            <Pager pageInfo={data.resources?.pageInfo} after={search.after} go={(after) => change({ after })}>
              <ExportCsv name="catalogue" columns={columns} document={CatalogueDocument} variables={(after) => ({ filter, orderBy, first: 100, after })}
                pageOf={(page) => ({ rows: rowsOf(page), next: page.resources?.pageInfo.hasNextPage === true ? page.resources.pageInfo.endCursor : null })} />
            </Pager>
          </>
        )}
      </Asked>
      <Spreadsheet provider={filter.provider} mayImport={roles.includes('steward')} />
    </section>
  )
}

function useColumns(): readonly Column<Row>[] {
  const { t } = useWords()
  return [
    { title: 'code', text: ({ code }) => code, show: ({ code }) => <Link to="/catalogue/resource" search={{ code }}>{code}</Link>, order: { ascending: 'CODE', descending: 'CODE_BACKWARDS' } },
    { title: 'name', text: ({ name }) => name, show: ({ name }) => <Text>{name}</Text>, order: { ascending: 'NAME', descending: 'NAME_BACKWARDS' } },
    { title: 'provider', text: ({ provider }) => provider?.name, show: ({ provider }) => <Text>{provider?.name}</Text> },
    { title: 'shareClass', text: ({ shareClass }) => shareClass && t(SHARE_TITLES[shareClass]), show: ({ shareClass }) => shareClass && t(SHARE_TITLES[shareClass]) },
    { title: 'state', text: ({ state }) => state?.name, show: ({ state }) => <span className="tag">{state?.name}</span> },
    { title: 'freshness', text: ({ freshness }) => freshness?.name, show: ({ freshness }) => <Text>{freshness?.name}</Text> },
    { title: 'publishedOn', text: ({ publishedOn }) => publishedOn, show: ({ publishedOn }) => publishedOn ?? '—', order: { ascending: 'PUBLISHED_FIRST', descending: 'PUBLISHED_LAST' } },
  ]
}

interface Search { readonly text?: string | undefined; readonly state?: string | undefined; readonly mine?: string | undefined; readonly after?: string | undefined }

function Filters({ search, change }: { readonly search: Search; readonly change: (changes: Search) => void }) {
  const { t } = useWords()
  const [text, setText] = useState(search.text ?? '')
  return (
    <form className="filters" role="search" onSubmit={(event) => { event.preventDefault(); change({ text: text.trim() }) }}>
      <label className="field"><span>{t('searchText')}</span><Input value={text} maxLength={50} onChange={({ target }) => setText(target.value)} placeholder={t('searchHint')} /></label>
      <label className="field"><span>{t('state')}</span><Select aria-label={t('state')} value={search.state ?? ''} onChange={(state) => change({ state })} options={[{ value: '', label: t('all') }, ...Object.entries(STATE_TITLES).map(([value, title]) => ({ value, label: t(title) }))]} /></label>
      <label className="field"><span>{t('provider')}</span><Select aria-label={t('provider')} value={search.mine ?? ''} onChange={(mine) => change({ mine })} options={[{ value: '', label: t('all') }, { value: 'yes', label: t('mineOnly') }]} /></label>
      <Button type="primary" htmlType="submit">{t('search')}</Button>
    </form>
  )
}
