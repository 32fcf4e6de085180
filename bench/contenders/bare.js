import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import postgres from 'postgres'

// Parameters travel as the hub sent them, so they are not converted once more.
const asIs = (to, from) => ({ to, from, serialize: (value) => value, parse: (value) => value })
const types = { bool: asIs(16, [16]), json: asIs(114, [114, 3802]), jsonb: asIs(3802, []), date: asIs(1082, [1082, 1114, 1184]) }

/**
 * What is left when nothing is asked but SQL: node:http, postgres.js, JSON.stringify. A question is the statements that the
 * hub sent for it, those of a wave at once.
 */
export async function serveBare(url, connections, file) {
  const questions = JSON.parse(readFileSync(file, 'utf8'))
  const sql = postgres(url, { max: connections, fetch_types: false, types, onnotice() {} })
  const run = async (waves) => {
    const rows = []
    for (const wave of waves) rows.push(...(await Promise.all(wave.map(({ text, parameters }) => sql.unsafe(text, parameters, { prepare: true })))))
    return rows
  }
  const server = createServer((request, response) => {
    const parts = []
    request.on('data', (part) => parts.push(part))
    request.on('end', async () => {
      const [, kind, number] = request.url.split('/')
      JSON.parse(Buffer.concat(parts).toString('utf8'))
      try {
        const rows = await run(questions[Number(number)][kind])
        const text = request.headers.accept === 'text/plain' ? JSON.stringify(rows.map(({ count }) => count)) : JSON.stringify({ data: rows })
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) })
        response.end(text)
      } catch (error) {
        response.writeHead(500)
        response.end(String(error))
      }
    })
  })
  return server
}
