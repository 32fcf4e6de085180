import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useAsk } from '../../ask.ts'
import { Binding } from '../../components/binding.tsx'
import { type Column, DataTable, Pager } from '../../components/data-table.tsx'
import { ExportCsv } from '../../components/export-csv.tsx'
import { ItemName } from '../../components/item-name.tsx'
import { Asked } from '../../components/states.tsx'
import { Text } from '../../components/text.tsx'
import { number } from '../../format.ts'
import { AccessMatrixDocument, type AccessMatrixQuery } from '../../generated/operations.ts'
import { useWords } from '../../language.tsx'
import { CLASS_TITLES, DISCLOSURE_TITLES, SHARE_TITLES } from '../catalogue/codes.ts'

type Row = NonNullable<NonNullable<NonNullable<AccessMatrixQuery['accessMatrix']>['edges']>[number]['node']>
type Cell = NonNullable<Row['cells']>[number]
const rowsOf = (data: AccessMatrixQuery): Row[] => (data.accessMatrix?.edges ?? []).map(({ node }) => node).filter((node) => node !== null)
const none = (text: string | undefined) => (text === undefined || text.trim() === '' ? null : text.trim())

/** 权限矩阵: items by who may read them, for which matters and of whom in the case. */
export function Matrix() {
  const { t } = useWords()
  const search = useSearch({ from: '/matrix' })
  const navigate = useNavigate({ from: '/matrix' })
  const filter = { text: none(search.text), consumer: none(search.consumer), matter: none(search.matter), provider: none(search.provider), granted: search.granted === 'yes' }
  const query = useAsk(AccessMatrixDocument, { filter, first: 20, after: search.after ?? null })
  const columns = useColumns()
  const change = (changes: Partial<typeof search>) => void navigate({ search: (before) => ({ ...before, after: undefined, ...changes }) })
  return (
    <section>
      <h1>{t('matrix')}</h1>
      <p><Link to="/simulator">{t('simulator')}</Link></p>
      <div className="filters">
        <Fields key={JSON.stringify(search)} search={search} change={change} />
        <label><input type="checkbox" checked={filter.granted} onChange={({ target }) => change({ granted: target.checked ? 'yes' : undefined })} /> {t('granted')}</label>
      </div>
      <Asked query={query}>
        {(data) => (
          <>
            <DataTable label={t('matrix')} columns={columns} rows={rowsOf(data)} />
            <Pager pageInfo={data.accessMatrix?.pageInfo} after={search.after} go={(after) => change({ after })}>
              <ExportCsv name="matrix" columns={columns} document={AccessMatrixDocument} variables={(after) => ({ filter, first: 100, after })}
                pageOf={(page) => ({ rows: rowsOf(page), next: page.accessMatrix?.pageInfo.hasNextPage === true ? page.accessMatrix.pageInfo.endCursor : null })} />
            </Pager>
          </>
        )}
      </Asked>
    </section>
  )
}

const FIELDS = [['text', 'itemText'], ['consumer', 'consumerCode'], ['matter', 'purposeMatter'], ['provider', 'providerCode']] as const
type Sought = { readonly [Name in (typeof FIELDS)[number][0]]?: string | undefined }

/** What is searched by; drawn anew where the address says something else, as after going back. */
function Fields({ search, change }: { readonly search: Sought; readonly change: (changes: Sought) => void }) {
  const { t } = useWords()
  const [typed, setTyped] = useState(search)
  const find = () => change(Object.fromEntries(FIELDS.map(([name]) => [name, none(typed[name]) ?? undefined])))
  return (
    <>
      {FIELDS.map(([name, title]) => <label key={name} className="field"><span>{t(title)}</span><Input value={typed[name] ?? ''} maxLength={50} onChange={({ target }) => setTyped({ ...typed, [name]: target.value })} onPressEnter={find} /></label>)}
      <Button onClick={find}>{t('search')}</Button>
    </>
  )
}

const consumerOf = ({ grant }: Cell) => grant?.consumer?.name ?? grant?.consumer?.creditCode ?? grant?.consumerClass?.basicCode ?? ''

function useColumns(): readonly Column<Row>[] {
  const { t, language } = useWords()
  return [
    { title: 'item', text: ({ item, title }) => `${title} ${item}`, show: ({ item, title }) => <ItemName code={item} title={title} /> },
    { title: 'shareClass', text: ({ shareClass }) => t(SHARE_TITLES[shareClass]), show: ({ shareClass, dataClass }) => <><span className="tag">{t(SHARE_TITLES[shareClass])}</span> <span className="tag">{t(CLASS_TITLES[dataClass])}</span></> },
    { title: 'grantCountOf', text: ({ grantCount }) => grantCount, show: ({ grantCount }) => number(grantCount, language) },
    {
      title: 'cells', text: ({ cells }) => cells?.map((cell) => `${consumerOf(cell)} ${cell.disclosure ?? ''} ${cell.grant?.binding ?? ''}`).join('; '),
      show: ({ cells, grantCount }) => cells === null || cells.length === 0 ? <span className="nothing">{t('cellsNone')}</span> : <Cells cells={cells} count={grantCount ?? 0} />,
    },
    { title: 'actions', text: () => '', show: ({ item }) => <Link to="/simulator" search={{ item }}>{t('simulateThis')}</Link> },
  ]
}

function Cells({ cells, count }: { readonly cells: readonly Cell[]; readonly count: number }) {
  const { t, language } = useWords()
  return (
    <ul className="short" tabIndex={0}>
      {cells.map((cell) => (
        <li key={`${cell.grantId} ${cell.item}`}>
          <Text>{consumerOf(cell)}</Text> {cell.disclosure === null ? null : <span className="tag">{t(DISCLOSURE_TITLES[cell.disclosure])}</span>} <Binding>{cell.grant?.binding ?? null}</Binding>{' '}
          <small>{cell.grant?.agencyRoles?.map(({ name }) => name).join('、')} · {t('endsOn')} {cell.grant?.validTo} · <Link to="/grants/grant" search={{ id: cell.grantId }}>{cell.grantId}</Link></small>
        </li>
      ))}
      {count > cells.length ? <li>{t('cellsMore')} {number(count - cells.length, language)}</li> : null}
    </ul>
  )
}
