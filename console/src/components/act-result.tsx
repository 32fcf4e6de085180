import { Alert } from 'antd'
import { useWords } from '../language.tsx'
import type { Act } from '../use-act.ts'
import { Failed, Refused } from './states.tsx'

/** What came of something that was done. */
export function ActResult({ act }: { readonly act: Act }) {
  const { t } = useWords()
  if (act.error !== null) return <Failed error={act.error} title="notKnown" />
  if (act.refusals.length > 0) return <Refused refusals={act.refusals} />
  return act.done ? <Alert type="success" showIcon role="status" title={t('done')} /> : null
}
