import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, extname, join } from 'node:path'
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

const vendored = {
  '/page/react.production.min.js': ['react', 'umd/react.production.min.js'],
  '/page/react-dom.production.min.js': ['react-dom', 'umd/react-dom.production.min.js'],
  '/page/graphiql.min.js': ['graphiql', 'graphiql.min.js'],
  '/page/graphiql.min.css': ['graphiql', 'graphiql.min.css'],
} as const

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
}

let loaded: Map<string, PageAsset> | undefined

/**
 * The files of the front page by URL path (`/`, `/page/…`), read at the first call and kept.
 *
 * @throws the file system's error when the project or its installed packages are incomplete
 */
export function pageAssets(): Map<string, PageAsset> {
  loaded ??= new Map([
    ...Object.entries(own).map(([path, file]) => [path, asset(projectFile('router', 'page', file))] as const),
    ...Object.entries(vendored).map(([path, [name, file]]) => [path, asset(packageFile(name, file))] as const),
  ])
  return loaded
}

// The bundles are not among the packages' exports; package.json is, and they lie beside it.
function packageFile(name: string, file: string): string {
  return join(dirname(createRequire(import.meta.url).resolve(`${name}/package.json`)), file)
}

function asset(file: string | URL): PageAsset {
  const body = readFileSync(file)
  const type = types[extname(file instanceof URL ? file.pathname : file)] ?? 'application/octet-stream'
  return { type, body, etag: `"${createHash('sha256').update(body).digest('base64url')}"` }
}
