import type { CodeList } from '#platform/codes'

/** What a notice is about (通知对象类型); the hub's own list. */
export const aboutKinds = {
  APPLICATION: '共享申请', GRANT: '共享授权', RESOURCE: '信息资源', CONSUMER: '使用方系统', OVERRIDE: '区划例外', OBJECTION: '异议', ALERT: '预警', WEBHOOK: '通知推送',
} as const satisfies CodeList

export type AboutKind = keyof typeof aboutKinds

interface Words {
  readonly about: AboutKind
  /** Name of the kind. */
  readonly name: string
  /** The sentence, `{}` being the id of what it is about. */
  readonly zh: string
  readonly en: string
}

const words = (about: AboutKind, name: string, zh: string, en: string): Words => ({ about, name, zh, en })

/** Everything that an agency can be told, with its words: nobody else's words are ever in a notice. */
const NOTICES = {
  APPLICATION_TO_REVIEW: words('APPLICATION', '申请待内部审核', '本机构的共享申请 {} 待内部审核', 'application {} of this agency waits for its own review'),
  APPLICATION_REJECTED: words('APPLICATION', '申请被内部退回', '共享申请 {} 未通过内部审核', 'application {} did not pass the review of its own agency'),
  APPLICATION_RECEIVED: words('APPLICATION', '收到共享申请', '收到共享申请 {}，请在时限内答复', 'application {} was sent to this agency, to be answered in time'),
  APPLICATION_TO_CONFIRM: words('APPLICATION', '申请待复核', '共享申请 {} 待另一人复核', 'application {} waits for a second person to confirm it'),
  APPLICATION_RETURNED: words('APPLICATION', '申请复核退回', '共享申请 {} 复核未通过，须重新答复', 'application {} was not confirmed, and is to be decided anew'),
  APPLICATION_APPROVED: words('APPLICATION', '申请已同意', '共享申请 {} 已获同意', 'application {} was approved'),
  APPLICATION_PARTLY_APPROVED: words('APPLICATION', '申请部分同意', '共享申请 {} 已获部分同意', 'application {} was approved in part'),
  APPLICATION_REFUSED: words('APPLICATION', '申请不予同意', '共享申请 {} 未获同意', 'application {} was refused'),
  APPLICATION_EXTENDED: words('APPLICATION', '申请答复延期', '共享申请 {} 的答复时限已延长', 'the time to answer application {} was extended'),
  APPLICATION_CANCELLED: words('APPLICATION', '申请已撤回', '申请方已撤回共享申请 {}', 'application {} was taken back by the agency that made it'),
  SUPPLEMENT_ASKED: words('APPLICATION', '申请待补正', '共享申请 {} 须补正', 'application {} is to be supplemented'),
  SUPPLEMENT_SENT: words('APPLICATION', '申请已补正', '共享申请 {} 已补正', 'application {} was supplemented'),
  APPLICATION_DISPUTED: words('APPLICATION', '申请争议', '共享申请 {} 的答复被提出争议', 'the refusal of application {} is disputed'),
  DISPUTE_DECIDED: words('APPLICATION', '争议已裁定', '共享申请 {} 的争议已裁定', 'the dispute about application {} was decided'),
  GRANT_ISSUED: words('GRANT', '授权已生效', '共享授权 {} 已形成', 'grant {} was issued'),
  GRANT_CHANGED: words('GRANT', '授权已变更', '共享授权 {} 已变更为新版本', 'grant {} was replaced by a new version'),
  GRANT_SUSPENDED: words('GRANT', '授权已暂停', '共享授权 {} 已暂停', 'grant {} was suspended'),
  GRANT_RESUMED: words('GRANT', '授权已恢复', '共享授权 {} 已恢复', 'grant {} holds again'),
  GRANT_REVOKED: words('GRANT', '授权已撤销', '共享授权 {} 已撤销', 'grant {} was revoked'),
  RESOURCE_TO_REVIEW: words('RESOURCE', '资源待审', '信息资源 {} 的变更待审核', 'a version of resource {} waits for review'),
  RESOURCE_REFUSED: words('RESOURCE', '资源审核退回', '信息资源 {} 的变更被退回', 'a version of resource {} was sent back'),
  RESOURCE_PUBLISHED: words('RESOURCE', '资源已发布', '信息资源 {} 已发布', 'resource {} was published'),
  RESOURCE_CHANGED: words('RESOURCE', '资源已变更', '信息资源 {} 已变更', 'resource {} has changed'),
  RESOURCE_WITHDRAWN: words('RESOURCE', '资源已停用', '信息资源 {} 已停用', 'resource {} was withdrawn'),
  RESOURCE_ASSIGNED: words('RESOURCE', '资源已指定提供方', '信息资源 {} 已指定由本机构提供', 'this agency was made to answer for resource {}'),
  CONSUMER_REGISTERED: words('CONSUMER', '系统已登记', '使用方系统 {} 已登记服务本机构', 'system {} was registered for this agency'),
  CONSUMER_SUSPENDED: words('CONSUMER', '系统已停用', '使用方系统 {} 已停用', 'system {} was suspended'),
  CONSUMER_RESUMED: words('CONSUMER', '系统已恢复', '使用方系统 {} 已恢复', 'system {} may ask again'),
  REGISTRATION_SUSPENDED: words('CONSUMER', '服务登记已停用', '使用方系统 {} 已停止服务本机构', 'system {} may no longer act for this agency'),
  REGISTRATION_RESUMED: words('CONSUMER', '服务登记已恢复', '使用方系统 {} 已恢复服务本机构', 'system {} may act for this agency again'),
  OVERRIDE_GIVEN: words('OVERRIDE', '区划例外', '已给予区划例外 {}', 'leave {} to go beyond the regions of grants was given'),
  OBJECTION_RAISED: words('OBJECTION', '收到异议', '收到异议 {}，请在时限内答复', 'objection {} was raised, to be answered in time'),
  OBJECTION_ANSWERED: words('OBJECTION', '异议已答复', '异议 {} 已答复', 'objection {} was answered'),
  OBJECTION_WITHDRAWN: words('OBJECTION', '异议已撤回', '异议 {} 已由提出方撤回', 'objection {} was withdrawn by whoever raised it'),
  ALERT_RAISED: words('ALERT', '预警', '预警 {} 待说明', 'alert {} is to be explained'),
  WEBHOOK_FAILING: words('WEBHOOK', '通知推送失败', '通知推送 {} 持续失败，有通知未能送达', 'webhook {} has failed for so long that a notice was given up'),
} as const satisfies Readonly<Record<string, Words>>

export type NoticeKind = keyof typeof NOTICES

/** Kinds of notices (通知类型); the hub's own list. */
export const noticeKinds: CodeList = Object.fromEntries(Object.entries(NOTICES).map(([kind, { name }]) => [kind, name]))

/** Something that an agency is to be told. */
export interface NewNotice {
  readonly kind: NoticeKind
  /** Credit code of the agency; `null` is the sharing authority, whichever agency that is. */
  readonly agency: string | null
  /** Id of what it is about, as the kind says. */
  readonly id: string
  readonly at: Date
  /** The one system of the agency that is told, besides its stewards; every one where it is left out. */
  readonly consumer?: string
  /** A text of what caused it: of several notices with one cause the first is told. */
  readonly cause?: string
}

/** What a kind of notice is about. */
export function aboutOf(kind: NoticeKind): AboutKind {
  return NOTICES[kind].about
}

/** What a notice says. */
export function sentencesOf(kind: NoticeKind, id: string): { readonly zh: string; readonly en: string } {
  const { zh, en } = NOTICES[kind]
  return { zh: zh.replace('{}', () => id), en: en.replace('{}', () => id) }
}
