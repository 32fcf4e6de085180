import { Select } from 'antd'
import { useWords } from '../../language.tsx'
import { BINDINGS, type Form, KIN, PARTY_ROLES } from './form.ts'

/** Whom of a case an application is to reach. */
export function BindingFields({ binding, change }: { readonly binding: Form['binding']; readonly change: (binding: Form['binding']) => void }) {
  const { t } = useWords()
  const parties = PARTY_ROLES.map((value) => ({ value, label: t(value) }))
  const { kind, roles = [], of = 'APPLICANT', kin = 'spouse' } = binding
  return (
    <div className="filters">
      <label className="field"><span>{t('bindingKind')}</span><Select aria-label={t('bindingKind')} value={kind} options={BINDINGS.map((value) => ({ value: value as string, label: t(`binding${value}`) }))} onChange={(value) => change({ ...binding, kind: value })} /></label>
      {kind === 'CASE_PARTY' ? <label className="field"><span>{t('partyRoles')}</span><Select mode="multiple" aria-label={t('partyRoles')} value={[...roles]} options={parties} onChange={(value: string[]) => change({ ...binding, roles: value })} /></label> : null}
      {kind === 'KIN' ? (
        <>
          <label className="field"><span>{t('kinOf')}</span><Select aria-label={t('kinOf')} value={of} options={parties.map((each) => ({ ...each, value: each.value as string }))} onChange={(value) => change({ ...binding, of: value, kin })} /></label>
          <label className="field"><span>{t('kinKind')}</span><Select aria-label={t('kinKind')} value={kin} options={KIN.map((value) => ({ value: value as string, label: t(value) }))} onChange={(value) => change({ ...binding, of, kin: value })} /></label>
        </>
      ) : null}
    </div>
  )
}
