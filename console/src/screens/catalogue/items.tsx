import { type Column, DataTable } from '../../components/data-table.tsx'
import { ExportRows } from '../../components/export-csv.tsx'
import { Text } from '../../components/text.tsx'
import { useWords } from '../../language.tsx'
import { CLASS_TITLES, SHARE_TITLES } from './codes.ts'
import type { Entry } from './resource.tsx'
import { samplesOf } from './samples.ts'

type Item = NonNullable<Entry['items']>[number]

/** The items of a resource, each with values that are made up. */
export function Items({ items }: { readonly items: readonly Item[] }) {
  const { t, language } = useWords()
  const columns: readonly Column<Item>[] = [
    { title: 'item', text: ({ grantName }) => grantName, show: ({ grantName }) => <code>{grantName}</code> },
    { title: 'name', text: ({ title }) => title, show: ({ title, description }) => <><Text>{title}</Text>{description === null ? null : <small><Text long>{description}</Text></small>}</> },
    { title: 'dataType', text: ({ dataType }) => dataType, show: ({ dataType }) => dataType },
    { title: 'shareClass', text: ({ shareClass }) => shareClass, show: ({ shareClass, open }) => <>{t(SHARE_TITLES[shareClass])}{open ? ` · ${t('open')}` : ''}</> },
    { title: 'dataClass', text: ({ dataClass }) => dataClass, show: ({ dataClass }) => <span className={dataClass === 'SENSITIVE' ? 'tag tag-bad' : dataClass === 'PERSONAL' ? 'tag tag-warn' : 'tag'}>{t(CLASS_TITLES[dataClass])}</span> },
    { title: 'madeUp', text: (item) => samplesOf(item, language).join(' / '), show: (item) => <Text>{samplesOf(item, language).join(' / ')}</Text> },
  ]
  return <><p>{t('madeUpNote')}</p><DataTable label={t('items')} columns={columns} rows={items} />{items.length === 0 ? null : <ExportRows name="items" columns={columns} rows={items} />}</>
}
