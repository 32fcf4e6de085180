import { readFileSync } from 'node:fs'
import { projectFile } from '#platform/files'

/** The question by which `docs/operations.md` traces a value from the receipt of an answer to who approved its release. */
export const TRACE = /```graphql\n(query Trace[\s\S]*?)```/.exec(readFileSync(projectFile('docs', 'operations.md'), 'utf8'))?.[1] ?? ''
