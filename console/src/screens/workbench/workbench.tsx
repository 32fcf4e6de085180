import { Button } from 'antd'
import { Link } from '@tanstack/react-router'
import { useAsk } from '../../ask.ts'
import { ActResult } from '../../components/act-result.tsx'
import { Asked, Nothing } from '../../components/states.tsx'
import { Text } from '../../components/text.tsx'
import { instant } from '../../format.ts'
import { MarkNoticesReadDocument, WorkbenchDocument, type WorkbenchQuery } from '../../generated/operations.ts'
import { useWords } from '../../language.tsx'
import { useMe } from '../../session.tsx'
import { useAct } from '../../use-act.ts'
import { Bulletin, BULLETIN_ROLES } from './bulletin.tsx'
import { Waiting } from './waiting.tsx'

/** 我的工作台: what waits for me, what I was told, and what happened yesterday. */
export function Workbench() {
  const { t } = useWords()
  const { agency, roles } = useMe()
  const mine = roles.includes('sharing-authority') ? {} : { provider: agency }
  const query = useAsk(WorkbenchDocument, { agency, unread: { unread: true }, inReview: { ...mine, state: 'IN_REVIEW' }, changing: { ...mine, state: 'CHANGING' }, draft: { ...mine, state: 'DRAFT' } })
  return (
    <section>
      <h1>{t('workbench')}</h1>
      <div className="columns">
        <Asked query={query}>
          {(data) => (
            <>
              <section className="panel" aria-labelledby="waiting"><h2 id="waiting">{t('waiting')}</h2><Waiting data={data} /></section>
              <section className="panel" aria-labelledby="notices"><h2 id="notices">{t('notices')}</h2><Notices notices={data.notices} /></section>
            </>
          )}
        </Asked>
        {BULLETIN_ROLES.some((role) => roles.includes(role)) ? <Bulletin /> : null}
      </div>
    </section>
  )
}

function Notices({ notices }: { readonly notices: WorkbenchQuery['notices'] }) {
  const { t, language } = useWords()
  const act = useAct()
  const listed = (notices?.edges ?? []).map(({ node }) => node).filter((node) => node !== null)
  if (listed.length === 0) return <Nothing>{t('noticesNone')}</Nothing>
  return (
    <>
      <ActResult act={act} />
      <ul className="notices">
        {listed.map(({ id, at, zh, en, kind, about }) => (
          <li key={id}>
            <span className="notice-head"><span className="tag">{kind?.name}</span> <time dateTime={at ?? ''}>{instant(at, language)}</time></span>
            <Text long>{language === 'zh' ? zh : en}</Text>
            {about === null ? null : <NoticeLink kind={about.kind.code} id={about.id} />}
          </li>
        ))}
      </ul>
      <Button disabled={act.busy} onClick={() => void act.run(MarkNoticesReadDocument, { input: { ids: listed.map(({ id }) => id) } })}>{t('markRead')}</Button>
    </>
  )
}

function NoticeLink({ kind, id }: { readonly kind: string; readonly id: string }) {
  const { t } = useWords()
  if (kind === 'RESOURCE') return <Link to="/catalogue/resource" search={{ code: id }}>{t('about')} {id}</Link>
  if (kind === 'GRANT') return <Link to="/grants/grant" search={{ id }}>{t('about')} {id}</Link>
  if (kind === 'OBJECTION') return <Link to="/objections/objection" search={{ id }}>{t('about')} {id}</Link>
  if (kind === 'ALERT') return <Link to="/alerts/alert" search={{ id }}>{t('about')} {id}</Link>
  if (kind === 'APPLICATION') return <Link to="/applications/application" search={{ id }}>{t('about')} {id}</Link>
  return <span>{t('about')}: <code>{id}</code></span>
}
