import graphql from '@graphql-eslint/eslint-plugin'
import tseslint from 'typescript-eslint'

const TYPESCRIPT = ['**/*.ts', '**/*.tsx']
const CONTRACTS = ['subgraphs/*/*.graphql', 'schema/sharing.graphql']
const TESTS = ['tests/**', '**/*.test.ts', '**/testing.ts']

// A raw fragment skips the escaping of values and names; drizzle-orm had an injection there before.
const rawSql = {
  selector: 'MemberExpression[object.name="sql"][property.name="raw"]',
  message: 'sql.raw escapes nothing: use placeholders and sql.identifier of a fixed name.',
}

// Tests own time and chance, so both are injected.
const ownTime = [
  {
    selector: 'MemberExpression[object.name="Date"][property.name="now"]',
    message: 'Take the time from a Clock of #platform/clock.',
  },
  {
    selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
    message: 'Take the time from a Clock of #platform/clock.',
  },
  {
    selector: 'CallExpression[callee.name="Date"]',
    message: 'Take the time from a Clock of #platform/clock.',
  },
]
const ownChance = {
  selector: 'MemberExpression[object.name="Math"][property.name="random"]',
  message: 'Take chance from a seeded source that is handed in.',
}

// A contextual cache of a rule on a row has leaked another row, and a rule without options follows a global default.
const uncachedRules = [
  {
    selector: 'Property[key.name="cache"]:not([value.value="no_cache"])',
    message: "A graphql-shield rule is never cached: cache: 'no_cache'.",
  },
  {
    selector: 'CallExpression[callee.name="rule"][arguments.length<2]',
    message: "A graphql-shield rule says cache: 'no_cache' itself.",
  },
]

const noShield = {
  paths: [{
    name: 'graphql-shield',
    message: 'graphql-shield is known to platform/rules.ts and platform/subgraph.ts only; write rules with #platform/rules.',
  }],
}

export default tseslint.config(
  { ignores: ['dist/', 'console/src/generated/', 'node_modules/', '.data/', 'coverage/', 'tests/fixtures/', 'schema/supergraph.graphql', 'schema/api.graphql'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: TYPESCRIPT,
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      // An interface may want a promise of what a hand already holds.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false }],
      // A row is wider than what it is made of, since values may be withheld from it; the rule would narrow it again.
      '@typescript-eslint/no-unnecessary-type-assertion': 'off',
      // Kinds of graphql are compared with their names.
      '@typescript-eslint/no-unsafe-enum-comparison': 'off',
      'max-lines-per-function': ['error', { max: 70, skipBlankLines: true, skipComments: true }],
      'no-console': 'error',
      'no-restricted-imports': ['error', noShield],
      'no-restricted-syntax': ['error', rawSql, ...ownTime, ownChance],
    },
  },
  {
    files: ['platform/rules.ts', 'platform/subgraph.ts'],
    rules: {
      'no-restricted-imports': 'off',
      'no-restricted-syntax': ['error', rawSql, ...ownTime, ownChance, ...uncachedRules],
    },
  },
  { files: ['platform/clock.ts', 'platform/random.ts', 'console/src/format.ts', 'bench/**'], rules: { 'no-restricted-syntax': ['error', rawSql] } },
  // What looks like one long function is the list of a library's statements, or of its fields.
  { files: ['subgraphs/*/queries.ts', 'subgraphs/*/resolvers.ts'], rules: { 'max-lines-per-function': 'off' } },
  // Queries are closures over their database and know no `this`.
  { files: ['subgraphs/*/loaders.ts'], rules: { '@typescript-eslint/unbound-method': 'off' } },
  {
    files: TESTS,
    rules: {
      'no-restricted-syntax': ['error', rawSql],
      'max-lines-per-function': 'off',
      // What a question answers has the shape that the test asserts, and any other before.
      '@typescript-eslint/no-base-to-string': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: CONTRACTS,
    languageOptions: { parser: graphql.parser },
    plugins: { '@graphql-eslint': graphql },
    rules: {
      '@graphql-eslint/require-description': ['error', {
        types: true,
        DirectiveDefinition: true,
        EnumValueDefinition: true,
        FieldDefinition: true,
        InputValueDefinition: true,
      }],
      '@graphql-eslint/no-hashtag-description': 'error',
      '@graphql-eslint/unique-enum-value-names': 'error',
      '@graphql-eslint/naming-convention': ['error', {
        types: 'PascalCase',
        'FieldDefinition[parent.name.value!=/^(Query|Mutation)$/]': 'camelCase',
        // A root field that only the router asks begins with an underscore.
        'FieldDefinition[parent.name.value=/^(Query|Mutation)$/]': { style: 'camelCase', ignorePattern: '^_[a-z]' },
        InputValueDefinition: 'camelCase',
        DirectiveDefinition: 'camelCase',
        EnumValueDefinition: 'UPPER_CASE',
      }],
    },
  },
)
