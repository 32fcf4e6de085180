import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { extname } from 'node:path'
import { projectFile } from '#platform/files'

/** One file of the front page: its media type, its bytes, and a strong entity tag of them (RFC 9110, 8.8.3). */
export interface PageAsset {
  type: string
  body: Buffer
  etag: string
}

/**
 * Headers that go with every asset of the page. Nothing may be loaded from, or sent to, any other host.
 * Inline styles stay out too: all that GraphiQL loses is the lock on scrolling behind its dialogs, and the
 * browser notes that in its console.
 */
export const pageHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "font-src 'self' data:",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; '),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-cache',
}

const own = { '/': 'page.html', '/page/page.js': 'page.js', '/page/page.css': 'page.css' }

/** GraphiQL, as the build has put it together. */
const built = { '/page/graphiql.js': 'graphiql.js', '/page/graphiql.css': 'graphiql.css' }

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
}

let loaded: Map<string, PageAsset> | undefined

/**
 * The files of the front page by URL path (`/`, `/page/…`), read at the first call and kept.
 *
 * @throws the file system's error when the project has not been built
 */
export function pageAssets(): Map<string, PageAsset> {
  loaded ??= new Map([
    ...Object.entries(own).map(([path, file]) => [path, asset(projectFile('router', 'page', file))] as const),
    ...Object.entries(built).map(([path, file]) => [path, asset(projectFile('dist', 'page', file))] as const),
  ])
  return loaded
}

function asset(file: URL): PageAsset {
  const body = readFileSync(file)
  const type = types[extname(file.pathname)] ?? 'application/octet-stream'
  return { type, body, etag: `"${createHash('sha256').update(body).digest('base64url')}"` }
}
