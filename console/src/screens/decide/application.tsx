import { Link, useSearch } from '@tanstack/react-router'
import { useAsk } from '../../ask.ts'
import { Binding } from '../../components/binding.tsx'
import { Clock } from '../../components/clock.tsx'
import { type Fact, FactList } from '../../components/fact-list.tsx'
import { ItemName, MatterNames } from '../../components/item-name.tsx'
import { Asked, Nothing } from '../../components/states.tsx'
import { Text } from '../../components/text.tsx'
import { instant } from '../../format.ts'
import { ApplicationPageDocument } from '../../generated/operations.ts'
import { useWords } from '../../language.tsx'
import { DISCLOSURE_TITLES } from '../catalogue/codes.ts'
import { Beside } from './beside.tsx'
import { DecisionForm } from './decision-form.tsx'
import type { Application } from './marks.ts'

/** One application, beside what was given before. */
export function ApplicationPage() {
  const { t } = useWords()
  const { id = '' } = useSearch({ from: '/applications/application' })
  const query = useAsk(ApplicationPageDocument, { id })
  return (
    <section>
      <p><Link to="/applications">{t('decide')}</Link></p>
      <Asked query={query}>
        {({ application }) => application === null ? <Nothing>{t('notFoundText')}</Nothing> : (
          <>
            <h1><Text>{application.applicant?.name}</Text> <span className="tag">{application.state?.name}</span> <Clock clock={application.clock} /></h1>
            <div className="side-by-side">
              <div><section className="panel" aria-labelledby="asked"><h2 id="asked">{t('asked')}</h2><Asks application={application} /></section></div>
              <div><Beside application={application} /></div>
            </div>
            <DecisionForm key={application.version} application={application} />
            <section className="panel" aria-labelledby="course"><h2 id="course">{t('course')}</h2><Course application={application} /></section>
          </>
        )}
      </Asked>
    </section>
  )
}

function Asks({ application }: { readonly application: Application }) {
  const { t } = useWords()
  const facts: readonly Fact[] = [
    ['provider', <Text key="p">{application.provider?.name}</Text>], ['matters', <MatterNames key="m" matters={application.matters} codes={application.matterCodes} />], ['agencyRoles', application.agencyRoles?.map(({ name }) => name).join('、')],
    ['binding', <Binding key="b">{application.binding}</Binding>], ['regions', <Text key="r">{application.regions?.map(({ name, code }) => name ?? code).join('、')}</Text>], ['term', `${application.validFrom ?? '—'} – ${application.validTo ?? '—'}`],
    ['quota', application.quotaPerDay ?? t('noQuota')], ['legalBasis', <Text key="l" long>{application.legalBasis}</Text>], ['scenario', <Text key="s" long>{application.scenario}</Text>],
    ['supplementAsked', <Text key="sa" long>{application.supplementAsked}</Text>], ['supplement', <Text key="su" long>{application.supplement}</Text>], ['decision', <Text key="d" long>{application.decision}</Text>], ['dispute', <Text key="di" long>{application.dispute}</Text>],
  ]
  return (
    <>
      <ul>{application.items?.map(({ item, title, disclosure, given, approved, reason }) => (
        <li key={item}><ItemName code={item} title={title} /> {t(DISCLOSURE_TITLES[disclosure])}{approved === null ? null : <> → {approved ? t(DISCLOSURE_TITLES[given ?? disclosure]) : t('notGiven')} <Text>{reason}</Text></>}</li>
      ))}</ul>
      <FactList facts={facts} />
    </>
  )
}

function Course({ application }: { readonly application: Application }) {
  const { language } = useWords()
  return <ol>{application.events?.map((each, index) => <li key={index}>{instant(each.at, language)} <span className="tag">{each.to.name}</span> <Text>{each.operator}</Text> <Text long>{each.note}</Text></li>)}</ol>
}
