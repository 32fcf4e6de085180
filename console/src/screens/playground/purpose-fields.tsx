import { Input } from 'antd'
import { useWords } from '../../language.tsx'
import type { Purpose } from './purpose.ts'

export function PurposeFields({ purpose, change }: { readonly purpose: Purpose; readonly change: (purpose: Purpose) => void }) {
  const { t } = useWords()
  return (
    <>
      <label className="field"><span>{t('purposeMatter')}</span><Input value={purpose.matter} maxLength={100} onChange={({ target }) => change({ ...purpose, matter: target.value })} /></label>
      <label className="field"><span>{t('purposeCase')}</span><Input value={purpose.caseNo} maxLength={100} onChange={({ target }) => change({ ...purpose, caseNo: target.value })} /></label>
      <label className="field"><span>{t('purposeReason')}</span><Input value={purpose.reason} maxLength={200} onChange={({ target }) => change({ ...purpose, reason: target.value })} /></label>
    </>
  )
}
