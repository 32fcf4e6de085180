import { Button, Input } from 'antd'
import { useState } from 'react'
import { ActResult } from '../../components/act-result.tsx'
import { ItemName, MatterNames } from '../../components/item-name.tsx'
import { Text } from '../../components/text.tsx'
import { number } from '../../format.ts'
import { type Document, ResumeGrantDocument, RevokeGrantDocument, SuspendGrantDocument } from '../../generated/operations.ts'
import { useWords } from '../../language.tsx'
import { useAct } from '../../use-act.ts'
import { useMe } from '../../session.tsx'
import type { Grant } from './grant.tsx'
import { usedIn } from './grant-state.tsx'

type Step = 'suspend' | 'resume' | 'revoke'
const ACTS: Readonly<Record<Step, Document<unknown, { input: { id: string; reason: string } }>>> = { suspend: SuspendGrantDocument, resume: ResumeGrantDocument, revoke: RevokeGrantDocument }

/** Stops a grant or lets it hold again; before that it tells what will stop working. The hub decides whether one may. */
export function Stopping({ grant }: { readonly grant: Grant }) {
  const { t } = useWords()
  const { agency, roles } = useMe()
  const act = useAct()
  const [step, setStep] = useState<Step | null>(null)
  const [reason, setReason] = useState('')
  const state = grant.state?.code ?? ''
  const gives = grant.provider?.creditCode === agency
  const mayStop = (gives && roles.includes('approver')) || roles.includes('sharing-authority')
  const mayEnd = gives || grant.consumer?.creditCode === agency
  const steps: readonly Step[] = [
    ...(mayStop && (state === 'ACTIVE' || state === 'NOT_YET') ? ['suspend' as const] : []), ...(mayStop && state === 'SUSPENDED' ? ['resume' as const] : []), ...(mayEnd && state !== 'REVOKED' ? ['revoke' as const] : []),
  ]
  if (steps.length === 0 && step === null) return <ActResult act={act} />
  return (
    <section className="panel" aria-labelledby="stopping">
      <h2 id="stopping">{t('actions')}</h2>
      <ActResult act={act} />
      <div className="actions">{steps.map((each) => <Button key={each} danger={each === 'revoke'} aria-expanded={step === each} onClick={() => setStep(each)}>{t(each)}</Button>)}</div>
      {step === null ? null : (
        <div className="stack" role="group" aria-label={t(step)}>
          {step === 'resume' ? null : <><p><strong>{t(step === 'revoke' ? 'revokeAsk' : 'suspendAsk')}</strong></p><Effects grant={grant} /></>}
          <label className="field"><span>{t('reasonNeeded')}</span><Input.TextArea rows={2} maxLength={500} value={reason} onChange={({ target }) => setReason(target.value)} /></label>
          <div className="actions">
            <Button type="primary" danger={step === 'revoke'} disabled={act.busy || reason.trim() === ''} onClick={() => void act.run(ACTS[step], { input: { id: grant.id, reason } })}>{t('confirm')} {t(step)}</Button>
            <Button onClick={() => setStep(null)}>{t('cancel')}</Button>
          </div>
        </div>
      )}
    </section>
  )
}

function Effects({ grant }: { readonly grant: Grant }) {
  const { t, language } = useWords()
  return (
    <section aria-labelledby="effects">
      <h3 id="effects">{t('whatStops')}</h3>
      <dl className="facts">
        <div><dt>{t('stopsConsumers')}</dt><dd><Text>{grant.consumer?.name ?? `${t('everyImplementer')} ${grant.consumerClass?.basicCode ?? ''}`}</Text></dd></div>
        <div><dt>{t('stopsUse')}</dt><dd>{number(usedIn(grant.usedOn), language)}</dd></div>
        <div><dt>{t('stopsLast')}</dt><dd>{grant.usedOn?.at(-1)?.day ?? t('never')}</dd></div>
        <div><dt>{t('stopsMatters')}</dt><dd><MatterNames matters={grant.matters} codes={grant.matterCodes} /></dd></div>
      </dl>
      <ul className="short" tabIndex={0}>{grant.items?.filter(({ item }) => !(grant.unused ?? []).some((each) => each.item === item)).map(({ item, title }) => <li key={item}><ItemName code={item} title={title} /></li>)}</ul>
    </section>
  )
}
