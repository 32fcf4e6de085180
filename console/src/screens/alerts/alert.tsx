import { Link, useSearch } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useAsk } from '../../ask.ts'
import { ActResult } from '../../components/act-result.tsx'
import { type Fact, FactList } from '../../components/fact-list.tsx'
import { Asked, Nothing } from '../../components/states.tsx'
import { Text } from '../../components/text.tsx'
import { instant, number } from '../../format.ts'
import { AlertPageDocument, type AlertPageQuery, ConfirmAlertDocument, ExplainAlertDocument } from '../../generated/operations.ts'
import { useWords } from '../../language.tsx'
import { useMe } from '../../session.tsx'
import { useAct } from '../../use-act.ts'

type Alert = NonNullable<AlertPageQuery['alert']>

/** 预警: what should be looked at, by which entries, and what became of it. */
export function AlertPage() {
  const { t } = useWords()
  const { id = '' } = useSearch({ from: '/alerts/alert' })
  return (
    <section>
      <p><Link to="/">{t('workbench')}</Link></p>
      <Asked query={useAsk(AlertPageDocument, { id })}>
        {({ alert }) => alert === null ? <Nothing>{t('notFoundText')}</Nothing> : (
          <>
            <h1>{t('alert')} <code>{alert.id}</code> {alert.kind?.name} <span className="tag">{alert.state?.name}</span></h1>
            <section className="panel" aria-labelledby="raised"><h2 id="raised">{t('alertRaised')}</h2><Facts alert={alert} /></section>
            <Judging key={alert.state?.code} alert={alert} />
            <section className="panel" aria-labelledby="course"><h2 id="course">{t('course')}</h2><History alert={alert} /></section>
          </>
        )}
      </Asked>
    </section>
  )
}

function Facts({ alert }: { readonly alert: Alert }) {
  const { t, language } = useWords()
  const facts: readonly Fact[] = [
    ['at', instant(alert.at, language)], ['agency', <Text key="a">{alert.agency?.name}</Text>], ['operator', <Text key="o">{alert.operator}</Text>], ['caseNo', <Text key="c" long>{alert.caseNo}</Text>],
    ['counted', number(alert.counted, language)], ['expected', number(alert.expected, language)], ['provider', <Text key="p">{alert.provider?.name}</Text>], ['explanation', <Text key="e" long>{alert.explanation}</Text>],
  ]
  return (
    <>
      <FactList facts={facts} />
      <h3>{t('evidenceEntries')} <span className="count">{alert.evidence?.length ?? 0}</span></h3>
      <ul className="short" tabIndex={0}>{alert.evidence?.map((id) => <li key={id}><Link to="/records/entry" search={{ id }}>{id}</Link></li>)}</ul>
    </>
  )
}

/** The agency explains, the sharing authority confirms; the hub decides anew. */
function Judging({ alert: { id, state, agency: whose } }: { readonly alert: Alert }) {
  const { t } = useWords()
  const { agency, roles } = useMe()
  const act = useAct()
  const [words, setWords] = useState('')
  const explains = state?.code === 'OPEN' && whose?.creditCode === agency
  const confirms = state?.code !== 'CONFIRMED' && roles.includes('sharing-authority')
  if (!explains && !confirms) return <ActResult act={act} />
  const unsaid = act.busy || words.trim() === ''
  return (
    <section className="panel" aria-labelledby="answering">
      <h2 id="answering">{t('answering')}</h2>
      <div className="stack">
        <label className="field"><span>{t('alertWords')}</span><Input.TextArea rows={2} maxLength={500} value={words} onChange={({ target }) => setWords(target.value)} /></label>
        <ActResult act={act} />
        <div className="actions">
          {explains ? <Button type="primary" disabled={unsaid} onClick={() => void act.run(ExplainAlertDocument, { input: { id, explanation: words } })}>{t('explainAlert')}</Button> : null}
          {confirms ? <Button type={explains ? 'default' : 'primary'} disabled={unsaid} onClick={() => void act.run(ConfirmAlertDocument, { input: { id, note: words } })}>{t('confirmAlert')}</Button> : null}
        </div>
      </div>
    </section>
  )
}

function History({ alert: { history } }: { readonly alert: Alert }) {
  const { t, language } = useWords()
  if (history === null || history.length === 0) return <Nothing>{t('courseNone')}</Nothing>
  return <ol>{history.map(({ at, agency, operator, to, explanation }, index) => <li key={index}>{instant(at, language)} <span className="tag">{to.name}</span> <code>{agency}</code> <Text>{operator}</Text> <Text long>{explanation}</Text></li>)}</ol>
}
