import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openWire, type Wire } from './wire.ts'

const message = (type: string, body: Buffer) => {
  const length = Buffer.alloc(4)
  length.writeInt32BE(body.length + 4)
  return Buffer.concat([Buffer.from(type), length, body])
}
const int16 = (value: number) => Buffer.from([value >> 8, value & 255])
const text = (value: string) => Buffer.from(`${value}\0`)
const parsed = (name: string, statement: string) => message('P', Buffer.concat([text(name), text(statement), int16(0)]))
const bound = (name: string, ...values: (string | null)[]) => message('B', Buffer.concat([
  text(''), text(name), int16(0), int16(values.length),
  ...values.map((value) => (value === null ? Buffer.from([255, 255, 255, 255]) : Buffer.concat([Buffer.from([0, 0, 0, value.length]), Buffer.from(value)]))), int16(0),
]))
const execute = message('E', Buffer.concat([text(''), Buffer.alloc(4)]))
const done = (tag: string) => message('C', text(tag))

let wire: Wire
const server = createServer()

beforeAll(async () => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  wire = await openWire('127.0.0.1', (server.address() as AddressInfo).port)
})

afterAll(async () => {
  await wire.close()
  server.close()
})

/** A connection through the wire, and the end of it where PostgreSQL would be. */
async function connected() {
  const arrived = once(server, 'connection')
  const client = connect(wire.port, '127.0.0.1')
  const [upstream] = (await arrived) as [Socket]
  const passed = async (from: Socket, to: Socket, bytes: Buffer) => {
    const got = once(to, 'data')
    from.write(bytes)
    await got
  }
  // What a client says first has no letter.
  await passed(client, upstream, Buffer.from([0, 0, 0, 8, 0, 3, 0, 0]))
  return {
    ask: (...parts: readonly Buffer[]) => passed(client, upstream, Buffer.concat(parts)),
    reply: (...parts: readonly Buffer[]) => passed(upstream, client, Buffer.concat(parts)),
  }
}

it('statements are written down with their parameters, and come in waves as they waited for each other', async () => {
  const { ask, reply } = await connected()
  await ask(parsed('s1', 'select $1'), bound('s1', '{a,b}', null), execute)
  await ask(bound('s1', '7', ''), execute)
  await reply(done('SELECT 3'), done('SELECT 0'))
  await ask(message('Q', text('select 2')))
  await reply(message('E', text('')))
  expect(wire.take()).toEqual([
    { text: 'select $1', parameters: ['{a,b}', null], wave: 0, tag: 'SELECT 3' },
    { text: 'select $1', parameters: ['7', ''], wave: 0, tag: 'SELECT 0' },
    { text: 'select 2', parameters: [], wave: 1, tag: 'ERROR' },
  ])
  expect(wire.take()).toEqual([])
})

it('a message that comes in pieces is read as one', async () => {
  const { ask, reply } = await connected()
  const all = Buffer.concat([parsed('', 'select 1'), bound(''), execute])
  for (const byte of all) await ask(Buffer.from([byte]))
  await reply(done('SELECT 1'))
  expect(wire.take().map(({ text: statement, tag }) => [statement, tag])).toEqual([['select 1', 'SELECT 1']])
})
