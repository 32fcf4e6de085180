import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { ActResult } from '../../components/act-result.tsx'
import { ItemName } from '../../components/item-name.tsx'
import {
  ArbitrateApplicationDocument, CancelApplicationDocument, ConfirmApplicationDocument, DecideApplicationDocument, type Disclosure, DisputeApplicationDocument, ExtendApplicationDocument, RequestSupplementDocument, ReviewApplicationDocument, SupplementApplicationDocument,
} from '../../generated/operations.ts'
import { useWords } from '../../language.tsx'
import { useMe } from '../../session.tsx'
import { useAct } from '../../use-act.ts'
import { DISCLOSURE_TITLES } from '../catalogue/codes.ts'
import type { Application } from './marks.ts'

/** What is given of one item: less than asked needs a reason; `NONE` is nothing. */
interface ItemChoice { readonly given: Disclosure | 'NONE'; readonly reason: string }

const EXTENSION_DAYS = 10

/** States from which an applicant may take an application back. */
const UNDECIDED = ['INTERNAL_REVIEW', 'SUBMITTED', 'SUPPLEMENT', 'SECOND_APPROVAL', 'DISPUTED']

/** The step that one may take. What is offered follows role and state; the hub decides anew. */
export function DecisionForm({ application }: { readonly application: Application }) {
  const { t } = useWords()
  const { agency, roles } = useMe()
  const act = useAct()
  const [reason, setReason] = useState('')
  const [choices, setChoices] = useState<Readonly<Record<string, ItemChoice>>>({})
  const { id } = application
  const state = application.state?.code
  const provides = application.provider?.creditCode === agency && roles.includes('approver')
  const applies = application.applicant?.creditCode === agency
  const authority = roles.includes('sharing-authority')
  const items = Object.entries(choices).map(([item, { given, reason: why }]) => ({ item, ...(given === 'NONE' ? {} : { given }), reason: why }))
  const why = reason.trim() === '' ? null : reason
  const decides = provides && state === 'SUBMITTED'
  const arbitrates = authority && state === 'DISPUTED'
  const offers = [
    ...(decides ? [
      <Button key="approve" type="primary" disabled={act.busy} onClick={() => void act.run(DecideApplicationDocument, { input: { id, decision: 'APPROVE', items, reason: why } })}>{items.length === 0 ? t('approve') : t('approvePart')}</Button>,
      <Button key="supplement" disabled={act.busy} onClick={() => void act.run(RequestSupplementDocument, { input: { id, reason } })}>{t('askSupplement')}</Button>,
      <Button key="refuse" danger disabled={act.busy} onClick={() => void act.run(DecideApplicationDocument, { input: { id, decision: 'REFUSE', reason: why } })}>{t('refuse')}</Button>,
    ] : []),
    ...(provides && state === 'SECOND_APPROVAL' ? [
      <Button key="confirm" type="primary" disabled={act.busy} onClick={() => void act.run(ConfirmApplicationDocument, { input: { id, decision: 'CONFIRM', reason: why } })}>{t('confirmSecond')}</Button>,
      <Button key="return" danger disabled={act.busy} onClick={() => void act.run(ConfirmApplicationDocument, { input: { id, decision: 'RETURN', reason: why } })}>{t('sendBack')}</Button>,
    ] : []),
    ...(applies && roles.includes('approver') && state === 'INTERNAL_REVIEW' ? [
      <Button key="send" type="primary" disabled={act.busy} onClick={() => void act.run(ReviewApplicationDocument, { input: { id, decision: 'APPROVE', reason: why } })}>{t('sendOn')}</Button>,
      <Button key="reject" danger disabled={act.busy} onClick={() => void act.run(ReviewApplicationDocument, { input: { id, decision: 'REJECT', reason: why } })}>{t('sendBack')}</Button>,
    ] : []),
    ...(applies && state === 'SUPPLEMENT' ? [<Button key="give" type="primary" disabled={act.busy} onClick={() => void act.run(SupplementApplicationDocument, { input: { id, reason } })}>{t('giveSupplement')}</Button>] : []),
    ...(applies && state === 'REFUSED' && application.dispute === null ? [<Button key="dispute" disabled={act.busy} onClick={() => void act.run(DisputeApplicationDocument, { input: { id, reason } })}>{t('disputeIt')}</Button>] : []),
    ...(applies && UNDECIDED.includes(state ?? '') ? [<Button key="cancel" disabled={act.busy} onClick={() => void act.run(CancelApplicationDocument, { input: { id, reason } })}>{t('cancelApplication')}</Button>] : []),
    ...(authority && (state === 'SUBMITTED' || state === 'SECOND_APPROVAL') ? [<Button key="extend" disabled={act.busy} onClick={() => void act.run(ExtendApplicationDocument, { input: { id, days: EXTENSION_DAYS, reason } })}>{t('extend')}</Button>] : []),
    ...(arbitrates ? [
      <Button key="uphold" disabled={act.busy} onClick={() => void act.run(ArbitrateApplicationDocument, { input: { id, decision: 'UPHOLD', reason } })}>{t('uphold')}</Button>,
      <Button key="order" type="primary" disabled={act.busy} onClick={() => void act.run(ArbitrateApplicationDocument, { input: { id, decision: 'ORDER', items, reason } })}>{t('order')}</Button>,
    ] : []),
  ]
  return (
    <section className="panel" aria-labelledby="answering">
      <h2 id="answering">{t('answering')}</h2>
      <ActResult act={act} />
      {offers.length === 0 ? <p>{t('nothingToDo')}</p> : (
        <div className="stack">
          {decides || arbitrates ? <ItemChoices application={application} choices={choices} change={setChoices} /> : null}
          <label className="field"><span>{t('reason')}</span><Input.TextArea value={reason} maxLength={500} rows={2} onChange={({ target }) => setReason(target.value)} /></label>
          <div className="actions">{offers}</div>
        </div>
      )}
    </section>
  )
}

function ItemChoices({ application, choices, change }: { readonly application: Application; readonly choices: Readonly<Record<string, ItemChoice>>; readonly change: (choices: Readonly<Record<string, ItemChoice>>) => void }) {
  const { t } = useWords()
  const without = (item: string) => Object.fromEntries(Object.entries(choices).filter(([name]) => name !== item))
  return (
    <fieldset>
      <legend>{t('itemByItem')}</legend>
      {application.items?.map(({ item, title, disclosure }) => {
        const choice = choices[item]
        const options = [{ value: disclosure as ItemChoice['given'], label: `${t('asAsked')} (${t(DISCLOSURE_TITLES[disclosure])})` }, ...(['MASKED', 'VERIFY'] as const).filter((each) => each !== disclosure && disclosure === 'CLEAR').map((value) => ({ value, label: t(DISCLOSURE_TITLES[value]) })), { value: 'NONE' as const, label: t('notGiven') }]
        return (
          <div key={item} className="filters">
            <span className="item"><ItemName code={item} title={title} /></span>
            <Select aria-label={`${item} ${t('given')}`} value={choice?.given ?? disclosure} options={options} onChange={(given: ItemChoice['given']) => change(given === disclosure ? without(item) : { ...choices, [item]: { given, reason: choice?.reason ?? '' } })} />
            {choice === undefined ? null : <Input aria-label={`${item} ${t('reason')}`} placeholder={t('reason')} value={choice.reason} maxLength={500} onChange={({ target }) => change({ ...choices, [item]: { ...choice, reason: target.value } })} />}
          </div>
        )
      })}
    </fieldset>
  )
}
