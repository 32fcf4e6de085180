// The walls of the house. Each rule says why it stands. tests/walls.test.ts runs them, counts the modules that were
// looked at, and proves that every wall stops what it is there to stop.

const TESTS = '(^tests/|\\.test\\.ts$|/testing\\.ts$)'

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'What depends on itself cannot be read, tested or replaced part by part.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'everything-resolves',
      comment: 'An import that the tool cannot follow is a hole in every other wall.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'subgraphs-are-islands',
      comment: 'Libraries share keys, never code: each can move to another host, and one cannot open what another closed.',
      severity: 'error',
      from: { path: '^subgraphs/([^/]+)/' },
      to: { path: '^subgraphs/', pathNot: '^subgraphs/$1/' },
    },
    {
      name: 'subgraphs-look-down-to-platform-only',
      comment: 'A library that knew the router or the seeds could not run without them.',
      severity: 'error',
      from: { path: '^subgraphs/', pathNot: TESTS },
      to: { path: '^(router|seeds|schema|console|bench|tests)/' },
    },
    {
      name: 'platform-knows-no-library',
      comment: 'What all libraries share must not depend on the domain of one of them.',
      severity: 'error',
      from: { path: '^platform/' },
      to: { path: '^(subgraphs|router|seeds|schema|console|bench)/' },
    },
    {
      name: 'sql-only-where-rows-are-read-or-written',
      comment: 'Every statement is found in three files of a library, where what is withheld is taken out of the rows.',
      severity: 'error',
      from: {
        pathNot: [
          '^subgraphs/[^/]+/(queries|commands|tables)[a-z.]*\\.ts$', '^platform/db\\.ts$', '^platform/db/', '^platform/provenance\\.ts$', '^drizzle\\.config\\.ts$', TESTS,
        ],
      },
      to: { path: 'node_modules/(drizzle-orm|postgres|@electric-sql)/' },
    },
    {
      name: 'the-router-holds-no-sql',
      comment: 'The router decides and joins; a statement of its own would read rows past the shields.',
      severity: 'error',
      from: { path: '^router/', pathNot: TESTS },
      to: { path: ['node_modules/(drizzle-orm|postgres|@electric-sql)/', '^subgraphs/[^/]+/(queries|tables)[a-z.]*\\.ts$'] },
    },
    {
      name: 'a-shield-reads-nothing',
      comment: 'Who may read what must be decidable from the plan and the row alone.',
      severity: 'error',
      from: { path: '^subgraphs/[^/]+/shield\\.ts$' },
      to: { pathNot: '^platform/rules\\.ts$' },
    },
    {
      name: 'resolvers-reach-rows-through-loaders',
      comment: 'A resolver that queried by itself would send one statement per row. Types may be known.',
      severity: 'error',
      from: { path: '^subgraphs/[^/]+/resolvers[a-z.]*\\.ts$' },
      to: { path: '^subgraphs/[^/]+/(queries|tables|commands|loaders)[a-z.]*\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'loaders-read-through-queries',
      comment: 'One direction: index, shield, resolvers, loaders, queries, tables.',
      severity: 'error',
      from: { path: '^subgraphs/[^/]+/loaders\\.ts$' },
      to: { path: '^subgraphs/[^/]+/(index|shield|resolvers|tables|commands)\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'rows-know-nothing-above-them',
      comment: 'The same direction, from below.',
      severity: 'error',
      from: { path: '^subgraphs/[^/]+/((queries|commands|tables)[a-z.]*\\.ts$|domain/)', pathNot: TESTS },
      to: { path: '^subgraphs/[^/]+/(index|shield|resolvers|loaders)\\.ts$' },
    },
    {
      name: 'rules-of-states-are-pure',
      comment: 'What a library knows of its domain is told by functions of values, without a database.',
      severity: 'error',
      from: { path: '^subgraphs/[^/]+/domain/', pathNot: TESTS },
      to: { path: ['^subgraphs/[^/]+/(queries|commands|tables)[a-z.]*\\.ts$', '^platform/db'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'only-router-and-seeds-know-libraries',
      comment: 'Libraries meet in the router alone. Seeds write through commands, and the composition reads contracts. The bench prints copies, issues licences, counts and verifies by itself.',
      severity: 'error',
      from: { path: '^(platform|schema|console|bench)/', pathNot: [TESTS, '^bench/(copies|licences-issuing|counting|verifying)\\.ts$'] },
      to: { path: '^subgraphs/' },
    },
    {
      name: 'libraries-are-entered-by-their-index',
      comment: 'What a library does not export stays its own to change.',
      severity: 'error',
      from: { path: '^router/', pathNot: TESTS },
      to: { path: '^subgraphs/', pathNot: '^subgraphs/[^/]+/index\\.ts$' },
    },
    {
      name: 'seeds-write-through-commands',
      comment: 'Seeds load a library as any load does, and may know its codes and rules, never its tables or queries.',
      severity: 'error',
      from: { path: '^seeds/', pathNot: TESTS },
      to: {
        path: '^subgraphs/',
        pathNot: '^subgraphs/[^/]+/(index\\.ts$|commands[a-z.]*\\.ts$|domain/)',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'seeds-do-not-know-the-router',
      comment: 'Test data of a question must not depend on how questions are answered.',
      severity: 'error',
      from: { path: '^seeds/', pathNot: TESTS },
      to: { path: '^router/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'the-console-knows-the-contract-alone',
      comment: 'What runs in a browser is told what the hub tells everybody; it takes nothing of the hub but types made of the contract.',
      severity: 'error',
      from: { path: '^console/', pathNot: TESTS },
      to: { path: '^(platform|router|subgraphs|seeds|schema|bench|tests)/' },
    },
    {
      name: 'nothing-leans-on-the-console',
      comment: 'The hub serves what was built of it and must start without its sources.',
      severity: 'error',
      from: { path: '^(platform|router|subgraphs|seeds|schema|bench)/', pathNot: TESTS },
      to: { path: '^console/' },
    },
    {
      name: 'graphql-shield-in-two-files',
      comment: 'Its traps are shut in two files; whoever else used it would have to shut them again.',
      severity: 'error',
      from: { pathNot: '^platform/(rules|subgraph)\\.ts$' },
      to: { path: 'node_modules/graphql-shield/' },
    },
    {
      name: 'federation-behind-subgraph',
      comment: 'It brings a dependency under the Elastic License and opens `_entities`, so one file holds it. The bench builds its invented libraries with it, as the contenders do.',
      severity: 'error',
      from: { pathNot: '^(platform/(subgraph|compiled\\.test)|bench/ours)\\.ts$' },
      to: { path: 'node_modules/@apollo/(subgraph|federation-internals)/' },
    },
    {
      name: 'pdf-behind-printing',
      comment: 'What draws and subsets for copies runs in threads of its own, off the event loop; whoever else used it would block it.',
      severity: 'error',
      from: { pathNot: '^subgraphs/licences/printing/' },
      to: { path: 'node_modules/(@types/)?(pdfkit|fontkit|uqr)/' },
    },
    {
      name: 'production-knows-no-tests',
      comment: 'A test that production leans on can no longer be changed as a test.',
      severity: 'error',
      from: { path: '^(platform|router|subgraphs|seeds|schema|console)/', pathNot: TESTS },
      to: { path: [TESTS, 'node_modules/(vitest|fast-check)/'] },
    },
    {
      name: 'production-needs-no-development-package',
      comment: 'An installation without development packages must start. What the console needs is built into it.',
      severity: 'error',
      from: { path: '^(platform|router|subgraphs|seeds)/', pathNot: [TESTS, '^seeds/divisions/extract\\.ts$'] },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'packages-are-declared',
      comment: 'A package that only a dependency brings can vanish with the next installation.',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // The contenders are no part of the product, and CI does not install them.
    exclude: { path: '^(dist|coverage|\\.data|bench/contenders)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      conditionNames: ['source', 'types', 'import', 'node', 'default'],
      exportsFields: ['exports'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json', '.d.ts'],
      mainFields: ['module', 'main', 'types'],
    },
  },
}
