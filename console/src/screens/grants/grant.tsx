import { Link, useSearch } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useAsk } from '../../ask.ts'
import { Binding } from '../../components/binding.tsx'
import { type Fact, FactList } from '../../components/fact-list.tsx'
import { ItemName, MatterNames } from '../../components/item-name.tsx'
import { Asked, Loading, Nothing } from '../../components/states.tsx'
import { Text } from '../../components/text.tsx'
import { instant, number } from '../../format.ts'
import { GrantPageDocument, type GrantPageQuery } from '../../generated/operations.ts'
import { useWords } from '../../language.tsx'
import { type MessageKey, zh } from '../../messages/zh.ts'
import { DISCLOSURE_TITLES } from '../catalogue/codes.ts'
import { StateTag } from './grant-state.tsx'
import { Stopping } from './stopping.tsx'

export type Grant = NonNullable<GrantPageQuery['grant']>

const UseChart = lazy(async () => ({ default: (await import('./use-chart.tsx')).UseChart }))

/** One grant: its terms, how it is used, and what stops where it ends. */
export function GrantPage() {
  const { t } = useWords()
  const { id = '' } = useSearch({ from: '/grants/grant' })
  return (
    <section>
      <p><Link to="/grants">{t('grantsPlace')}</Link></p>
      <Asked query={useAsk(GrantPageDocument, { id })}>
        {({ grant }) => grant === null ? <Nothing>{t('notFoundText')}</Nothing> : (
          <>
            <h1><code>{grant.id}</code> <StateTag state={grant.state} /></h1>
            {grant.intact === false ? <p role="alert" className="faults">{t('intactNo')}</p> : null}
            <div className="side-by-side">
              <section className="panel" aria-labelledby="terms"><h2 id="terms">{t('grant')}</h2><Terms grant={grant} /></section>
              <div>
                <section className="panel" aria-labelledby="use"><h2 id="use">{t('useOverTime')}</h2><Use grant={grant} /></section>
                <section className="panel" aria-labelledby="unused"><h2 id="unused">{t('unusedItems')}</h2><Unused grant={grant} /></section>
              </div>
            </div>
            <Stopping key={`${grant.version} ${grant.state?.code}`} grant={grant} />
            <section className="panel" aria-labelledby="history"><h2 id="history">{t('history')}</h2><History grant={grant} /></section>
          </>
        )}
      </Asked>
    </section>
  )
}

function Terms({ grant }: { readonly grant: Grant }) {
  const { t, language } = useWords()
  const facts: readonly Fact[] = [
    ['provider', <Text key="p">{grant.provider?.name}</Text>], ['consumerAgency', <Text key="c">{grant.consumer?.name ?? grant.consumerClass?.basicCode}</Text>],
    ['matters', <MatterNames key="m" matters={grant.matters} codes={grant.matterCodes} />],
    ['agencyRoles', grant.agencyRoles?.map(({ name }) => name).join('、')], ['binding', <Binding key="b">{grant.binding}</Binding>], ['regions', <Text key="r">{grant.regions?.map(({ name, code }) => name ?? code).join('、')}</Text>],
    ['term', `${grant.validFrom ?? '—'} – ${grant.validTo ?? '—'}`], ['quotaLeft', grant.quotaPerDay === null ? t('noQuota') : `${number(grant.quotaLeft, language)} / ${number(grant.quotaPerDay, language)}`],
    ['legalBasis', <Text key="l" long>{grant.legalBasis}</Text>], ['application', grant.application === null ? '—' : <Link key="a" to="/applications/application" search={{ id: grant.application.id }}>{grant.application.id}</Link>],
  ]
  return (
    <>
      <FactList facts={facts} />
      <h3>{t('grantItems')} <span className="count">{grant.items?.length}</span></h3>
      <ul className="short" tabIndex={0}>{grant.items?.map(({ item, title, disclosure }) => <li key={item}><ItemName code={item} title={title} /> {t(DISCLOSURE_TITLES[disclosure])}</li>)}</ul>
    </>
  )
}

function Use({ grant: { usedOn } }: { readonly grant: Grant }) {
  const { t, language } = useWords()
  if (usedOn === null || usedOn.length === 0) return <Nothing>{t('useNone')}</Nothing>
  return (
    <>
      <Suspense fallback={<Loading />}><UseChart days={usedOn} label={t('useOverTime')} /></Suspense>
      <details>
        <summary>{t('useTable')}</summary>
        <table className="data"><thead><tr><th scope="col">{t('at')}</th><th scope="col">{t('requests')}</th></tr></thead><tbody>{usedOn.map(({ day, requests }) => <tr key={day}><td data-label={t('at')}>{day}</td><td data-label={t('requests')}>{number(requests, language)}</td></tr>)}</tbody></table>
      </details>
    </>
  )
}

function Unused({ grant: { unused } }: { readonly grant: Grant }) {
  const { t } = useWords()
  if (unused === null || unused.length === 0) return <Nothing>{t('unusedNone')}</Nothing>
  return <ul className="short" tabIndex={0}>{unused.map(({ item, title, lastReadOn }) => <li key={item}><ItemName code={item} title={title} /> {t('lastReadOn')}: {lastReadOn ?? t('never')}</li>)}</ul>
}

function History({ grant: { events } }: { readonly grant: Grant }) {
  const { t, language } = useWords()
  const called = (action: string) => (Object.hasOwn(zh, `action${action}`) ? t(`action${action}` as MessageKey) : action)
  return <ol>{events?.map((each, index) => <li key={index}>{instant(each.at, language)} <span className="tag">{called(each.action)}</span> <Text>{each.agency?.name}</Text> <Text>{each.operator}</Text> <Text long>{each.reason}</Text></li>)}</ol>
}
