import { Button, Input } from 'antd'
import { useState } from 'react'
import { useWords } from '../language.tsx'

/** Searches by what is typed. Its `key` is to be the text that stands in the address, so that going back shows what was searched. */
export function SearchText({ label, text, find }: { readonly label: string; readonly text: string | undefined; readonly find: (text: string | undefined) => void }) {
  const { t } = useWords()
  const [typed, setTyped] = useState(text ?? '')
  const send = () => find(typed.trim() === '' ? undefined : typed.trim())
  return (
    <>
      <label className="field"><span>{label}</span><Input value={typed} maxLength={50} onChange={({ target }) => setTyped(target.value)} onPressEnter={send} /></label>
      <Button onClick={send}>{t('search')}</Button>
    </>
  )
}
