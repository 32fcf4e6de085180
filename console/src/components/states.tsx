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
export function Failed({ error, retry }: { readonly error: unknown; readonly retry?: () => void }) {
  const { t } = useWords()
  const offline = error instanceof AskFailed && error.status === 0
  return (
    <Alert type="error" showIcon title={t('failed')} description={offline ? t('failedOffline') : t('failedStatus')}
      action={retry === undefined ? undefined : <Button onClick={retry}>{t('retry')}</Button>} />
  )
}

/** Why it was refused, in the hub's own words, and what to do about it. */
export function Refused({ refusals, part = false }: { readonly refusals: readonly Refusal[]; readonly part?: boolean }) {
  const { t } = useWords()
  if (refusals.length === 0) return null
  return <Alert type="warning" showIcon role="alert" title={part ? t('refusedPart') : t('refused')} description={<ul className="refusals">{refusals.map((each, index) => <li key={index}><RefusalLine refusal={each} /></li>)}</ul>} />
}

function RefusalLine({ refusal }: { readonly refusal: Refusal }) {
  const { t, language } = useWords()
  const { message, messageZh, reason, remedy, coordinate, faults, traceId, code } = refusal
  const remedyKey = `remedy${remedy ?? ''}`
  return (
    <>
      <span>{language === 'zh' ? (messageZh ?? message) : message}</span>
      <span className="refusal-facts">
        <code>{reason ?? code}</code>
        {coordinate === null ? null : <span>{t('item')}: <code>{coordinate}</code></span>}
        {remedy === null ? null : <span>{t('remedy')}: {Object.hasOwn(zh, remedyKey) ? t(remedyKey as MessageKey) : remedy}</span>}
        {traceId === null ? null : <span>{t('traceId')}: <code>{traceId}</code></span>}
      </span>
      {faults.length === 0 ? null : <ul>{faults.map(({ argument, en, zh: inChinese }, index) => <li key={index}><code>{argument}</code> <Text>{language === 'zh' ? inChinese : en}</Text></li>)}</ul>}
    </>
  )
}

/** Shows what was asked for: while it comes, when it does not, when it was refused, and when it is there. */
export function Asked<Result extends object>({ query, children }: { readonly query: UseQueryResult<Answer<Result>>; readonly children: (data: Result) => ReactNode }) {
  if (query.isPending) return <Loading />
  if (query.isError) return <Failed error={query.error} retry={() => void query.refetch()} />
  const { data, refusals } = query.data
  const answered = data !== null && Object.values(data).some((value) => value !== null)
  if (!answered && refusals.length > 0) return <Refused refusals={refusals} />
  return <>{refusals.length > 0 ? <Refused refusals={refusals} part /> : null}{data === null ? <Nothing /> : children(data)}</>
}
