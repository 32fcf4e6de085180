import { once } from 'node:events'
import { createServer } from 'node:net'

/** Below those that a system gives to whoever asks for any, or connects to somebody. */
const [FIRST, COUNT] = [20_000, 10_000]

/**
 * A free port that nobody is given while whoever takes it is away for a while. Others are: a port out of the system's own may be
 * the near end of somebody's connection when it is wanted again.
 */
export async function quietPort(): Promise<number> {
  // Workers that look at the same time begin far from each other.
  for (let at = process.pid * 100; ; at += 1) {
    const port = FIRST + (at % COUNT)
    if (await isFree(port)) return port
  }
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer()
  try {
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
  } catch {
    return false
  }
  server.close()
  await once(server, 'close')
  return true
}
