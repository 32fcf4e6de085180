import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useAsk } from '../../ask.ts'
import { Pager } from '../../components/data-table.tsx'
import { ItemName } from '../../components/item-name.tsx'
import { SearchText } from '../../components/search-text.tsx'
import { Asked, Nothing } from '../../components/states.tsx'
import { Text } from '../../components/text.tsx'
import { CatalogueTreeDocument, type CatalogueTreeQuery, LicenceFaceDocument } from '../../generated/operations.ts'
import { useWords } from '../../language.tsx'
import { CLASS_TITLES, SHARE_TITLES } from '../catalogue/codes.ts'

type Resource = NonNullable<NonNullable<NonNullable<CatalogueTreeQuery['resources']>['edges']>[number]['node']>

/** Resources and below them their items, to be ticked. */
export function FromTree({ picked, toggle }: { readonly picked: readonly string[]; readonly toggle: (item: string) => void }) {
  const { t } = useWords()
  const { text, after } = useSearch({ from: '/apply' })
  const navigate = useNavigate({ from: '/apply' })
  const query = useAsk(CatalogueTreeDocument, { filter: { state: 'PUBLISHED', text: text ?? null }, first: 10, after: after ?? null })
  return (
    <>
      <div className="filters">
        <SearchText key={text} label={t('catalogueSearch')} text={text} find={(found) => void navigate({ search: (search) => ({ ...search, text: found, after: undefined }) })} />
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

const FACE = /\.face@([0-9A-Z]+)$/
/** Whether an item, or a field of it, is among those that were picked. */
const isOf = (grantName: string) => (item: string) => item === grantName || item.startsWith(`${grantName}.`)

function Branch({ resource, open, picked, toggle }: { readonly resource: Resource; readonly open: boolean; readonly picked: readonly string[]; readonly toggle: (item: string) => void }) {
  const { t } = useWords()
  const { code, name, provider, items } = resource
  const [shown, setShown] = useState(open)
  const count = (items ?? []).reduce((sum, { grantName }) => sum + picked.filter(isOf(grantName)).length, 0)
  return (
    <details open={open} onToggle={({ currentTarget }) => setShown(currentTarget.open)}>
      <summary><code>{code}</code> <Text>{name}</Text> · <Text>{provider?.name}</Text>{count === 0 ? null : <span className="count">{count}</span>}</summary>
      <ul className="ticks">
        {(items ?? []).map((each) => (
          <li key={each.grantName}>
            {FACE.test(each.grantName) ? <ItemName code={each.grantName} title={each.title} /> : <Tick item={each.grantName} title={each.title} withheld={each.shareClass === 'WITHHELD'} picked={picked} toggle={toggle} />}
            <span className="tag">{t(SHARE_TITLES[each.shareClass])}</span> <span className="tag">{t(CLASS_TITLES[each.dataClass])}</span>
            {shown && FACE.test(each.grantName) ? <Face item={each.grantName} withheld={each.shareClass === 'WITHHELD'} picked={picked} toggle={toggle} /> : null}
          </li>
        ))}
      </ul>
    </details>
  )
}

interface TickProps { readonly item: string; readonly withheld: boolean; readonly picked: readonly string[]; readonly toggle: (item: string) => void }

function Tick({ item, title, withheld, picked, toggle }: TickProps & { readonly title: string }) {
  return <label><input type="checkbox" checked={picked.includes(item)} disabled={withheld} onChange={() => toggle(item)} /> <ItemName code={item} title={title} /></label>
}

/** The fields on the face of a type of licences: each is an item of its own to apply for. */
function Face({ item, ...props }: TickProps) {
  const { t } = useWords()
  return (
    <Asked query={useAsk(LicenceFaceDocument, { code: FACE.exec(item)?.[1] ?? '' })}>
      {({ licenceType }) => <ul className="ticks">{licenceType?.faceSchema?.map(({ name, title, secret }) => <li key={name}><Tick {...props} item={`${item}.${name}`} title={title} />{secret ? <span className="tag tag-warn">{t('secretField')}</span> : null}</li>)}</ul>}
    </Asked>
  )
}
