import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { once } from 'node:events'

/** A statement as it went to PostgreSQL: parameters in their text form, `null` for a null. */
export interface Statement {
  readonly text: string
  readonly parameters: readonly (string | null)[]
  /** Statements of a wave were sent before any of theirs was answered, and after all of the wave before. */
  readonly wave: number
  /** What PostgreSQL said when it was done, as `SELECT 3`. */
  readonly tag: string
}

/** Stands between a hub and PostgreSQL and writes down what is asked, so that the same can be asked without the hub. */
export interface Wire {
  readonly port: number
  /** The statements since the last taking; nothing may be under way. */
  take(): Statement[]
  close(): Promise<void>
}

type Sent = { -readonly [Member in keyof Statement]: Statement[Member] }

/** Statements in the order in which they were sent, with the waves that this makes of them. */
class Journal {
  statements: Sent[] = []
  #answeredWave = -1

  sent(text: string, parameters: readonly (string | null)[]): Sent {
    const statement = { text, parameters, wave: this.#answeredWave + 1, tag: '' }
    this.statements.push(statement)
    return statement
  }

  answered(statement: Sent, tag: string): void {
    statement.tag = tag
    this.#answeredWave = Math.max(this.#answeredWave, statement.wave)
  }

  take(): Statement[] {
    const taken = this.statements
    this.statements = []
    this.#answeredWave = -1
    return taken
  }
}

export async function openWire(host: string, port: number): Promise<Wire> {
  const journal = new Journal()
  const sockets = new Set<Socket>()
  const server = createServer({ noDelay: true }, (client) => {
    const upstream = connect({ host, port, noDelay: true })
    const conversation = new Conversation(journal)
    for (const socket of [client, upstream]) {
      sockets.add(socket)
      socket.on('error', () => {}).on('close', () => {
        client.destroy()
        upstream.destroy()
        sockets.delete(socket)
      })
    }
    client.on('data', (bytes: Buffer) => {
      conversation.asked(bytes)
      upstream.write(bytes)
    })
    upstream.on('data', (bytes: Buffer) => {
      conversation.answered(bytes)
      client.write(bytes)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    take: () => journal.take(),
    async close() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

/** One connection, read as the PostgreSQL protocol 3 has it; only as much of it as statements need. */
class Conversation {
  readonly #journal: Journal
  readonly #asked = new Messages(false)
  readonly #answers = new Messages(true)
  readonly #texts = new Map<string, string>()
  readonly #underWay: Sent[] = []
  #bound: { text: string; parameters: (string | null)[] } | null = null

  constructor(journal: Journal) {
    this.#journal = journal
  }

  asked(bytes: Buffer): void {
    for (const { type, body } of this.#asked.read(bytes)) {
      if (type === 'P') {
        const [name, text] = texts(body, 2)
        this.#texts.set(name ?? '', text ?? '')
      } else if (type === 'B') this.#bound = this.#bind(body)
      else if (type === 'E' && this.#bound !== null) this.#underWay.push(this.#journal.sent(this.#bound.text, this.#bound.parameters))
      else if (type === 'Q') this.#underWay.push(this.#journal.sent(texts(body, 1)[0] ?? '', []))
    }
  }

  answered(bytes: Buffer): void {
    for (const { type, body } of this.#answers.read(bytes)) {
      // CommandComplete, ErrorResponse, EmptyQueryResponse.
      if (type !== 'C' && type !== 'E' && type !== 'I') continue
      const statement = this.#underWay.shift()
      if (statement !== undefined) this.#journal.answered(statement, type === 'C' ? (texts(body, 1)[0] ?? '') : 'ERROR')
    }
  }

  #bind(body: Buffer): { text: string; parameters: (string | null)[] } {
    const [portal = '', name = ''] = texts(body, 2)
    let at = Buffer.byteLength(portal) + Buffer.byteLength(name) + 2
    const formats = body.readInt16BE(at)
    if (formats > 0 && body.readInt16BE(at + 2) !== 0) throw new Error('a parameter in binary form cannot be read')
    at += 2 + formats * 2
    const parameters: (string | null)[] = []
    const count = body.readInt16BE(at)
    at += 2
    for (let index = 0; index < count; index += 1) {
      const length = body.readInt32BE(at)
      at += 4
      parameters.push(length < 0 ? null : body.toString('utf8', at, at + length))
      at += Math.max(0, length)
    }
    return { text: this.#texts.get(name) ?? '', parameters }
  }
}

/** Texts that end with a zero, from the start of a message. */
function texts(body: Buffer, count: number): string[] {
  const found: string[] = []
  for (let at = 0; found.length < count;) {
    const end = body.indexOf(0, at)
    if (end < 0) break
    found.push(body.toString('utf8', at, end))
    at = end + 1
  }
  return found
}

/** Cuts a stream of bytes into messages: a letter, a length that counts itself, a body. What a client says first has no letter. */
class Messages {
  #rest: Buffer = Buffer.alloc(0)
  #lettered: boolean

  constructor(lettered: boolean) {
    this.#lettered = lettered
  }

  *read(bytes: Buffer): Generator<{ type: string; body: Buffer }> {
    this.#rest = this.#rest.length === 0 ? bytes : Buffer.concat([this.#rest, bytes])
    for (;;) {
      const head = this.#lettered ? 1 : 0
      if (this.#rest.length < head + 4) return
      const end = head + this.#rest.readInt32BE(head)
      if (this.#rest.length < end) return
      const type = this.#lettered ? this.#rest.toString('latin1', 0, 1) : ''
      const body = this.#rest.subarray(head + 4, end)
      this.#rest = this.#rest.subarray(end)
      this.#lettered = true
      yield { type, body }
    }
  }
}
