import { Button } from 'antd'
import { useState } from 'react'
import { useWords } from '../../language.tsx'
import { objectFrom } from '../apply/from-operation.tsx'
import { curlOf, type Sent, typescriptOf } from './sent.ts'

/** The question for elsewhere. Whoever pastes it sends their own token. */
export function Copies({ operation, variables, purpose }: { readonly operation: string; readonly variables: string; readonly purpose: string }) {
  const { t } = useWords()
  const [shown, setShown] = useState<string | null>(null)
  const sent: Sent = { origin: location.origin, operation, variables: objectFrom(variables) ?? {}, purpose }
  const copy = async (text: string) => {
    setShown(text)
    await navigator.clipboard?.writeText(text).catch(() => undefined)
  }
  return (
    <>
      <div className="actions">
        <Button onClick={() => void copy(curlOf(sent))}>{t('copyCurl')}</Button>
        <Button onClick={() => void copy(typescriptOf(sent))}>{t('copyTs')}</Button>
        {shown === null ? null : <span role="status">{t('copied')}</span>}
      </div>
      {shown === null ? null : <pre className="copied" tabIndex={0}>{shown}</pre>}
    </>
  )
}
