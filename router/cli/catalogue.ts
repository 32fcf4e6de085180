import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { systemClock } from '#platform/clock'
import { StartFault } from '#platform/errors'
import { readConfig } from '../config.ts'
import { LIMITS } from '../limits.ts'
import { personaToken } from '../tokens.ts'
import type { Command } from './hub.ts'
import { post } from './post.ts'
import { keyFor } from './token.ts'

const BAD_USAGE = 64
const BAD_DATA = 65

const EXPORT = 'query ($provider: CreditCode) { catalogueExport(filter: { provider: $provider }) { content rows } }'
const IMPORT = `mutation ($input: ImportCatalogueInput!) { importCatalogue(input: $input) {
  resources { code version } unchanged faults { line column zh en } faultsLeftOut } }`

/** `hub catalogue`: the catalogue as a spreadsheet, out of a hub that is running and into it. */
export const catalogueCommand: Command = {
  usage: `catalogue export|import FILE.xlsx [--agency CODE] [--token TOKEN|-]   the catalogue as a spreadsheet, from or to the running hub
  --agency CODE   export what this agency provides; all where it is left out
  --token TOKEN   of whoever asks, - to read it from standard input; to import, a steward's
  --persona NAME  embedded mode, instead of a token: sharing-authority where it is left out
  --url URL       address of the hub, http://127.0.0.1:4000 where nothing else is set`,
  async run(args, environment) {
    const options = { agency: { type: 'string' }, token: { type: 'string' }, persona: { type: 'string' }, url: { type: 'string' } } as const
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options })
    const [what, file] = positionals
    if ((what !== 'export' && what !== 'import') || file === undefined || positionals.length !== 2) {
      throw new StartFault('say export or import, and the file', BAD_USAGE)
    }
    const { host, port } = readConfig(environment)
    const bearer = values.token === undefined ? await developmentToken(environment, values.persona) : tokenFrom(values.token)
    const ask = (query: string, variables: object) =>
      asked(`${values.url ?? `http://${host}:${port}`}/graphql`, { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' }, { query, variables })
    if (what === 'export') return exportTo(file, await ask(EXPORT, { provider: values.agency ?? null }))
    const content = contentOf(file)
    tellImport(await ask(IMPORT, { input: { content } }))
  },
}

async function developmentToken(environment: NodeJS.ProcessEnv, persona = 'sharing-authority'): Promise<string> {
  return personaToken(await keyFor(environment), persona, undefined, systemClock)
}

// A token among the arguments can be seen by everybody on the machine.
const tokenFrom = (given: string) => (given === '-' ? readFileSync(0, 'utf8') : given).trim()

/** Data of an answer without errors. */
async function asked(url: string, headers: Readonly<Record<string, string>>, body: { readonly query: string; readonly variables: object }): Promise<Record<string, unknown>> {
  if (Buffer.byteLength(JSON.stringify(body)) > LIMITS.body) {
    throw new StartFault(`the file is too large for one request of ${LIMITS.body} bytes; export and import agency by agency, or split it between resources`, BAD_DATA)
  }
  const { data, errors = [] } = (await post(url, headers, body)) as { data?: Record<string, unknown>; errors?: { message: string; extensions?: { messageZh?: string } }[] }
  if (errors.length === 0 && data !== undefined && data !== null) return data
  throw new StartFault(errors.map(({ message, extensions }) => extensions?.messageZh ?? message).join('\n') || 'the hub gave no answer')
}

function exportTo(file: string, data: Record<string, unknown>): void {
  const { content, rows } = data['catalogueExport'] as { content: string; rows: number }
  writeFileSync(file, Buffer.from(content, 'base64'))
  process.stdout.write(`${rows} items written to ${file}\n`)
}

function contentOf(file: string): string[] {
  try {
    return readFileSync(file).toString('base64').match(new RegExp(`.{1,${LIMITS.text}}`, 'g')) ?? []
  } catch (error) {
    throw new StartFault(`${file} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`, BAD_DATA)
  }
}

interface Imported {
  readonly resources: readonly { readonly code: string; readonly version: number }[]
  readonly unchanged: number
  readonly faults: readonly { readonly line: number; readonly column: string | null; readonly zh: string; readonly en: string }[]
  readonly faultsLeftOut: number
}

function tellImport(data: Record<string, unknown>): void {
  const { resources, unchanged, faults, faultsLeftOut } = data['importCatalogue'] as Imported
  const lines = [
    `${resources.length} drafts made, ${unchanged} resources unchanged`,
    ...resources.map(({ code }) => `  ${code}`),
    ...faults.map(({ line, column, zh, en }) => `line ${line}${column === null ? '' : `, ${column}`}: ${zh} (${en})`),
    ...(faultsLeftOut > 0 ? [`and ${faultsLeftOut} faults more`] : []),
  ]
  process.stdout.write(`${lines.join('\n')}\n`)
  if (faults.length > 0) process.exitCode = BAD_DATA
}
