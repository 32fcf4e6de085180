import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Nothing } from '../../components/states.tsx'
import { Clock } from '../../components/clock.tsx'
import { ItemName, useItemTitles } from '../../components/item-name.tsx'
import { Text } from '../../components/text.tsx'
import { instant } from '../../format.ts'
import type { WaitingAlertFragment, WaitingEntryFragment, WaitingFragment, WaitingObjectionFragment, WorkbenchQuery } from '../../generated/operations.ts'
import { useWords } from '../../language.tsx'
import type { MessageKey } from '../../messages/zh.ts'
import { useMe } from '../../session.tsx'

type Page<Node> = { readonly edges: readonly { readonly node: Node | null }[] | null; readonly pageInfo: { readonly hasNextPage: boolean } } | null

/** What waits of one kind; `more` where there is more of it than is listed. */
interface Waits {
  readonly title: MessageKey
  readonly lines: readonly ReactNode[]
  readonly more: boolean
}

const nodesOf = <Node,>(page: Page<Node>): Node[] => (page?.edges ?? []).map(({ node }) => node).filter((node) => node !== null)

function waits<Node>(title: MessageKey, page: Page<Node>, line: (node: Node) => ReactNode, fits: (node: Node) => boolean = () => true): Waits {
  return { title, lines: nodesOf(page).filter(fits).map(line), more: page?.pageInfo.hasNextPage === true }
}

/** The same kind out of two lists. */
const both = (one: Waits, other: Waits): Waits => ({ title: one.title, lines: [...one.lines, ...other.lines], more: one.more || other.more })

/** What waits for the roles that one has, the most urgent kinds first. */
export function Waiting({ data }: { readonly data: WorkbenchQuery }) {
  const { t } = useWords()
  const { roles } = useMe()
  const titles = useItemTitles(nodesOf(data.toAnswer).flatMap(({ item }) => item ?? []))
  const application = (each: WaitingFragment) => <ApplicationLine key={each.id} application={each} />
  const entry = (each: WaitingEntryFragment) => <EntryLine key={each.code} entry={each} />
  const alert = (each: WaitingAlertFragment) => <AlertLine key={each.id} alert={each} />
  const [approver, steward, authority] = [roles.includes('approver'), roles.includes('steward'), roles.includes('sharing-authority')]
  const groups = [
    ...(approver ? [waits('applicationsToDecide', data.toDecide, application), waits('applicationsToConfirm', data.toConfirm, application), waits('applicationsToReview', data.toReview, application)] : []),
    waits('applicationsToSupplement', data.toSupplement, application),
    ...(approver || steward ? [waits('objectionsToAnswer', data.toAnswer, (each) => <ObjectionLine key={each.id} objection={each} title={titles.get(each.item ?? '')} />)] : []),
    waits('alertsToExplain', data.toExplain, alert),
    ...(authority ? [waits('applicationsDisputed', data.disputed, application), waits('alertsToConfirm', data.toJudge, alert), both(waits('resourcesToReview', data.entries, entry), waits('resourcesToReview', data.changes, entry, isInReview))] : []),
    ...(steward ? [both(waits('drafts', data.drafts, entry), waits('drafts', data.changes, entry, isDraft))] : []),
  ].filter(({ lines }) => lines.length > 0)
  if (groups.length === 0) return <Nothing>{t('waitingNone')}</Nothing>
  return <>{groups.map((group) => <Group key={group.title} group={group} />)}</>
}

const isInReview = ({ versions }: WaitingEntryFragment) => versions?.some(({ state }) => state?.code === 'IN_REVIEW') ?? false
const isDraft = ({ versions }: WaitingEntryFragment) => versions?.[0]?.state?.code === 'DRAFT'

function Group({ group: { title, lines, more } }: { readonly group: Waits }) {
  const { t } = useWords()
  return <section className="group"><h3>{t(title)} <span className="count">{lines.length}{more ? '+' : ''}</span></h3><ul className="waiting">{lines}</ul></section>
}

function ApplicationLine({ application: { applicant, scenario, clock, id } }: { readonly application: WaitingFragment }) {
  return <li><span><Text>{applicant?.name ?? applicant?.creditCode}</Text></span><span className="grow"><Text>{scenario}</Text></span><Clock clock={clock} /><Link to="/applications/application" search={{ id }}>{id}</Link></li>
}

function ObjectionLine({ objection: { id, item, raiser, inPerson, clock }, title }: { readonly objection: WaitingObjectionFragment; readonly title: string | null | undefined }) {
  const { t } = useWords()
  return <li><span>{inPerson === true ? t('raisedInPerson') : <Text>{raiser?.name ?? raiser?.creditCode}</Text>}</span><span className="grow"><ItemName code={item ?? ''} title={title} /></span><Clock clock={clock} /><Link to="/objections/objection" search={{ id }}>{id}</Link></li>
}

function AlertLine({ alert: { id, kind, agency, operator, at } }: { readonly alert: WaitingAlertFragment }) {
  const { t, language } = useWords()
  return <li><span className="tag tag-warn">{kind?.name}</span><span className="grow"><Text>{agency?.name ?? agency?.creditCode}</Text> <small><Text>{operator}</Text></small></span><time dateTime={at ?? ''}>{instant(at, language)}</time><Link to="/alerts/alert" search={{ id }}>{t('alert')} {id}</Link></li>
}

function EntryLine({ entry: { code, name, provider, versions } }: { readonly entry: WaitingEntryFragment }) {
  const { t } = useWords()
  const due = versions?.find(({ state }) => state?.code === 'IN_REVIEW')?.reviewDueOn ?? null
  return <li><Link to="/catalogue/resource" search={{ code }}>{code}</Link><span className="grow"><Text>{name}</Text></span><span><Text>{provider?.name}</Text></span>{due === null ? null : <span className="clock">{t('dueOn')} {due}</span>}</li>
}
