import { Link, useSearch } from '@tanstack/react-router'
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { useAsk } from '../../ask.ts'
import { ActResult } from '../../components/act-result.tsx'
import { Clock } from '../../components/clock.tsx'
import { type Fact, FactList } from '../../components/fact-list.tsx'
import { ItemName, useItemTitles } from '../../components/item-name.tsx'
import { Asked, Nothing } from '../../components/states.tsx'
import { Text } from '../../components/text.tsx'
import { instant } from '../../format.ts'
import { AnswerObjectionDocument, ObjectionPageDocument, type ObjectionPageQuery } from '../../generated/operations.ts'
import { useWords } from '../../language.tsx'
import { useMe } from '../../session.tsx'
import { useAct } from '../../use-act.ts'

type Objection = NonNullable<ObjectionPageQuery['objection']>

/** 疑义校核: what somebody doubts of an item, and what its provider answers. */
export function ObjectionPage() {
  const { t } = useWords()
  const { id = '' } = useSearch({ from: '/objections/objection' })
  return (
    <section>
      <p><Link to="/">{t('workbench')}</Link></p>
      <Asked query={useAsk(ObjectionPageDocument, { id })}>
        {({ objection }) => objection === null ? <Nothing>{t('notFoundText')}</Nothing> : (
          <>
            <h1>{t('objection')} <code>{objection.id}</code> <span className="tag">{objection.state?.name}</span> <Clock clock={objection.clock} /></h1>
            <section className="panel" aria-labelledby="doubt"><h2 id="doubt">{t('doubt')}</h2><Facts objection={objection} /></section>
            <Answering key={objection.state?.code} objection={objection} />
            <section className="panel" aria-labelledby="course"><h2 id="course">{t('course')}</h2><Course objection={objection} /></section>
          </>
        )}
      </Asked>
    </section>
  )
}

function Facts({ objection }: { readonly objection: Objection }) {
  const { t, language } = useWords()
  const item = objection.item ?? ''
  const titles = useItemTitles([item])
  const facts: readonly Fact[] = [
    ['item', <ItemName key="i" code={item} title={titles.get(item)} />], ['raiser', objection.inPerson === true ? t('raisedInPerson') : <Text key="r">{objection.raiser?.name}</Text>],
    ['aboutWhom', objection.organisation === null ? <code key="s">{objection.subjectId}</code> : <Text key="o">{objection.organisation.name}</Text>], ['caseNo', <Text key="c" long>{objection.caseNo}</Text>],
    ['provider', <Text key="p">{objection.provider?.name}</Text>], ['raisedAt', instant(objection.raisedAt, language)], ['statement', <Text key="st" long>{objection.statement}</Text>],
    ['checkedOutcome', objection.outcome?.name], ['objectionAnswer', <Text key="a" long>{objection.answer}</Text>], ['answeredAt', instant(objection.answeredAt, language)],
  ]
  return (
    <>
      <FactList facts={facts} />
      <h3>{t('evidence')}</h3>
      <ul>{objection.evidence?.map(({ kind, name, digest }) => <li key={digest}>{t(`evidence${kind}`)} · <Text>{name}</Text> <small>SM3 <code>{digest}</code></small></li>)}</ul>
    </>
  )
}

const OUTCOMES = ['CORRECTED', 'PARTLY_CORRECTED', 'CONFIRMED'] as const

function Answering({ objection: { id, state, provider } }: { readonly objection: Objection }) {
  const { t } = useWords()
  const { agency, roles } = useMe()
  const act = useAct()
  const [outcome, setOutcome] = useState<(typeof OUTCOMES)[number] | null>(null)
  const [answer, setAnswer] = useState('')
  const answers = state?.code === 'OPEN' && provider?.creditCode === agency && (roles.includes('steward') || roles.includes('approver'))
  if (!answers) return <ActResult act={act} />
  const send = () => { if (outcome !== null) void act.run(AnswerObjectionDocument, { input: { id, outcome, answer } }) }
  return (
    <section className="panel" aria-labelledby="answering">
      <h2 id="answering">{t('answering')}</h2>
      <form className="stack" onSubmit={(event) => { event.preventDefault(); send() }}>
        <label className="field"><span>{t('checkedOutcome')}</span><Select aria-label={t('checkedOutcome')} value={outcome} options={OUTCOMES.map((value) => ({ value, label: t(`outcome${value}`) }))} onChange={setOutcome} /></label>
        <label className="field"><span>{t('objectionAnswer')}</span><Input.TextArea rows={2} maxLength={500} value={answer} onChange={({ target }) => setAnswer(target.value)} /></label>
        <small>{t('objectionAnswerNote')}</small>
        <ActResult act={act} />
        <div className="actions"><Button type="primary" htmlType="submit" disabled={act.busy || outcome === null || answer.trim() === ''}>{t('answerObjection')}</Button></div>
      </form>
    </section>
  )
}

function Course({ objection: { events } }: { readonly objection: Objection }) {
  const { language } = useWords()
  return <ol>{events?.map(({ at, operator, to }, index) => <li key={index}>{instant(at, language)} <span className="tag">{to.name}</span> <Text>{operator}</Text></li>)}</ol>
}
