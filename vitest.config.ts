import { createRequire } from 'node:module'
import { defineConfig } from 'vitest/config'
import { suiteOf } from './tests/harness/suite.ts'

// Two builds of graphql in one process would break its instanceof checks.
const graphql = createRequire(import.meta.url).resolve('graphql')

const { plain, databases, mocking } = suiteOf(import.meta.dirname)

export default defineConfig({
  resolve: { alias: [{ find: /^graphql$/, replacement: graphql }] },
  ssr: { resolve: { conditions: ['source', 'node', 'import', 'module', 'default'] } },
  test: {
    // A worker with an embedded database takes up to 1 GB, and one with PostGIS a core for seconds.
    pool: 'forks',
    maxWorkers: 2,
    // Bounds against hanging, far above what anything takes, also on a machine that does ten other things.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    // What is waited for comes in milliseconds; a busy machine may take as long as it likes.
    expect: { poll: { timeout: 120_000, interval: 20 } },
    // Most of the time of a small test file is its imports, so files share a process and what it has imported.
    isolate: false,
    projects: [
      { extends: true, test: { name: 'databases', include: [...databases] } },
      { extends: true, test: { name: 'mocking', include: [...mocking], isolate: true } },
      { extends: true, test: { name: 'plain', include: [...plain], env: { GOVSHARE_TESTS: 'plain' } } },
    ],
    globalSetup: 'tests/setup.ts',
  },
})
