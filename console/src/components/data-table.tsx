import { createColumnHelper, flexRender, getCoreRowModel, useReactTable } from '@tanstack/react-table'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useWords } from '../language.tsx'
import type { MessageKey } from '../messages/zh.ts'
import { Nothing } from './states.tsx'

/** One column: what it is called, what it shows, and what it says in a file. */
export interface Column<Row> {
  readonly title: MessageKey
  readonly show: (row: Row) => ReactNode
  readonly text: (row: Row) => string | number | null | undefined
  /** The name of the order by which the server sorts by it; it is not sorted by where it is left out. */
  readonly order?: { readonly ascending: string; readonly descending?: string }
}

interface Sorting {
  readonly order: string
  readonly change: (order: string) => void
}

/** A table of one page, as the server has filtered, sorted and cut it. */
export function DataTable<Row>({ label, columns, rows, sorting }: { readonly label: string; readonly columns: readonly Column<Row>[]; readonly rows: readonly Row[]; readonly sorting?: Sorting }) {
  const { t } = useWords()
  const helper = createColumnHelper<Row>()
  const table = useReactTable({
    data: rows as Row[],
    columns: columns.map((column, index) => helper.display({ id: String(index), header: () => <Heading column={column} sorting={sorting} />, cell: ({ row }) => column.show(row.original) })),
    getCoreRowModel: getCoreRowModel(), manualPagination: true, manualSorting: true, manualFiltering: true,
  })
  if (rows.length === 0) return <Nothing />
  return (
    <div className="table-region" role="region" aria-label={label} tabIndex={0}>
      <table className="data">
        <thead>{table.getHeaderGroups().map((group) => <tr key={group.id}>{group.headers.map((header, index) => <th key={header.id} scope="col" aria-sort={sortedAs(columns[index], sorting)}>{flexRender(header.column.columnDef.header, header.getContext())}</th>)}</tr>)}</thead>
        <tbody>{table.getRowModel().rows.map((row) => <tr key={row.id}>{row.getVisibleCells().map((cell, index) => <td key={cell.id} data-label={t(columns[index]?.title ?? 'item')}>{flexRender(cell.column.columnDef.cell, cell.getContext())}</td>)}</tr>)}</tbody>
      </table>
    </div>
  )
}

function sortedAs<Row>(column: Column<Row> | undefined, sorting: Sorting | undefined): 'ascending' | 'descending' | undefined {
  if (column?.order === undefined || sorting === undefined) return undefined
  return sorting.order === column.order.ascending ? 'ascending' : sorting.order === column.order.descending ? 'descending' : undefined
}

function Heading<Row>({ column, sorting }: { readonly column: Column<Row>; readonly sorting: Sorting | undefined }) {
  const { t } = useWords()
  const { order, title } = column
  if (order === undefined || sorting === undefined) return <>{t(title)}</>
  const sorted = sortedAs(column, sorting)
  return <button type="button" title={t('sortBy')} onClick={() => sorting.change(sorted === 'ascending' ? (order.descending ?? order.ascending) : order.ascending)}>{t(title)} {sorted === 'ascending' ? '▲' : sorted === 'descending' ? '▼' : '△'}</button>
}

interface PageInfo {
  readonly hasNextPage: boolean
  readonly endCursor: string | null
}

/** Where one is in a list; the place is kept in the address, so that it can be shared. */
export function Pager({ pageInfo, after, go, children }: { readonly pageInfo: PageInfo | undefined; readonly after: string | undefined; readonly go: (after: string | undefined) => void; readonly children?: ReactNode }) {
  const { t } = useWords()
  return (
    <div className="pager">
      <Button disabled={after === undefined} onClick={() => go(undefined)}>{t('first')}</Button>
      <Button disabled={pageInfo?.hasNextPage !== true} onClick={() => go(pageInfo?.endCursor ?? undefined)}>{t('next')}</Button>
      {children}
    </div>
  )
}
