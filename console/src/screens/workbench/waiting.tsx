import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Nothing } from '../../components/states.tsx'
import { Clock } from '../../components/clock.tsx'
import { Text } from '../../components/text.tsx'
import type { WaitingEntryFragment, WaitingFragment, WorkbenchQuery } from '../../generated/operations.ts'
import { useWords } from '../../language.tsx'
import type { MessageKey } from '../../messages/zh.ts'
import { useMe } from '../../session.tsx'

type Page<Node> = { readonly edges: readonly { readonly node: Node | null }[] | null } | null
const nodesOf = <Node,>(page: Page<Node>): Node[] => (page?.edges ?? []).map(({ node }) => node).filter((node) => node !== null)

/** What waits for the roles that one has, the most urgent kinds first. */
export function Waiting({ data }: { readonly data: WorkbenchQuery }) {
  const { t } = useWords()
  const { roles } = useMe()
  const has = (role: string) => roles.includes(role)
  const applications: readonly (readonly [MessageKey, WaitingFragment[]])[] = [
    ['applicationsToDecide', has('approver') ? nodesOf(data.toDecide) : []],
    ['applicationsToConfirm', has('approver') ? nodesOf(data.toConfirm) : []],
    ['applicationsToReview', has('approver') ? nodesOf(data.toReview) : []],
    ['applicationsToSupplement', nodesOf(data.toSupplement)],
    ['applicationsDisputed', has('sharing-authority') ? nodesOf(data.disputed) : []],
  ]
  const reviewed = has('sharing-authority') ? [...nodesOf(data.entries), ...nodesOf(data.changes).filter(({ versions }) => versions?.some(({ state }) => state?.code === 'IN_REVIEW'))] : []
  const drafts = has('steward') ? [...nodesOf(data.drafts), ...nodesOf(data.changes).filter(({ versions }) => versions?.[0]?.state?.code === 'DRAFT')] : []
  const shown = applications.filter(([, list]) => list.length > 0)
  if (shown.length === 0 && reviewed.length === 0 && drafts.length === 0) return <Nothing>{t('waitingNone')}</Nothing>
  return (
    <>
      {shown.map(([title, list]) => <Group key={title} title={title} count={list.length}>{list.map((each) => <ApplicationLine key={each.id} application={each} />)}</Group>)}
      {reviewed.length === 0 ? null : <Group title="resourcesToReview" count={reviewed.length}>{reviewed.map((each) => <EntryLine key={each.code} entry={each} />)}</Group>}
      {drafts.length === 0 ? null : <Group title="drafts" count={drafts.length}>{drafts.map((each) => <EntryLine key={each.code} entry={each} />)}</Group>}
    </>
  )
}

function Group({ title, count, children }: { readonly title: MessageKey; readonly count: number; readonly children: ReactNode }) {
  const { t } = useWords()
  return <section className="group"><h3>{t(title)} <span className="count">{count}</span></h3><ul className="waiting">{children}</ul></section>
}

function ApplicationLine({ application: { applicant, scenario, clock, id } }: { readonly application: WaitingFragment }) {
  return <li><span><Text>{applicant?.name ?? applicant?.creditCode}</Text></span><span className="grow"><Text>{scenario}</Text></span><Clock clock={clock} /><Link to="/applications/application" search={{ id }}>{id}</Link></li>
}

function EntryLine({ entry: { code, name, provider, versions } }: { readonly entry: WaitingEntryFragment }) {
  const due = versions?.find(({ state }) => state?.code === 'IN_REVIEW')?.reviewDueOn ?? null
  return <li><Link to="/catalogue/resource" search={{ code }}>{code}</Link><span className="grow"><Text>{name}</Text></span><span><Text>{provider?.name}</Text></span>{due === null ? null : <span>{due}</span>}</li>
}
