import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { projectFile } from '#platform/files'
import { takenEncoding } from '../encoding.ts'

/** One built file, and the same packed. */
interface Asset {
  readonly type: string
  readonly body: Buffer
  readonly packed: { readonly br?: Buffer; readonly gzip?: Buffer }
}

/** What the build has made of the console. */
export interface BuiltConsole {
  readonly page: string
  readonly assets: ReadonlyMap<string, Asset>
  /** The operations that its pages may send, by hash. */
  readonly documents: ReadonlyMap<string, string>
}

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

/** Stands in the page where each answer puts a number used once; a style sheet that a script adds must bear it. */
const NONCE = '__NONCE__'

let built: BuiltConsole | null | undefined

/** The built console, read at the first call and kept; `null` where it has not been built. */
export function builtConsole(): BuiltConsole | null {
  return (built ??= readBuilt(fileURLToPath(projectFile('dist/console/'))))
}

function readBuilt(folder: string): BuiltConsole | null {
  if (!existsSync(`${folder}index.html`) || !existsSync(`${folder}documents.json`)) return null
  const files = readdirSync(`${folder}assets`)
  const assets = new Map(files.filter((file) => !/\.(br|gz)$/.test(file)).map((file) => [`/console/assets/${file}`, assetOf(`${folder}assets/${file}`)] as const))
  const documents = new Map(Object.entries(JSON.parse(readFileSync(`${folder}documents.json`, 'utf8')) as Record<string, string>))
  return { page: readFileSync(`${folder}index.html`, 'utf8'), assets, documents }
}

function assetOf(file: string): Asset {
  const read = (name: string) => (existsSync(name) ? readFileSync(name) : undefined)
  const [br, gzip] = [read(`${file}.br`), read(`${file}.gz`)]
  return { type: TYPES[extname(file)] ?? 'application/octet-stream', body: readFileSync(file), packed: { ...(br && { br }), ...(gzip && { gzip }) } }
}

/** Nothing is loaded from, or sent to, another host, and no script runs that stands in the page itself. */
function policy(nonce: string): string {
  return [
    "default-src 'none'", "script-src 'self'", `style-src 'self' 'nonce-${nonce}'`, "img-src 'self' data:", "font-src 'self'", "connect-src 'self'",
    "worker-src 'self'", "manifest-src 'self'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'",
  ].join('; ')
}

const SAFE = { 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer', 'cross-origin-opener-policy': 'same-origin', 'cross-origin-resource-policy': 'same-origin' }

/** Sends a built file; its name changes with its content, so browsers keep it for good. `false` where there is none of the name. */
export function sendAsset({ assets }: BuiltConsole, request: IncomingMessage, response: ServerResponse, pathname: string): boolean {
  const asset = assets.get(pathname)
  if (asset === undefined) return false
  const coding = takenEncoding(request.headers['accept-encoding'])?.coding ?? null
  const packed = coding === null ? undefined : asset.packed[coding]
  const body = packed ?? asset.body
  response.writeHead(200, {
    ...SAFE, 'content-type': asset.type, 'cache-control': 'public, max-age=31536000, immutable', vary: 'accept-encoding', 'content-length': body.length,
    ...(packed === undefined ? {} : { 'content-encoding': coding as string }),
  })
  response.end(request.method === 'HEAD' ? undefined : body)
  return true
}

/** Sends the page, which finds out by its address which screen it shows. */
export function sendPage({ page }: BuiltConsole, request: IncomingMessage, response: ServerResponse): void {
  const nonce = randomBytes(16).toString('base64')
  const body = Buffer.from(page.replaceAll(NONCE, nonce))
  response.writeHead(200, {
    ...SAFE, 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', 'content-security-policy': policy(nonce), 'content-length': body.length,
    'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  })
  response.end(request.method === 'HEAD' ? undefined : body)
}
