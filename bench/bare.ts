import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { projectFile } from '#platform/files'

/** The process of «bare»; see `bench/contenders/bare.js`. */
const [url = '', connections = '8', file = ''] = process.argv.slice(2)
const { serveBare } = (await import(projectFile('bench', 'contenders', 'bare.js').href)) as { serveBare: (url: string, connections: number, file: string) => Promise<Server> }
const server = await serveBare(url, Number(connections), file)
server.listen(0, '127.0.0.1')
await once(server, 'listening')
process.on('message', () => process.send?.({ value: (server.address() as AddressInfo).port }))
process.send?.({ value: 'ready' })
