import type { Access } from '#platform/access'
import type { KeptWebhook } from './commands.notices.ts'
import type { Commands } from './commands.ts'
import type { Queries } from './queries.ts'

/** Loaders of notices and webhooks, and the acts on them, each of which gives what it has become. */
export function noticeLoaders(queries: Queries, commands: Commands, access: Access) {
  const after = <Input>(act: (access: Access, input: Input) => Promise<KeptWebhook>) => async (input: Input) => {
    const { id, secret } = await act(access, input)
    return queries.webhook(access, id, secret)
  }
  return {
    notices: queries.notices.bind(null, access),
    webhooks: queries.webhooks.bind(null, access),
    webhookDeliveries: queries.webhookDeliveries.bind(null, access),
    markNoticesRead: async (input: Parameters<Commands['markNoticesRead']>[1]) =>
      ({ notices: await queries.noticesById(access, await commands.markNoticesRead(access, input)) }),
    registerWebhook: after(commands.registerWebhook),
    removeWebhook: after(commands.removeWebhook),
  }
}
