import { Button } from 'antd'
import { Link, useNavigate } from '@tanstack/react-router'
import { ActResult } from '../../components/act-result.tsx'
import { Nothing } from '../../components/states.tsx'
import { Text } from '../../components/text.tsx'
import { instant } from '../../format.ts'
import { DiscardDraftDocument, type KeptDraftsQuery } from '../../generated/operations.ts'
import { useWords } from '../../language.tsx'
import { useAct } from '../../use-act.ts'

export type Kept = NonNullable<NonNullable<NonNullable<KeptDraftsQuery['applicationDrafts']>['edges']>[number]['node']>

export const keptOf = (data: KeptDraftsQuery): Kept[] => (data.applicationDrafts?.edges ?? []).map(({ node }) => node).filter((node) => node !== null)

/** Drafts that the agency keeps. They lie with the hub, so that a colleague or another browser finds them too. */
export function KeptDrafts({ drafts, open }: { readonly drafts: readonly Kept[]; readonly open: string | undefined }) {
  const { t, language } = useWords()
  const act = useAct()
  const navigate = useNavigate({ from: '/apply' })
  const discard = async (id: string) => {
    const done = await act.run(DiscardDraftDocument, { input: { id } })
    if (done !== null && id === open) await navigate({ search: {} })
  }
  return (
    <section className="panel" aria-labelledby="kept">
      <h2 id="kept">{t('keptDrafts')}</h2>
      <ActResult act={act} />
      {drafts.length === 0 ? <Nothing>{t('keptDraftsNone')}</Nothing> : (
        <ul className="waiting">
          {drafts.map(({ id, title, keptAt, keptBy }) => (
            <li key={id} aria-current={id === open ? 'true' : undefined}>
              <span className="grow"><Text>{title}</Text></span><span><Text>{keptBy}</Text></span><time dateTime={keptAt ?? ''}>{instant(keptAt, language)}</time>
              <Link to="/apply" search={{ draft: id }}>{t('openDraft')}</Link>
              <Button size="small" disabled={act.busy} onClick={() => void discard(id)}>{t('discardDraft')}</Button>
            </li>
          ))}
        </ul>
      )}
      {open === undefined ? null : <Link to="/apply" search={{}}>{t('newApplication')}</Link>}
    </section>
  )
}
