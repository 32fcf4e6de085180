import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Select } from 'antd'
import { useAsk } from '../../ask.ts'
import { type Column, DataTable, Pager } from '../../components/data-table.tsx'
import { ExportCsv } from '../../components/export-csv.tsx'
import { ItemName } from '../../components/item-name.tsx'
import { SearchText } from '../../components/search-text.tsx'
import { Asked } from '../../components/states.tsx'
import { Text } from '../../components/text.tsx'
import { number } from '../../format.ts'
import { GrantListDocument, type GrantListQuery, type GrantOrder } from '../../generated/operations.ts'
import { useWords } from '../../language.tsx'
import { GRANT_STATES, StateTag, usedIn } from './grant-state.tsx'

type Row = NonNullable<NonNullable<NonNullable<GrantListQuery['grantList']>['edges']>[number]['node']>
const rowsOf = (data: GrantListQuery): Row[] => (data.grantList?.edges ?? []).map(({ node }) => node).filter((node) => node !== null)
const ORDERS: readonly GrantOrder[] = ['ID', 'ENDS_FIRST', 'ENDS_LAST']

/** 授权: what the agency holds and what it gave, by how it is used. */
export function Grants() {
  const { t } = useWords()
  const search = useSearch({ from: '/grants' })
  const navigate = useNavigate({ from: '/grants' })
  const side = search.side === 'GIVEN' ? 'GIVEN' as const : 'HELD' as const
  const orderBy = ORDERS.find((each) => each === search.order) ?? 'ID'
  const filter = { side, state: search.state ?? null, text: search.text ?? null }
  const query = useAsk(GrantListDocument, { filter, orderBy, first: 20, after: search.after ?? null })
  const columns = useColumns()
  const change = (changes: Partial<typeof search>) => void navigate({ search: (before) => ({ ...before, after: undefined, ...changes }) })
  return (
    <section>
      <h1>{t('grantsPlace')}</h1>
      <div className="filters">
        <label className="field"><span>{t('side')}</span><Select aria-label={t('side')} value={side} onChange={(value) => change({ side: value })} options={[{ value: 'HELD' as const, label: t('sideHELD') }, { value: 'GIVEN' as const, label: t('sideGIVEN') }]} /></label>
        <label className="field"><span>{t('state')}</span><Select aria-label={t('state')} value={search.state ?? ''} onChange={(state) => change({ state: state === '' ? undefined : state })} options={[{ value: '', label: t('all') }, ...GRANT_STATES.map((value) => ({ value: value as string, label: t(`state${value}`) }))]} /></label>
        <SearchText key={search.text} label={t('grantText')} text={search.text} find={(text) => change({ text })} />
      </div>
      <Asked query={query}>
        {(data) => (
          <>
            <DataTable label={t('grantsPlace')} columns={columns} rows={rowsOf(data)} sorting={{ order: orderBy, change: (order) => change({ order }) }} />
            <Pager pageInfo={data.grantList?.pageInfo} after={search.after} go={(after) => change({ after })}>
              <ExportCsv name="grants" columns={columns} document={GrantListDocument} variables={(after) => ({ filter, orderBy, first: 100, after })}
                pageOf={(page) => ({ rows: rowsOf(page), next: page.grantList?.pageInfo.hasNextPage === true ? page.grantList.pageInfo.endCursor : null })} />
            </Pager>
          </>
        )}
      </Asked>
    </section>
  )
}

const SHOWN = 2

/** The first few, and how many more. */
function Items({ items }: { readonly items: NonNullable<Row['items']> }) {
  return <ul className="names">{items.slice(0, SHOWN).map(({ item, title }) => <li key={item}><ItemName code={item} title={title} /></li>)}{items.length > SHOWN ? <li>+{items.length - SHOWN}</li> : null}</ul>
}

function useColumns(): readonly Column<Row>[] {
  const { t, language } = useWords()
  const whose = ({ consumer, consumerClass }: Row) => consumer?.name ?? consumer?.creditCode ?? (consumerClass === null ? '' : `${t('everyImplementer')} ${consumerClass.basicCode}`)
  return [
    { title: 'grant', text: ({ id }) => id, show: ({ id }) => <Link to="/grants/grant" search={{ id }}>{id}</Link>, order: { ascending: 'ID' } },
    { title: 'state', text: ({ state }) => state?.name, show: ({ state }) => <StateTag state={state} /> },
    { title: 'provider', text: ({ provider }) => provider?.name, show: ({ provider }) => <Text>{provider?.name}</Text> },
    { title: 'consumerAgency', text: whose, show: (row) => <Text>{whose(row)}</Text> },
    { title: 'items', text: ({ items }) => items?.map(({ item, title }) => `${title ?? ''} ${item}`.trim()).join('; '), show: ({ items }) => <Items items={items ?? []} /> },
    { title: 'endsOn', text: ({ validTo }) => validTo, show: ({ validTo }) => validTo, order: { ascending: 'ENDS_FIRST', descending: 'ENDS_LAST' } },
    { title: 'quotaLeft', text: ({ quotaLeft }) => quotaLeft, show: ({ quotaLeft, quotaPerDay }) => (quotaPerDay === null ? t('noQuota') : `${number(quotaLeft, language)} / ${number(quotaPerDay, language)}`) },
    { title: 'uses90', text: ({ usedOn }) => usedIn(usedOn), show: ({ usedOn }) => number(usedIn(usedOn), language) },
    { title: 'lastUsed', text: ({ usedOn }) => usedOn?.at(-1)?.day, show: ({ usedOn }) => usedOn?.at(-1)?.day ?? t('never') },
  ]
}
