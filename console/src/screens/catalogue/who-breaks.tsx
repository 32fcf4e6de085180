import { Link } from '@tanstack/react-router'
import { useAsk } from '../../ask.ts'
import { type Column, DataTable } from '../../components/data-table.tsx'
import { ExportRows } from '../../components/export-csv.tsx'
import { ItemName } from '../../components/item-name.tsx'
import { Asked, Nothing } from '../../components/states.tsx'
import { Text } from '../../components/text.tsx'
import { ResourceUseDocument, type ResourceUseQuery } from '../../generated/operations.ts'
import { useWords } from '../../language.tsx'
import type { Entry } from './resource.tsx'

type Grant = NonNullable<ResourceUseQuery['grants']>[number]

/** Grants in force that give one of these items: what they serve stops where the item goes. */
export function WhoBreaks({ items }: { readonly items: NonNullable<Entry['items']> }) {
  const { t } = useWords()
  const titles = new Map(items.map(({ grantName, title }) => [grantName, title]))
  // What is granted of a face is named field by field.
  const entryOf = (item: string) => (titles.has(item) ? item : item.replace(/(@[^.]*)\..*$/, '$1'))
  const touched = ({ items: given }: Grant) => (given ?? []).map(({ item }) => item).filter((item) => titles.has(entryOf(item)))
  const columns: readonly Column<Grant>[] = [
    { title: 'consumer', text: ({ consumer }) => consumer?.name, show: ({ consumer, consumerClass }) => <Text>{consumer?.name ?? consumerClass?.basicCode}</Text> },
    { title: 'matters', text: ({ matters }) => matters?.map(({ name }) => name).join(' '), show: ({ matters }) => <Text>{matters?.map(({ name, code }) => name ?? code).join('、')}</Text> },
    { title: 'items', text: (grant) => touched(grant).join(' '), show: (grant) => <ul className="names">{touched(grant).map((item) => <li key={item}><ItemName code={item} title={titles.get(entryOf(item))} /></li>)}</ul> },
    { title: 'validTo', text: ({ validTo }) => validTo, show: ({ validTo }) => validTo ?? '—' },
    { title: 'grant', text: ({ id }) => id, show: ({ id }) => <Link to="/grants/grant" search={{ id }}>{id}</Link> },
  ]
  return (
    <Asked query={useAsk(ResourceUseDocument, {})}>
      {({ grants }) => {
        const broken = (grants ?? []).filter((grant) => grant.state?.code === 'ACTIVE' && touched(grant).length > 0)
        return broken.length === 0 ? <Nothing>{t('nobodyBreaks')}</Nothing> : <><p>{t('whoBreaksNote')}</p><p>{t('grantsTouched')} <span className="count">{broken.length}</span></p><DataTable label={t('whoBreaks')} columns={columns} rows={broken} /><ExportRows name="who-breaks" columns={columns} rows={broken} /></>
      }}
    </Asked>
  )
}
