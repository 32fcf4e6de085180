import { Link, useSearch } from '@tanstack/react-router'
import { useAsk } from '../../ask.ts'
import { type Fact, FactList } from '../../components/fact-list.tsx'
import { ItemName, useItemTitles } from '../../components/item-name.tsx'
import { Asked, Nothing } from '../../components/states.tsx'
import { Text } from '../../components/text.tsx'
import { instant } from '../../format.ts'
import { RecordPageDocument, type RecordPageQuery } from '../../generated/operations.ts'
import { useWords } from '../../language.tsx'
import { DISCLOSURE_TITLES } from '../catalogue/codes.ts'
import { Receipt } from './receipt.tsx'

type Entry = NonNullable<RecordPageQuery['accessRecord']>

/** One entry of the record, with the grants that it was decided by and the approvals behind them. */
export function RecordPage() {
  const { t } = useWords()
  const { id = '' } = useSearch({ from: '/records/entry' })
  const query = useAsk(RecordPageDocument, { id })
  return (
    <section>
      <p><Link to="/records">{t('records')}</Link></p>
      <Asked query={query}>
        {({ accessRecord }) => accessRecord === null ? <Nothing>{t('notFoundText')}</Nothing> : (
          <>
            <h1>{t('entry')} <code>{accessRecord.id}</code></h1>
            <section className="panel"><Facts entry={accessRecord} /><Items entry={accessRecord} /></section>
            <section className="panel" aria-labelledby="basis"><h2 id="basis">{t('decidedBy')}</h2><Basis entry={accessRecord} /></section>
            <Receipt key={accessRecord.id} entry={accessRecord.id} />
          </>
        )}
      </Asked>
    </section>
  )
}

function Facts({ entry }: { readonly entry: Entry }) {
  const { language } = useWords()
  const facts: readonly Fact[] = [
    ['at', instant(entry.at, language)], ['agency', <Text key="a">{entry.agency?.name}</Text>], ['consumer', <Text key="c">{entry.consumer}</Text>], ['operator', <Text key="o">{entry.operator}</Text>],
    ['channel', entry.channel?.name], ['outcome', entry.outcome?.name], ['operation', <Text key="on">{entry.operationName}</Text>], ['matters', <Text key="m">{entry.matter?.name ?? entry.matter?.code}</Text>], ['caseNo', <Text key="cn" long>{entry.caseNo}</Text>],
    ['reasonStated', <Text key="r" long>{entry.reason}</Text>], ['traceId', <code key="t">{entry.traceId}</code>], ['answerDigest', <code key="ad">{entry.answer}</code>],
  ]
  return <FactList facts={facts} />
}

/** The name of an item, and what became of it: how it was disclosed, or why not. */
const partsOf = (line: string) => [line.slice(0, line.lastIndexOf('=')), line.slice(line.lastIndexOf('=') + 1)] as const

function Items({ entry: { released, refused } }: { readonly entry: Entry }) {
  const { t } = useWords()
  const titles = useItemTitles([...(released ?? []), ...(refused ?? [])].map((line) => partsOf(line)[0]))
  const become = (what: string) => (Object.hasOwn(DISCLOSURE_TITLES, what) ? <span className="tag">{t(DISCLOSURE_TITLES[what as keyof typeof DISCLOSURE_TITLES])}</span> : <code>{what}</code>)
  const lists = [['releasedItems', released], ['refusedItems', refused]] as const
  return lists.map(([title, lines]) => (
    <div key={title}>
      <h3>{t(title)} <span className="count">{lines?.length ?? 0}</span></h3>
      {lines === null || lines.length === 0 ? null : <ul className="short" tabIndex={0}>{lines.map((line) => <li key={line}><ItemName code={partsOf(line)[0]} title={titles.get(partsOf(line)[0])} /> {become(partsOf(line)[1])}</li>)}</ul>}
    </div>
  ))
}

function Basis({ entry: { grantUses } }: { readonly entry: Entry }) {
  const { t, language } = useWords()
  if (grantUses === null || grantUses.length === 0) return <Nothing>{t('noGrantUsed')}</Nothing>
  return (
    <ul>
      {grantUses.map(({ version, grant }, index) => (
        <li key={index}>
          {t('grant')} {grant === null ? '—' : <Link to="/grants/grant" search={{ id: grant.id }}>{grant.id}</Link>} · {t('version')} {version} · <span className="tag">{grant?.state?.name}</span> · <Text>{grant?.provider?.name}</Text> → <Text>{grant?.consumer?.name}</Text>{' '}
          {grant?.intact === true ? <span className="tag tag-good">{t('intact')}</span> : null}
          <Text long>{grant?.legalBasis}</Text>
          {grant?.application ? <div>{t('approval')}: <Link to="/applications/application" search={{ id: grant.application.id }}>{grant.application.id}</Link> · {grant.application.state?.name} · {instant(grant.application.decidedAt, language)} <Text long>{grant.application.decision ?? grant.application.scenario}</Text></div> : <div>{t('approvalNone')}</div>}
        </li>
      ))}
    </ul>
  )
}
