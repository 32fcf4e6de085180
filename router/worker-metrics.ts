import cluster from 'node:cluster'
import { once } from 'node:events'
import { AggregatorRegistry, type Registry } from 'prom-client'

const QUESTION = 'govshare:numbers'
const PATIENCE_MS = 6_000

interface Message {
  readonly type: typeof QUESTION
  readonly id: number
  /** The answer; absent where a worker did not tell its own. */
  readonly text?: string
}

function isMessage(message: unknown): message is Message {
  return (message as Partial<Message> | null)?.type === QUESTION
}

/** In the primary: adds up the numbers of all workers for the one that asks. */
export function tellNumbersOfAll(): void {
  const all = new AggregatorRegistry()
  cluster.on('message', (worker, message: unknown) => {
    if (!isMessage(message)) return
    const tell = (text?: string) => void (worker.isConnected() && worker.send({ type: QUESTION, id: message.id, ...(text === undefined ? {} : { text }) }))
    all.clusterMetrics().then(tell, () => tell())
  })
}

/**
 * In a worker: gives the numbers of all workers, each of which one scrape could reach.
 *
 * @returns rejects where the primary or one of the workers does not answer
 */
export function numbersOfAll(registry: Registry): () => Promise<string> {
  // Making one listens for the primary's questions.
  new AggregatorRegistry()
  AggregatorRegistry.setRegistries(registry)
  let id = 0
  return async () => {
    const own = ++id
    const signal = AbortSignal.timeout(PATIENCE_MS)
    process.send?.({ type: QUESTION, id: own } satisfies Message)
    for (;;) {
      const [message] = (await once(process, 'message', { signal })) as [unknown]
      if (!isMessage(message) || message.id !== own) continue
      if (message.text === undefined) throw new Error('the numbers of a worker are missing')
      return message.text
    }
  }
}
