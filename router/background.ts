import type { Clock } from '#platform/clock'
import type { Database } from '#platform/db'
import type { Log } from '#platform/log'
import { systemChance } from '#platform/random'
import type { AskedLibrary } from '#platform/subgraph'
import { alertStore, anchoredOf, COUNTINGS, makeCheckpoint, MonthKeeper, newestCheckpoint, type Signer, statisticsStore, type TrustedKeys, verificationDesk } from '../subgraphs/audit/index.ts'
import { type CatalogueFacts, type Limits, noticeRetention, sendNotices, webhookOutbox } from '../subgraphs/catalogue/index.ts'
import { AlertWatch } from './alert-watch.ts'
import { Checkpoints } from './checkpoints.ts'
import { NoticeKeeper } from './notice-keeper.ts'
import type { Secrets } from './secrets.ts'
import { LibraryStatistics } from './statistics.ts'
import type { UsageCounting } from './usage/counting.ts'
import { openUsage } from './usage/open.ts'
import { Verifications } from './verifications.ts'
import { Deliverer, type DeliveryUse } from './webhooks/deliverer.ts'
import type { WebhookHosts } from './webhooks/hosts.ts'

/** To which hosts notices are sent, and how often is looked for what is due, in milliseconds; tests are less patient. */
export interface WebhookSettings {
  readonly hosts: WebhookHosts
  readonly everyMs?: number
  readonly patienceMs?: number
}

/** What the work behind answers needs. */
export interface BackgroundOptions {
  readonly db: Database
  /** Where the writer of the record has logged in; `db` where it has no login of its own. */
  readonly recordDb?: Database | undefined
  readonly clock: Clock
  readonly log: Log
  readonly secrets: Secrets
  /** How long answers may take, those shipped where it is left out. */
  readonly limits?: Limits | undefined
  /** Who signs the record; where it is left out, no checkpoints are made. */
  readonly signer?: Signer | undefined
  /** Public keys that signed it before; none where it is left out. */
  readonly formerKeys?: TrustedKeys | undefined
  /** How old the counts of libraries may grow, in minutes; a day where it is left out. */
  readonly statisticsEveryMinutes?: number | undefined
  /** Where notices are sent; nowhere where it is left out. */
  readonly webhooks?: WebhookSettings | undefined
  /** How many days notices are kept; for good where it is left out. */
  readonly noticeRetentionDays?: number | undefined
}

/** What a hub does by itself, behind all answers. */
export interface Background {
  /** Puts the record under checkpoints; `null` where nobody signs them. */
  readonly checkpoints: Checkpoints | null
  /** How sending notices goes; `null` where none are sent. */
  readonly deliveries: DeliveryUse | null
  /** Raises alerts out of the record; it does so by itself once it is started. */
  readonly alerts: AlertWatch
  /** Deletes notices whose time is over, once it is started; `null` where they are kept for good. */
  readonly notices: NoticeKeeper | null
  /** Has libraries count their records; it does so by itself once it is started. */
  readonly statistics: LibraryStatistics
  /** Counts what is on record; it does so by itself once it is started. */
  readonly usage: UsageCounting
  /** Verifies the record where an auditor has asked for it; it does so by itself once it is started. */
  readonly verifications: Verifications
  stop(): Promise<void>
}

const DAY_MINUTES = 24 * 60

/** Opens it over tables that are up to date. */
export async function openBackground(options: BackgroundOptions, libraries: ReadonlyMap<string, AskedLibrary>, catalogue: Pick<CatalogueFacts, 'items' | 'calendarDays'>): Promise<Background> {
  const { db, recordDb = db, clock, log, secrets, signer, formerKeys = new Map(), webhooks, noticeRetentionDays: keptDays, statisticsEveryMinutes = DAY_MINUTES } = options
  const months = new MonthKeeper(db, clock)
  await months.keep()
  const statistics = new LibraryStatistics({ libraries, countings: COUNTINGS, store: statisticsStore(db), clock, log, everyMs: statisticsEveryMinutes * 60_000 })
  const deliverer = webhooks === undefined ? null : new Deliverer({ outbox: webhookOutbox({ db, clock, chance: systemChance, key: secrets.webhooks }), clock, ...webhooks })
  const checkpoints = signer === undefined ? null : checkpointsOf(recordDb, signer, options)
  const usage = openUsage(options, catalogue)
  const keys: TrustedKeys = new Map([...formerKeys, ...(signer === undefined ? [] : [[signer.id, signer.publicKey] as const])])
  const verifications = new Verifications(verificationDesk({ db, clock, keys }), log)
  const alerts = new AlertWatch({ ...alertStore(db, clock), calendar: catalogue.calendarDays, send: (notices) => sendNotices(db, notices) }, log)
  const notices = keptDays === undefined ? null : new NoticeKeeper({ keptDays, ...noticeRetention(db) }, clock, log)
  return {
    alerts,
    checkpoints,
    deliveries: deliverer,
    notices,
    statistics,
    usage,
    verifications,
    async stop() {
      months.stop()
      await Promise.all([deliverer?.stop(), statistics.stop(), checkpoints?.stop(), usage.stop(), alerts.stop(), notices?.stop(), verifications.stop()])
    },
  }
}

function checkpointsOf(db: Database, signer: Signer, { clock, log }: BackgroundOptions): Checkpoints {
  const desk = {
    make: (at: Date, everywhere: boolean) => makeCheckpoint(db, signer, at, everywhere),
    newest: () => newestCheckpoint(db),
    anchored: (streams: readonly number[]) => anchoredOf(db, streams),
  }
  return new Checkpoints(desk, clock, log)
}
