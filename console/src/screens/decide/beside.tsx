import { Link } from '@tanstack/react-router'
import { useAsk } from '../../ask.ts'
import { ItemName } from '../../components/item-name.tsx'
import { Asked, Nothing } from '../../components/states.tsx'
import { Text } from '../../components/text.tsx'
import { GivenBeforeDocument, ItemMarksDocument, PrecedentsDocument } from '../../generated/operations.ts'
import { useWords } from '../../language.tsx'
import { useMe } from '../../session.tsx'
import { type Application, type Marked, risksOf, shared } from './marks.ts'

const SHOWN = 8

/** What one should know beside an application: risks, what the applicant has already, and how others were answered. */
export function Beside({ application }: { readonly application: Application }) {
  const { t } = useWords()
  const { agency } = useMe()
  const provides = application.provider?.creditCode === agency
  return (
    <>
      <section className="panel" aria-labelledby="risks"><h2 id="risks">{t('risks')}</h2><Risks application={application} /></section>
      {provides ? <section className="panel" aria-labelledby="given"><h2 id="given">{t('givenBefore')}</h2><Given application={application} /></section> : null}
      {provides ? <section className="panel" aria-labelledby="precedents"><h2 id="precedents">{t('precedents')}</h2><Precedents application={application} /></section> : null}
    </>
  )
}

function Risks({ application }: { readonly application: Application }) {
  const { t } = useWords()
  const query = useAsk(ItemMarksDocument, { names: (application.items ?? []).map(({ item }) => item) })
  return (
    <Asked query={query}>
      {({ itemsByName }) => {
        const known = new Map<string, Marked>((itemsByName ?? []).map((item) => [item.name, item]))
        const risks = risksOf(application, known)
        return risks.length === 0 ? <Nothing>{t('risksNone')}</Nothing> : <ul>{risks.map((risk) => <li key={risk}><span className="tag tag-warn">{t(risk)}</span></li>)}</ul>
      }}
    </Asked>
  )
}

function Given({ application }: { readonly application: Application }) {
  const { t } = useWords()
  return (
    <Asked query={useAsk(GivenBeforeDocument, { applicant: application.applicant?.creditCode ?? '' })}>
      {({ grantList }) => {
        const theirs = (grantList?.edges ?? []).map(({ node }) => node).filter((node) => node !== null)
        if (theirs.length === 0) return <Nothing>{t('givenNone')}</Nothing>
        return <ul>{theirs.slice(0, SHOWN).map((grant) => <li key={grant.id}><Link to="/grants/grant" search={{ id: grant.id }}>{grant.id}</Link> · {t('validTo')} {grant.validTo} · {grant.items?.length} {t('items')}{shared(application, grant.items).length === 0 ? null : <> · <span className="tag tag-warn">{t('already')}</span> <Items items={shared(application, grant.items)} /></>}</li>)}</ul>
      }}
    </Asked>
  )
}

function Items({ items }: { readonly items: NonNullable<Application['items']> }) {
  return items.map(({ item, title }) => <span key={item}><ItemName code={item} title={title} /> </span>)
}

function Precedents({ application }: { readonly application: Application }) {
  const { t } = useWords()
  return (
    <Asked query={useAsk(PrecedentsDocument, {})}>
      {({ approved, partlyApproved, refused }) => {
        const decided = [approved, partlyApproved, refused].flatMap((page) => page?.edges ?? []).flatMap(({ node }) => node ?? [])
        const alike = decided.filter(({ id, items }) => id !== application.id && shared(application, items).length > 0).sort((one, other) => (other.decidedAt ?? '').localeCompare(one.decidedAt ?? ''))
        if (alike.length === 0) return <Nothing>{t('precedentsNone')}</Nothing>
        return <ul>{alike.slice(0, SHOWN).map((each) => <li key={each.id}><span className="tag">{each.state?.name}</span> <Text>{each.applicant?.name}</Text> <Items items={shared(application, each.items)} /> <Link to="/applications/application" search={{ id: each.id }}>{each.id}</Link> <Text long>{each.decision}</Text></li>)}</ul>
      }}
    </Asked>
  )
}
