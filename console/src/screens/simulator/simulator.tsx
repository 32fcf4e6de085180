import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { AutoComplete, Button, Input, Select } from 'antd'
import { useState } from 'react'
import { useAsk } from '../../ask.ts'
import { ActResult } from '../../components/act-result.tsx'
import { Asked } from '../../components/states.tsx'
import { type ExplainedFragment, SimulatableSystemsDocument, type SimulatableSystemsQuery, SimulateDocument } from '../../generated/operations.ts'
import { useWords } from '../../language.tsx'
import { useAct } from '../../use-act.ts'
import { AGENCY_ROLES, PARTY_ROLES } from '../apply/form.ts'
import { objectFrom } from '../apply/from-operation.tsx'
import { ItemDecisions } from '../playground/decisions.tsx'
import { OUTCOMES } from '../playground/told.ts'
import { startFor } from './start.ts'

type System = NonNullable<NonNullable<NonNullable<SimulatableSystemsQuery['consumers']>['edges']>[number]['node']>

/** 权限模拟: what would be decided for somebody else. Nothing of it is looked up but the catalogue. */
export function Simulator() {
  const { t } = useWords()
  return (
    <section>
      <h1>{t('simulator')}</h1>
      <p><Link to="/matrix">{t('matrix')}</Link></p>
      <p><small>{t('simulateNote')}</small></p>
      <Asked query={useAsk(SimulatableSystemsDocument, {})}>
        {({ consumers }) => <Simulation systems={(consumers?.edges ?? []).map(({ node }) => node).filter((node) => node !== null)} />}
      </Asked>
    </section>
  )
}

function Simulation({ systems }: { readonly systems: readonly System[] }) {
  const { t } = useWords()
  const search = useSearch({ from: '/simulator' })
  const navigate = useNavigate({ from: '/simulator' })
  const act = useAct()
  const [operation, setOperation] = useState(() => startFor(search.item))
  const [variables, setVariables] = useState('')
  const [told, setTold] = useState<ExplainedFragment | null>(null)
  const [fault, setFault] = useState<'noSystem' | 'variablesWrong' | null>(null)
  // In the address stands as whom, and never what is asked: an operation may name people.
  const change = (changes: Partial<typeof search>) => void navigate({ search: (before) => ({ ...before, ...changes }), replace: true })
  const simulate = async () => {
    const values = objectFrom(variables)
    const { consumer = '', agency = '', matter, role, party } = search
    setFault(consumer === '' || agency === '' ? 'noSystem' : values === null ? 'variablesWrong' : null)
    if (consumer === '' || agency === '' || values === null) return
    const as = { consumer, agency, matter: matter ?? null, agencyRoles: role === undefined ? [] : [role], parties: party === undefined ? [] : [party] }
    const data = await act.run(SimulateDocument, { operation, variables: values, as })
    setTold(data?.simulateAccess ?? null)
  }
  return (
    <>
      <section className="panel" aria-labelledby="whom">
        <h2 id="whom">{t('simulateAs')}</h2>
        <As systems={systems} change={change} />
        <div className="stack">
          <label className="field"><span>{t('question')}</span><Input.TextArea className="code" rows={8} maxLength={10_000} value={operation} onChange={({ target }) => setOperation(target.value)} /></label>
          <label className="field"><span>{t('variablesJson')}</span><Input.TextArea className="code" rows={2} value={variables} onChange={({ target }) => setVariables(target.value)} /></label>
          {fault === null ? null : <p role="alert" className="faults">{t(fault)}</p>}
          <div className="actions"><Button type="primary" disabled={act.busy} onClick={() => void simulate()}>{t('simulate')}</Button></div>
        </div>
        {act.done ? null : <ActResult act={act} />}
      </section>
      {told === null ? null : (
        <section className="panel" aria-labelledby="decided" aria-live="polite">
          <h2 id="decided">{t('decisionsBeside')} <span className="tag">{told.outcome === null ? '—' : t(OUTCOMES[told.outcome])}</span></h2>
          <ItemDecisions told={told} />
        </section>
      )}
    </>
  )
}

interface AsProps {
  readonly systems: readonly System[]
  readonly change: (changes: { readonly consumer?: string | undefined; readonly agency?: string | undefined; readonly matter?: string | undefined; readonly role?: string | undefined; readonly party?: string | undefined }) => void
}

function As({ systems, change }: AsProps) {
  const { t } = useWords()
  const { consumer = '', agency = '', matter = '', role = '', party = '' } = useSearch({ from: '/simulator' })
  const known = systems.find(({ id }) => id === consumer)
  const agencies = (known?.registrations ?? []).map((each) => ({ value: each.agency.creditCode, label: `${each.agency.creditCode} ${each.agency.name ?? ''}` }))
  const choose = (id: string) => change({ consumer: id, agency: systems.find((each) => each.id === id)?.registrations?.[0]?.agency.creditCode })
  return (
    <div className="filters">
      <label className="field"><span>{t('system')}</span><AutoComplete aria-label={t('system')} value={consumer} options={systems.map(({ id, name }) => ({ value: id, label: `${id} ${name ?? ''}` }))} showSearch={{ filterOption: (typed, option) => option?.label.includes(typed) ?? false }} onChange={choose} /></label>
      <label className="field"><span>{t('actsFor')}</span>{agencies.length === 0 ? <Input value={agency} maxLength={18} onChange={({ target }) => change({ agency: target.value })} /> : <Select aria-label={t('actsFor')} value={agency === '' ? null : agency} options={agencies} onChange={(value) => change({ agency: value })} />}</label>
      <label className="field"><span>{t('purposeMatter')}</span><Input value={matter} maxLength={100} onChange={({ target }) => change({ matter: target.value === '' ? undefined : target.value })} /></label>
      <label className="field"><span>{t('agencyRoleIn')}</span><Select aria-label={t('agencyRoleIn')} value={role} options={[{ value: '', label: t('noCase') }, ...AGENCY_ROLES.map((value) => ({ value: value as string, label: t(value) }))]} onChange={(value) => change({ role: value === '' ? undefined : value })} /></label>
      <label className="field"><span>{t('standingIn')}</span><Select aria-label={t('standingIn')} value={party} options={[{ value: '', label: t('noParty') }, ...PARTY_ROLES.map((value) => ({ value: value as string, label: t(value) }))]} onChange={(value) => change({ party: value === '' ? undefined : value })} /></label>
    </div>
  )
}
