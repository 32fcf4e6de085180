import { Button, Input } from 'antd'
import { useState } from 'react'
import { ItemName } from '../../components/item-name.tsx'
import { Text } from '../../components/text.tsx'
import { ExplainOperationDocument, type ExplainedFragment } from '../../generated/operations.ts'
import { useWords } from '../../language.tsx'
import { useAct } from '../../use-act.ts'
import { OUTCOMES } from '../playground/told.ts'
import { ActResult } from '../../components/act-result.tsx'
import { takeOperation } from '../playground/handover.ts'

/** Drafts out of an operation: whatever it would be refused for want of a grant. */
export function FromOperation({ use }: { readonly use: (input: unknown) => void }) {
  const { t, language } = useWords()
  const [given] = useState(takeOperation)
  const [operation, setOperation] = useState(given?.operation ?? '')
  const [variables, setVariables] = useState(given?.variables ?? '')
  const [matter, setMatter] = useState(given?.matter ?? '')
  const [caseNo, setCaseNo] = useState(given?.caseNo ?? '')
  const [told, setTold] = useState<ExplainedFragment | null>(null)
  const [wrong, setWrong] = useState(false)
  const act = useAct()
  const titleOf = (item: string) => told?.items?.find(({ coordinate }) => coordinate === item.replace(/@.*$/, ''))?.title
  const make = async () => {
    const parsed = objectFrom(variables)
    setWrong(parsed === null)
    if (parsed === null) return
    const data = await act.run(ExplainOperationDocument, { operation, variables: parsed, operationName: null, purpose: matter.trim() === '' ? null : { matter: matter.trim(), case: caseNo.trim() === '' ? null : caseNo.trim(), reason: null } })
    setTold(data?.explainAccess ?? null)
  }
  return (
    <div className="stack">
      <label className="field"><span>{t('operationText')}</span><Input.TextArea className="code" rows={6} maxLength={10_000} value={operation} onChange={({ target }) => setOperation(target.value)} /></label>
      <label className="field"><span>{t('variablesJson')}</span><Input.TextArea className="code" rows={2} value={variables} status={wrong ? 'error' : ''} onChange={({ target }) => setVariables(target.value)} /></label>
      {wrong ? <p role="alert" className="faults">{t('variablesWrong')}</p> : null}
      <div className="filters">
        <label className="field"><span>{t('purposeMatter')}</span><Input value={matter} onChange={({ target }) => setMatter(target.value)} /></label>
        <label className="field"><span>{t('purposeCase')}</span><Input value={caseNo} onChange={({ target }) => setCaseNo(target.value)} /></label>
        <Button type="primary" disabled={act.busy || operation.trim() === ''} onClick={() => void make()}>{t('makeDrafts')}</Button>
      </div>
      {act.done ? null : <ActResult act={act} />}
      {told === null ? null : (
        <section aria-labelledby="drafts-made" aria-live="polite">
          <h3 id="drafts-made">{t('draftsMade')} <span className="tag">{told.outcome === null ? '—' : t(OUTCOMES[told.outcome])}</span></h3>
          {told.notes?.map(({ message, messageZh }) => <p key={message}><Text long>{language === 'zh' ? messageZh : message}</Text></p>)}
          {told.drafts === null || told.drafts.length === 0 ? <p>{t('draftsNone')}</p> : (
            <ul className="waiting">{told.drafts.map(({ provider, input, notes }, index) => (
              <li key={index}>
                <span className="grow">{t('draftFor')} <code>{provider}</code> · {(input as { items?: readonly { item: string }[] }).items?.map(({ item }) => <span key={item}><ItemName code={item} title={titleOf(item)} /> </span>)}</span>
                {notes.map(({ message, messageZh }) => <Text key={message}>{language === 'zh' ? messageZh : message}</Text>)}
                <Button onClick={() => use(input)}>{t('useDraft')}</Button>
              </li>
            ))}</ul>
          )}
        </section>
      )}
    </div>
  )
}

/** An object out of JSON; none is an empty one, and anything else is `null`. */
export function objectFrom(text: string): Record<string, unknown> | null {
  if (text.trim() === '') return {}
  try {
    const value = JSON.parse(text) as unknown
    return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Record<string, unknown>) : null
  } catch {
    return null
  }
}
