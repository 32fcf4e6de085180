import { connect, type Socket } from 'node:net'

/** Where postgres.js would connect to; several hosts are tried in turn. */
interface Target {
  readonly host: readonly string[]
  readonly port: readonly number[]
  /** Socket of a server on this machine. */
  readonly path?: string | false
}

/**
 * Makes sockets that send at once. A COPY ends with a packet of five bytes, which would otherwise wait for the server's
 * delayed acknowledgement of the rows before it: 40 ms and more for every table of every load.
 */
export function promptSockets(): (target: Target) => Socket {
  let attempt = 0
  return ({ host, port, path }) => {
    if (typeof path === 'string' && path !== '') return connect(path)
    const at = attempt++ % host.length
    const address = { host: host[at] ?? 'localhost', port: port[at] ?? 5432 }
    // The host is read from the socket where its certificate is held against it.
    return Object.assign(connect({ ...address, noDelay: true }), address)
  }
}
