import type { Access } from '#platform/access'
import type { KeptWebhook, NoticeCommands } from './commands.notices.ts'
import type { NoticeQueries } from './queries.notices.ts'

/** Notices and webhooks, and the acts on them, each of which gives what it has become. */
export function noticeLoaders(queries: NoticeQueries, commands: NoticeCommands, access: Access) {
  const after = <Input>(act: (access: Access, input: Input) => Promise<KeptWebhook>) => async (input: Input) => {
    const { id, secret } = await act(access, input)
    return queries.webhook(access, id, secret)
  }
  return {
    notices: queries.notices.bind(null, access),
    webhooks: queries.webhooks.bind(null, access),
    webhookDeliveries: queries.webhookDeliveries.bind(null, access),
    markNoticesRead: async (input: Parameters<NoticeCommands['markNoticesRead']>[1]) =>
      ({ notices: await queries.noticesById(access, await commands.markNoticesRead(access, input)) }),
    registerWebhook: after(commands.registerWebhook),
    removeWebhook: after(commands.removeWebhook),
  }
}
