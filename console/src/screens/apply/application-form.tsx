import { Button, Input, InputNumber, Select } from 'antd'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTell } from '../../ask.ts'
import { ActResult } from '../../components/act-result.tsx'
import { ItemName, useItemTitles } from '../../components/item-name.tsx'
import { Picker } from '../../components/picker.tsx'
import { Nothing } from '../../components/states.tsx'
import { DiscardDraftDocument, KeepDraftDocument, SubmitApplicationDocument } from '../../generated/operations.ts'
import { useWords } from '../../language.tsx'
import { useAct } from '../../use-act.ts'
import { DISCLOSURE_TITLES } from '../catalogue/codes.ts'
import { BindingFields } from './binding-fields.tsx'
import { useDivisions } from './choices.ts'
import type { Kept } from './drafts.tsx'
import { Faults } from './faults.tsx'
import { AGENCY_ROLES, type Asked, type Form, inputOf } from './form.ts'
import { MatterFields } from './matter-fields.tsx'

interface FormProps { readonly form: Form; readonly change: (form: Form) => void; readonly kept: Kept | undefined; readonly version: number | undefined; readonly settled: (keptAs?: number) => void }

/** Everything that an application says; what the hub finds wrong stands at its field. */
export function ApplicationForm({ form, change, kept, version, settled }: FormProps) {
  const { t } = useWords()
  const [sending] = useState(() => crypto.randomUUID())
  const submit = useAct()
  const tell = useTell()
  const navigate = useNavigate({ from: '/apply' })
  const divisions = useDivisions()
  const { refusals } = submit
  const set = <Name extends keyof Form>(name: Name, value: Form[Name]) => change({ ...form, [name]: value })
  const send = async () => {
    const data = await submit.run(SubmitApplicationDocument, { input: { ...inputOf(form), clientMutationId: sending } })
    const id = data?.submitApplication?.id
    if (id === undefined) return
    settled()
    // What has been sent is no draft any more; where that cannot be noted it is thrown away by hand.
    if (kept !== undefined) await tell(DiscardDraftDocument, { input: { id: kept.id } }).catch(() => undefined)
    await navigate({ to: '/applications/application', search: { id } })
  }
  return (
    <section className="panel" aria-labelledby="form">
      <h2 id="form">{t('newApplication')}</h2>
      <div className="stack">
        <Items items={form.items} change={(items) => set('items', items)} /><Faults of="input.items" refusals={refusals} />
        <MatterFields form={form} change={change} refusals={refusals} />
        <label className="field"><span>{t('agencyRoles')}</span><Select mode="multiple" aria-label={t('agencyRoles')} value={[...form.agencyRoles]} options={AGENCY_ROLES.map((value) => ({ value, label: t(value) }))} onChange={(value: string[]) => set('agencyRoles', value)} /></label><Faults of="input.agencyRoles" refusals={refusals} />
        <BindingFields binding={form.binding} change={(binding) => set('binding', binding)} /><Faults of="input.binding" refusals={refusals} />
        <div className="field"><span>{t('regionCodes')}</span><Picker label={t('regionCodes')} choices={divisions} picked={form.regions} change={(picked) => set('regions', picked)} /></div><Faults of="input.regions" refusals={refusals} />
        <div className="filters">
          <label className="field"><span>{t('validFromDay')}</span><input type="date" value={form.validFrom} onChange={({ target }) => set('validFrom', target.value)} /></label>
          <label className="field"><span>{t('validToDay')}</span><input type="date" value={form.validTo} onChange={({ target }) => set('validTo', target.value)} /></label>
          <label className="field"><span>{t('quotaWanted')}</span><InputNumber min={1} precision={0} aria-label={t('quotaWanted')} value={form.quotaPerDay} onChange={(value) => set('quotaPerDay', value)} /></label>
        </div>
        <Faults of="input.validFrom" refusals={refusals} /><Faults of="input.validTo" refusals={refusals} /><Faults of="input.quotaPerDay" refusals={refusals} />
        <label className="field"><span>{t('legalBasis')}</span><Input.TextArea rows={2} maxLength={500} value={form.legalBasis} onChange={({ target }) => set('legalBasis', target.value)} /></label><Faults of="input.legalBasis" refusals={refusals} />
        <label className="field"><span>{t('scenario')}</span><Input.TextArea rows={3} maxLength={1000} value={form.scenario} onChange={({ target }) => set('scenario', target.value)} /></label><Faults of="input.scenario" refusals={refusals} />
        <ActResult act={submit} />
        <div className="actions"><Button type="primary" disabled={submit.busy || submit.done} onClick={() => void send()}>{t('submitApplication')}</Button></div>
        <Keep form={form} kept={kept} version={version} settled={settled} />
      </div>
    </section>
  )
}

function Keep({ form, kept, version, settled }: Omit<FormProps, 'change'>) {
  const { t } = useWords()
  const navigate = useNavigate({ from: '/apply' })
  const act = useAct()
  const [title, setTitle] = useState(kept?.title ?? '')
  const keep = async () => {
    const data = await act.run(KeepDraftDocument, { input: { title, content: inputOf(form), ...(kept === undefined ? {} : { id: kept.id, version }) } })
    if (data === null || data.keepDraft === null) return
    const { id, version: keptAs } = data.keepDraft
    settled(keptAs)
    if (id !== kept?.id) await navigate({ search: (search) => ({ ...search, draft: id, item: undefined }) })
  }
  return (
    <>
      <div className="filters">
        <label className="field"><span>{t('draftTitle')}</span><Input value={title} maxLength={100} onChange={({ target }) => setTitle(target.value)} /></label>
        <Button disabled={act.busy} onClick={() => void keep()}>{t('keepDraft')}</Button>
      </div>
      <Faults of="input.title" refusals={act.refusals} />
      {act.done ? <p role="status">{t('draftKept')}</p> : <ActResult act={act} />}
    </>
  )
}

function Items({ items, change }: { readonly items: readonly Asked[]; readonly change: (items: readonly Asked[]) => void }) {
  const { t } = useWords()
  const titles = useItemTitles(items.map(({ item }) => item))
  const set = (item: string, changes: Partial<Asked>) => change(items.map((each) => (each.item === item ? { ...each, ...changes } : each)))
  if (items.length === 0) return <Nothing>{t('pickedNone')}</Nothing>
  return (
    <fieldset>
      <legend>{t('picked')} <span className="count">{items.length}</span></legend>
      {items.map(({ item, disclosure, arguments: given }) => (
        <div key={item} className="filters">
          <span className="item"><ItemName code={item} title={titles.get(item)} /></span>
          <Select aria-label={`${item} ${t('disclosureWanted')}`} value={disclosure} options={(['CLEAR', 'MASKED', 'VERIFY'] as const).map((value) => ({ value, label: t(DISCLOSURE_TITLES[value]) }))} onChange={(value) => set(item, { disclosure: value })} />
          <Input aria-label={`${item} ${t('argumentsWanted')}`} placeholder={t('argumentsWanted')} value={given ?? ''} onChange={({ target }) => set(item, { arguments: target.value === '' ? null : target.value })} />
          <Button size="small" aria-label={`${t('remove')} ${item}`} onClick={() => change(items.filter((each) => each.item !== item))}>{t('remove')}</Button>
        </div>
      ))}
    </fieldset>
  )
}
