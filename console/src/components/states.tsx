import { Alert, Button, Empty, Skeleton } from 'antd'
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { type Answer, AskFailed, type Refusal } from '../ask.ts'
import { useWords } from '../language.tsx'
import { type MessageKey, zh } from '../messages/zh.ts'
import { Text } from './text.tsx'

/** While something is read. */
export function Loading() {
  const { t } = useWords()
  return <div role="status" aria-label={t('loading')}><Skeleton active paragraph={{ rows: 4 }} /></div>
}

/** There is nothing, and that is no fault. */
export function Nothing({ children }: { readonly children?: ReactNode }) {
  const { t } = useWords()
  return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={children ?? t('empty')} />
}

/** Nothing came back. */
export function Failed({ error, retry, title = 'failed' }: { readonly error: unknown; readonly retry?: () => void; readonly title?: MessageKey }) {
  const { t } = useWords()
  const offline = error instanceof AskFailed && error.status === 0
  return (
    <Alert type="error" showIcon role="alert" title={t(title)} description={offline ? t('failedOffline') : t('failedStatus')}
      action={retry === undefined ? undefined : <Button onClick={retry}>{t('retry')}</Button>} />
  )
}

/** Refusals that pass by themselves. */
const PASSING: ReadonlySet<string> = new Set(['LIBRARY_UNAVAILABLE', 'AUDIT_UNAVAILABLE', 'INTERNAL_SERVER_ERROR', 'RATE_LIMITED'])

/** Why it was refused, in the hub's own words, and what to do about it. */
export function Refused({ refusals, part = false, retry }: { readonly refusals: readonly Refusal[]; readonly part?: boolean; readonly retry?: () => void }) {
  const { t } = useWords()
  if (refusals.length === 0) return null
  const passing = refusals.every(({ code }) => PASSING.has(code))
  const title = passing ? 'failed' : part ? 'refusedPart' : 'refused'
  const again = passing && retry !== undefined ? <Button onClick={retry}>{t('retry')}</Button> : undefined
  return <Alert type="warning" showIcon role="alert" title={t(title)} action={again} description={<ul className="refusals">{refusals.map((each, index) => <li key={index}><RefusalLine refusal={each} /></li>)}</ul>} />
}

function RefusalLine({ refusal }: { readonly refusal: Refusal }) {
  const { t, language } = useWords()
  const { message, messageZh, reason, remedy, coordinate, faults, traceId, code } = refusal
  const key = remedy === null ? `do${code}` : `remedy${remedy}`
  const whatToDo = Object.hasOwn(zh, key) ? t(key as MessageKey) : remedy
  return (
    <>
      <span>{language === 'zh' ? (messageZh ?? message) : message}</span>
      <span className="refusal-facts">
        <code>{reason ?? code}</code>
        {coordinate === null ? null : <span>{t('item')}: <code>{coordinate}</code></span>}
        {whatToDo === null ? null : <span>{t('remedy')}: {whatToDo}</span>}
        {traceId === null ? null : <span>{t('traceId')}: <code>{traceId}</code></span>}
      </span>
      {faults.length === 0 ? null : <ul>{faults.map(({ argument, en, zh: inChinese }, index) => <li key={index}><code>{argument}</code> <Text>{language === 'zh' ? inChinese : en}</Text></li>)}</ul>}
    </>
  )
}

/** Shows what was asked for: while it comes, when it does not, when it was refused, and when it is there. */
export function Asked<Result extends object>({ query, children }: { readonly query: UseQueryResult<Answer<Result>>; readonly children: (data: Result) => ReactNode }) {
  const { t } = useWords()
  if (query.isPending) return <Loading />
  const retry = () => void query.refetch()
  // What was there before stays, with all that somebody typed into it.
  const failed = query.isError ? <Failed error={query.error} retry={retry} /> : null
  if (query.data === undefined) return failed
  const { data, refusals } = query.data
  const answered = data !== null && Object.values(data).some((value) => value !== null)
  if (!answered && refusals.length > 0) return <Refused refusals={refusals} retry={retry} />
  return <>{failed}{refusals.length > 0 ? <Refused refusals={refusals} part retry={retry} /> : null}{query.isPlaceholderData ? <p role="status">{t('loading')}</p> : null}{data === null ? <Nothing /> : children(data)}</>
}
