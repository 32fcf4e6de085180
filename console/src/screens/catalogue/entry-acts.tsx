import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { ActResult } from '../../components/act-result.tsx'
import { EditResourceDocument, type EditResourceInput, ReviewResourceDocument, SubmitResourceDocument, WithdrawChangeDocument, WithdrawResourceDocument } from '../../generated/operations.ts'
import { useWords } from '../../language.tsx'
import type { MessageKey } from '../../messages/zh.ts'
import { useMe } from '../../session.tsx'
import { type Act, useAct } from '../../use-act.ts'
import { SHARE_TITLES } from './codes.ts'
import type { Entry } from './resource.tsx'

/** What may be done with an entry. What is shown follows the role; the hub decides anew. */
export function EntryActs({ entry, mine }: { readonly entry: Entry; readonly mine: boolean }) {
  const { t } = useWords()
  const { roles } = useMe()
  const act = useAct()
  const [note, setNote] = useState('')
  const [editing, setEditing] = useState(false)
  const latest = entry.versions?.[0]
  const steward = mine && roles.includes('steward')
  const reviews = roles.includes('sharing-authority') && latest?.state?.code === 'IN_REVIEW'
  if (!steward && !reviews) return <ActResult act={act} />
  const version = { code: entry.code, version: latest?.version ?? 0, note: note === '' ? null : note }
  return (
    <section className="panel" aria-labelledby="acts">
      <h2 id="acts">{t('actions')}</h2>
      <label className="field"><span>{t('note')}</span><Input value={note} maxLength={500} onChange={({ target }) => setNote(target.value)} /></label>
      <div className="actions">
        {steward ? <Button onClick={() => setEditing(!editing)} aria-expanded={editing}>{t('edit')}</Button> : null}
        {steward && latest?.state?.code === 'DRAFT' ? <Button type="primary" disabled={act.busy} onClick={() => void act.run(SubmitResourceDocument, { input: version })}>{t('submit')}</Button> : null}
        {steward && latest?.state?.code !== 'PUBLISHED' ? <Button disabled={act.busy} onClick={() => void act.run(WithdrawChangeDocument, { input: version })}>{t('takeBack')}</Button> : null}
        {steward && entry.state?.code === 'PUBLISHED' ? <Button danger disabled={act.busy} onClick={() => void act.run(WithdrawResourceDocument, { input: version })}>{t('withdraw')}</Button> : null}
        {reviews ? <Button type="primary" disabled={act.busy} onClick={() => void act.run(ReviewResourceDocument, { input: { ...version, approve: true } })}>{t('publish')}</Button> : null}
        {reviews ? <Button danger disabled={act.busy} onClick={() => void act.run(ReviewResourceDocument, { input: { ...version, approve: false } })}>{t('sendBack')}</Button> : null}
      </div>
      <ActResult act={act} />
      {editing ? <EditForm entry={entry} version={latest?.version ?? 0} note={note} act={act} /> : null}
    </section>
  )
}

const TEXTS = ['name', 'summary', 'shareCondition', 'withheldBasis', 'system', 'office'] as const satisfies readonly (MessageKey & keyof Entry)[]

function EditForm({ entry, version, note, act }: { readonly entry: Entry; readonly version: number; readonly note: string; readonly act: Act }) {
  const { t } = useWords()
  const [texts, setTexts] = useState<Partial<Record<(typeof TEXTS)[number], string>>>({})
  const [shareClass, setShareClass] = useState(entry.shareClass)
  const save = async () => {
    const input: EditResourceInput = { code: entry.code, version, ...texts, ...(shareClass === entry.shareClass ? {} : { shareClass }), note: note === '' ? null : note }
    if ((await act.run(EditResourceDocument, { input })) !== null) setTexts({})
  }
  return (
    <form className="stack" onSubmit={(event) => { event.preventDefault(); void save() }}>
      {TEXTS.map((name) => (
        <label key={name} className="field"><span>{t(name)}</span>
          <Input.TextArea rows={1} value={texts[name] ?? entry[name] ?? ''} onChange={({ target }) => setTexts({ ...texts, [name]: target.value })} />
        </label>
      ))}
      <label className="field"><span>{t('shareClass')}</span>
        <Select aria-label={t('shareClass')} value={shareClass} onChange={setShareClass} options={Object.entries(SHARE_TITLES).map(([value, title]) => ({ value: value as NonNullable<Entry['shareClass']>, label: t(title) }))} />
      </label>
      <div className="actions"><Button type="primary" htmlType="submit" disabled={act.busy}>{t('save')}</Button></div>
    </form>
  )
}
