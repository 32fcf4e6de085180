import { Select } from 'antd'
import type { Refusal } from '../../ask.ts'
import { Picker, useNames } from '../../components/picker.tsx'
import { useWords } from '../../language.tsx'
import { useBasicMatters, useDivisions, useMatters } from './choices.ts'
import { Faults } from './faults.tsx'
import { type Form, NO_CLASS } from './form.ts'

interface FieldsProps { readonly form: Form; readonly change: (form: Form) => void; readonly refusals: readonly Refusal[] }

/** For whom one applies, and for which matters. Codes of the one kind are none of the other, so a change of whom empties them. */
export function MatterFields({ form, change, refusals }: FieldsProps) {
  const { t } = useWords()
  const matters = useMatters()
  const basic = useBasicMatters()
  const ofClass = form.consumerClass !== null
  const turn = (way: string) => change({ ...form, matters: [], consumerClass: way === 'class' ? NO_CLASS : null })
  return (
    <>
      <label className="field"><span>{t('forWhom')}</span><Select aria-label={t('forWhom')} value={ofClass ? 'class' : 'own'} options={[{ value: 'own', label: t('forOwn') }, { value: 'class', label: t('forClass') }]} onChange={turn} /></label>
      <div className="field"><span>{t('matterCodes')}</span><Picker key={String(ofClass)} label={t('matterCodes')} choices={ofClass ? basic : matters} picked={form.matters} change={(picked) => change({ ...form, matters: picked })} /></div>
      <Faults of="input.matters" refusals={refusals} />
      {form.consumerClass === null ? null : <ClassFields form={form} change={change} refusals={refusals} />}
    </>
  )
}

function ClassFields({ form, change, refusals }: FieldsProps) {
  const { t } = useWords()
  const names = useNames(useBasicMatters(), form.matters)
  const divisions = useDivisions()
  const { basicCode, region } = form.consumerClass ?? NO_CLASS
  const set = (changes: Partial<typeof NO_CLASS>) => change({ ...form, consumerClass: { basicCode, region, ...changes } })
  return (
    <>
      <label className="field"><span>{t('classMatter')}</span><Select aria-label={t('classMatter')} value={form.matters.includes(basicCode) ? basicCode : (form.matters[0] ?? null)} options={form.matters.map((value) => ({ value, label: `${names.get(value) ?? ''} ${value}`.trim() }))} onChange={(value: string) => set({ basicCode: value })} /></label>
      <div className="field"><span>{t('classRegion')}</span><Picker label={t('classRegion')} choices={divisions} most={1} picked={region === '' ? [] : [region]} change={(picked) => set({ region: picked.at(-1) ?? '' })} /></div>
      <Faults of="input.consumerClass" refusals={refusals} />
    </>
  )
}
