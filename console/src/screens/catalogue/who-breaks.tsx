import { useAsk } from '../../ask.ts'
import { type Column, DataTable } from '../../components/data-table.tsx'
import { Asked, Nothing } from '../../components/states.tsx'
import { Text } from '../../components/text.tsx'
import { ResourceUseDocument, type ResourceUseQuery } from '../../generated/operations.ts'
import { useWords } from '../../language.tsx'
import type { Entry } from './resource.tsx'

type Grant = NonNullable<ResourceUseQuery['grants']>[number]

/** Grants in force that give one of these items: what they serve stops where the item goes. */
export function WhoBreaks({ items }: { readonly items: NonNullable<Entry['items']> }) {
  const { t } = useWords()
  const names = new Set(items.map(({ name }) => name))
  const touched = ({ items: given }: Grant) => (given ?? []).map(({ item }) => item).filter((item) => names.has(item))
  const columns: readonly Column<Grant>[] = [
    { title: 'consumer', text: ({ consumer }) => consumer?.name, show: ({ consumer, consumerClass }) => <Text>{consumer?.name ?? consumerClass?.basicCode}</Text> },
    { title: 'matters', text: ({ matters }) => matters?.map(({ name }) => name).join(' '), show: ({ matters }) => <Text>{matters?.map(({ name, code }) => name ?? code).join('、')}</Text> },
    { title: 'items', text: (grant) => touched(grant).join(' '), show: (grant) => <Text long>{touched(grant).join(' ')}</Text> },
    { title: 'validTo', text: ({ validTo }) => validTo, show: ({ validTo }) => validTo ?? '—' },
    { title: 'grant', text: ({ id }) => id, show: ({ id }) => <code>{id}</code> },
  ]
  return (
    <Asked query={useAsk(ResourceUseDocument, {})}>
      {({ grants }) => {
        const broken = (grants ?? []).filter((grant) => grant.state?.code === 'ACTIVE' && touched(grant).length > 0)
        return broken.length === 0 ? <Nothing>{t('nobodyBreaks')}</Nothing> : <><p>{t('whoBreaksNote')}</p><p>{t('grantsTouched')} <span className="count">{broken.length}</span></p><DataTable label={t('whoBreaks')} columns={columns} rows={broken} /></>
      }}
    </Asked>
  )
}
