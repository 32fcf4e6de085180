import { createRequire } from 'node:module'
import { defineConfig } from 'vitest/config'

// Two builds of graphql in one process would break its instanceof checks.
const graphql = createRequire(import.meta.url).resolve('graphql')

export default defineConfig({
  resolve: { alias: [{ find: /^graphql$/, replacement: graphql }] },
  ssr: { resolve: { conditions: ['source', 'node', 'import', 'module', 'default'] } },
  test: {
    include: ['{platform,router,console,subgraphs,seeds,schema,tests}/**/*.test.ts', 'bench/*.test.ts'],
    // A worker with an embedded database takes up to 1 GB, and one with PostGIS a core for seconds.
    pool: 'forks',
    maxWorkers: 2,
    // Bounds against hanging, far above what anything takes: a hub in a process of its own starts in 10 to 20 s.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
})
