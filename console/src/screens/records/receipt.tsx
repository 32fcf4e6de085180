import { Button, Input } from 'antd'
import { useState } from 'react'
import { useAsk } from '../../ask.ts'
import { Asked } from '../../components/states.tsx'
import { VerifyReceiptDocument } from '../../generated/operations.ts'
import { useWords } from '../../language.tsx'

/** Whether an answer that somebody holds is the recorded one, and what proves it. */
export function Receipt({ entry: given }: { readonly entry?: string }) {
  const { t } = useWords()
  const [entry, setEntry] = useState(given ?? '')
  const [digest, setDigest] = useState('')
  const [asked, setAsked] = useState<{ entry: string; digest: string } | null>(null)
  const query = useAsk(VerifyReceiptDocument, asked ?? { entry: '', digest: '' }, asked !== null)
  return (
    <section className="panel" aria-labelledby="receipt">
      <h2 id="receipt">{t('receipt')}</h2>
      <form className="filters" onSubmit={(event) => { event.preventDefault(); setAsked({ entry: entry.trim(), digest: digest.trim() }) }}>
        <label className="field"><span>{t('entry')}</span><Input value={entry} maxLength={100} required onChange={({ target }) => setEntry(target.value)} /></label>
        <label className="field"><span>{t('digest')}</span><Input value={digest} maxLength={100} required onChange={({ target }) => setDigest(target.value)} /></label>
        <Button htmlType="submit">{t('verify')}</Button>
      </form>
      {asked === null ? null : (
        <Asked query={query}>
          {({ verifyReceipt }) => (
            <div role="status"><dl className="facts">
              <div><dt>{t('verdict')}</dt><dd><span className={verifyReceipt?.verdict?.code === 'RECORDED' ? 'tag tag-good' : 'tag tag-bad'}>{verifyReceipt?.verdict?.name}</span></dd></div>
              <div><dt>{t('chainHash')}</dt><dd><code>{verifyReceipt?.hash ?? '—'}</code></dd></div>
              <div><dt>{t('checkpoint')}</dt><dd>{verifyReceipt?.checkpoint === null || verifyReceipt?.checkpoint === undefined ? t('checkpointNone') : <>{verifyReceipt.checkpoint.number} · <code>{verifyReceipt.checkpoint.head}</code> · <code>{verifyReceipt.checkpoint.signature}</code></>}</dd></div>
            </dl></div>
          )}
        </Asked>
      )}
    </section>
  )
}
