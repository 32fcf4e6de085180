import { Link } from '@tanstack/react-router'
import { Failed, Nothing, Refused } from '../../components/states.tsx'
import { Text } from '../../components/text.tsx'
import type { ExplainedFragment } from '../../generated/operations.ts'
import { useWords } from '../../language.tsx'
import { DISCLOSURE_TITLES } from '../catalogue/codes.ts'
import { type Handed, handOver } from './handover.ts'
import { type ItemAccess, OUTCOMES, remedyOf, toldOf } from './told.ts'
import type { Explained } from './use-explained.ts'

/** What would be decided, item by item: what is given, and of what is not why, and what to do about it. */
export function Decisions({ explained: { told, refusals, error }, hops, handed }: { readonly explained: Explained; readonly hops: readonly string[] | null; readonly handed: Handed }) {
  const { t } = useWords()
  return (
    <section className="panel" aria-labelledby="decisions" aria-live="polite">
      <h2 id="decisions">{t('decisionsBeside')} {told?.outcome === null || told === null ? null : <span className="tag">{t(OUTCOMES[told.outcome])}</span>}</h2>
      <Refused refusals={refusals} />
      {error === null ? null : <Failed error={error} />}
      {told === null ? <Nothing>{t('decisionsNone')}</Nothing> : <ItemDecisions told={told} />}
      {told?.drafts === null || told === null || told.drafts.length === 0 ? null : <p><Link to="/apply" search={{ from: 'operation' }} onClick={() => handOver(handed)}>{t('applyForIt')}</Link></p>}
      {hops === null ? null : <p>{t('hopsOf')}: {hops.map((hop, index) => <code key={index}>{hop} </code>)}</p>}
    </section>
  )
}

export function ItemDecisions({ told }: { readonly told: ExplainedFragment }) {
  const { t } = useWords()
  return (
    <>
      <ul className="waiting">{told.items?.map((item, index) => <li key={index}><ItemLine item={item} /></li>)}</ul>
      <h3>{t('planOf')}</h3>
      {told.plan === null || told.plan.length === 0 ? <p>{t('planNone')}</p> : <ol>{told.plan.map(({ library, fields }, index) => <li key={index}><strong>{library}</strong> <span className="plan-fields">{fields.map((field) => <code key={field}>{field} </code>)}</span></li>)}</ol>}
    </>
  )
}

function ItemLine({ item }: { readonly item: ItemAccess }) {
  const { t, language } = useWords()
  const { word, tone } = toldOf(item)
  const { refusal, byStanding } = item
  const remedy = remedyOf(refusal?.remedy)
  return (
    <>
      <span className={`tag tag-${tone}`}>{t(word)}</span>
      <span className="grow"><Text>{item.title}</Text> <code>{item.coordinate}</code> <small>{item.paths.join(', ')}</small></span>
      {refusal === null ? null : <span><code>{refusal.reason}</code> {language === 'zh' ? refusal.messageZh : refusal.message} · {t('remedy')}: {remedy === null ? refusal.remedy : t(remedy)}</span>}
      {item.behind === null ? null : <small>← {item.behind}</small>}
      {byStanding.length === 0 ? null : <small>{t('standingNote')}: {byStanding.map(({ standing, disclosure, refusal: why }) => `${standing} ${disclosure === null ? (why?.reason ?? '') : t(DISCLOSURE_TITLES[disclosure])}`).join('; ')}</small>}
    </>
  )
}
