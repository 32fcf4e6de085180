import { Button, Input } from 'antd'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useAsk } from '../../ask.ts'
import { Pager } from '../../components/data-table.tsx'
import { ItemName } from '../../components/item-name.tsx'
import { Asked, Nothing } from '../../components/states.tsx'
import { Text } from '../../components/text.tsx'
import { CatalogueTreeDocument, type CatalogueTreeQuery } from '../../generated/operations.ts'
import { useWords } from '../../language.tsx'
import { CLASS_TITLES, SHARE_TITLES } from '../catalogue/codes.ts'

type Resource = NonNullable<NonNullable<NonNullable<CatalogueTreeQuery['resources']>['edges']>[number]['node']>

/** Resources and below them their items, to be ticked. */
export function FromTree({ picked, toggle }: { readonly picked: readonly string[]; readonly toggle: (item: string) => void }) {
  const { t } = useWords()
  const { text, after } = useSearch({ from: '/apply' })
  const navigate = useNavigate({ from: '/apply' })
  const [typed, setTyped] = useState(text ?? '')
  const query = useAsk(CatalogueTreeDocument, { filter: { state: 'PUBLISHED', text: text ?? null }, first: 10, after: after ?? null })
  const find = () => void navigate({ search: (search) => ({ ...search, text: typed.trim() === '' ? undefined : typed.trim(), after: undefined }) })
  return (
    <>
      <div className="filters">
        <label className="field"><span>{t('catalogueSearch')}</span><Input value={typed} maxLength={50} onChange={({ target }) => setTyped(target.value)} onPressEnter={find} /></label>
        <Button onClick={find}>{t('search')}</Button>
      </div>
      <Asked query={query}>
        {({ resources }) => {
          const found = (resources?.edges ?? []).map(({ node }) => node).filter((node) => node !== null)
          if (found.length === 0) return <Nothing />
          return (
            <>
              <div className="tree">{found.map((each) => <Branch key={each.code} resource={each} open={found.length === 1} picked={picked} toggle={toggle} />)}</div>
              <Pager pageInfo={resources?.pageInfo} after={after} go={(next) => void navigate({ search: (search) => ({ ...search, after: next }) })} />
            </>
          )
        }}
      </Asked>
    </>
  )
}

function Branch({ resource, open, picked, toggle }: { readonly resource: Resource; readonly open: boolean; readonly picked: readonly string[]; readonly toggle: (item: string) => void }) {
  const { t } = useWords()
  const { code, name, provider, items } = resource
  const count = (items ?? []).filter(({ grantName }) => picked.includes(grantName)).length
  return (
    <details open={open}>
      <summary><code>{code}</code> <Text>{name}</Text> · <Text>{provider?.name}</Text>{count === 0 ? null : <span className="count">{count}</span>}</summary>
      <ul className="ticks">
        {(items ?? []).map((each) => (
          <li key={each.grantName}>
            <label><input type="checkbox" checked={picked.includes(each.grantName)} disabled={each.shareClass === 'WITHHELD'} onChange={() => toggle(each.grantName)} /> <ItemName code={each.grantName} title={each.title} /></label>
            <span className="tag">{t(SHARE_TITLES[each.shareClass])}</span> <span className="tag">{t(CLASS_TITLES[each.dataClass])}</span>
          </li>
        ))}
      </ul>
    </details>
  )
}
