import { Link, useSearch } from '@tanstack/react-router'
import { useAsk } from '../../ask.ts'
import { type Fact, FactList } from '../../components/fact-list.tsx'
import { Asked, Nothing } from '../../components/states.tsx'
import { Text } from '../../components/text.tsx'
import { instant } from '../../format.ts'
import { ResourcePageDocument, type ResourcePageQuery } from '../../generated/operations.ts'
import { useWords } from '../../language.tsx'
import { useMe } from '../../session.tsx'
import { SHARE_TITLES } from './codes.ts'
import { EntryActs } from './entry-acts.tsx'
import { Items } from './items.tsx'
import { WhoBreaks } from './who-breaks.tsx'

export type Entry = NonNullable<ResourcePageQuery['resource']>

/** One resource: what it is, who uses it, and what one may do with it. */
export function ResourcePage() {
  const { t } = useWords()
  const { code = '' } = useSearch({ from: '/catalogue/resource' })
  const query = useAsk(ResourcePageDocument, { code })
  return (
    <section>
      <p><Link to="/catalogue">{t('catalogue')}</Link></p>
      <Asked query={query}>{({ resource }) => (resource === null ? <Nothing>{t('notFoundText')}</Nothing> : <Shown entry={resource} />)}</Asked>
    </section>
  )
}

function Shown({ entry }: { readonly entry: Entry }) {
  const { t } = useWords()
  const { agency } = useMe()
  const mine = entry.provider?.creditCode === agency
  return (
    <>
      <h1><Text long>{entry.name}</Text></h1>
      <div className="panel"><Facts entry={entry} /></div>
      <EntryActs entry={entry} mine={mine} />
      <section className="panel" aria-labelledby="items"><h2 id="items">{t('items')}</h2><Items items={entry.items ?? []} /></section>
      <section className="panel" aria-labelledby="breaks"><h2 id="breaks">{t('whoBreaks')}</h2>{mine ? <WhoBreaks items={entry.items ?? []} /> : <Nothing>{t('whoBreaksProviderOnly')}</Nothing>}</section>
      <section className="panel" aria-labelledby="versions"><h2 id="versions">{t('versions')}</h2><Versions entry={entry} /></section>
    </>
  )
}

function Facts({ entry }: { readonly entry: Entry }) {
  const { t } = useWords()
  const facts: readonly Fact[] = [
    ['code', <code key="c">{entry.code}</code>], ['provider', <Text key="p">{entry.provider?.name}</Text>], ['state', <span key="s" className="tag">{entry.state?.name}</span>],
    ['shareClass', entry.shareClass && t(SHARE_TITLES[entry.shareClass])], ['shareCondition', <Text key="sc" long>{entry.shareCondition}</Text>], ['withheldBasis', <Text key="w" long>{entry.withheldBasis}</Text>],
    ['summary', <Text key="su" long>{entry.summary}</Text>], ['format', entry.format?.name], ['updateCycle', entry.updateCycle?.name], ['freshness', <span key="f">{entry.freshness?.name ?? '—'}</span>],
    ['publishedOn', entry.publishedOn ?? '—'], ['version', entry.version], ['system', <Text key="sy">{entry.system}</Text>], ['office', <Text key="o">{entry.office}</Text>],
  ]
  return <FactList facts={facts} />
}

function Versions({ entry: { versions } }: { readonly entry: Entry }) {
  const { t, language } = useWords()
  if (versions === null || versions.length === 0) return <Nothing />
  return (
    <ol className="stack">
      {versions.map((each) => (
        <li key={each.version} value={each.version}>
          <span className="tag">{each.state?.name}</span> <Text>{each.editedBy}</Text> {instant(each.editedAt, language)}
          {each.reviewedBy === null ? null : <> · {t('reviewedBy')} <Text>{each.reviewedBy}</Text> {instant(each.reviewedAt, language)}</>}
          {each.reviewDueOn === null ? null : <> · {t('dueOn')} {each.reviewDueOn}</>}
          {each.note === null ? null : <Text long>{each.note}</Text>}
          <ul>{each.differences?.map((difference, index) => <li key={index}><Text long>{difference}</Text></li>)}</ul>
        </li>
      ))}
    </ol>
  )
}
