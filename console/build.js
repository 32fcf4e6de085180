// Builds the console: `npm run build` calls it. What has not changed since the last time is not built again.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const root = fileURLToPath(new URL('..', import.meta.url))
const out = join(root, 'dist', 'console')
const mark = join(out, 'built')

/** One hash over everything that the result depends on. */
function sourcesHash() {
  const hash = createHash('sha256')
  const files = readdirSync(join(root, 'console'), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(tsx?|js|css|html|svg|graphql|json)$/.test(file) && !file.startsWith('node_modules')).sort()
  for (const file of [...files.map((each) => join('console', each)), 'package-lock.json', 'schema/api.graphql']) {
    hash.update(`${file}\0`).update(readFileSync(join(root, file))).update('\0')
  }
  return hash.digest('hex')
}

/** Packs what is text once and well, so that the router need not pack it at all. */
function packAll(folder) {
  for (const file of readdirSync(folder).filter((each) => /\.(js|css|svg)$/.test(each))) {
    const body = readFileSync(join(folder, file))
    writeFileSync(join(folder, `${file}.br`), brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: body.length } }))
    writeFileSync(join(folder, `${file}.gz`), gzipSync(body, { level: 9 }))
  }
}

/** GraphiQL for the front page (`GET /`), in one script. */
const frontPage = {
  configFile: false,
  // Its packages carry marks for servers, of which each is a warning.
  logLevel: 'error',
  root: join(root, 'console'),
  resolve: { dedupe: ['react', 'react-dom', 'graphql'] },
  define: { 'process.env.NODE_ENV': '"production"' },
  build: {
    outDir: join(root, 'dist', 'page'), emptyOutDir: true, target: 'es2023',
    lib: { entry: join(root, 'console', 'front', 'graphiql.ts'), formats: ['iife'], name: 'govshareFront', fileName: () => 'graphiql.js', cssFileName: 'graphiql' },
  },
}

const now = sourcesHash()
if (!existsSync(mark) || readFileSync(mark, 'utf8') !== now) {
  const { build } = await import('vite')
  await build({ configFile: join(root, 'console', 'vite.config.ts'), logLevel: 'warn' })
  await build(frontPage)
  packAll(join(out, 'assets'))
  writeFileSync(join(out, 'documents.json'), readFileSync(join(root, 'console', 'documents.json')))
  writeFileSync(mark, now)
}
