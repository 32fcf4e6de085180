import { readFileSync } from 'node:fs'
import { sql } from 'drizzle-orm'
import type { Database } from '#platform/db'
import { projectFile } from '#platform/files'
import { type AccessPath, RECORD_LIBRARIES } from '../../bench/access-paths.ts'

/** How often the libraries prepare a statement, by the text of their queries. */
export function preparationsWritten(): { names: string[]; count: number } {
  const texts = RECORD_LIBRARIES.map((library) => readFileSync(projectFile('subgraphs', library, 'queries.ts'), 'utf8')).join('\n')
  return {
    names: [...texts.matchAll(/\b(?:planned|whole)\(db, '(\w+)'/g)].map(([, name]) => name ?? ''),
    count: [...texts.matchAll(/\b(?:planned|whole)\(/g)].length,
  }
}

/** A node of a plan, as far as the tests look into it. */
export interface PlanNode {
  readonly 'Node Type': string
  readonly 'Relation Name'?: string
  readonly 'Index Cond'?: string
  readonly 'Order By'?: string
  readonly 'Plan Rows': number
  readonly Plans?: readonly PlanNode[]
}

export type PlanCache = 'force_generic_plan' | 'force_custom_plan'

/** How the server would run a prepared statement. `values` are those of its named placeholders. */
export async function planOf(db: Database, { query }: AccessPath, values: Record<string, unknown>, cache: PlanCache): Promise<PlanNode> {
  const given = query.params.map((parameter) => literalOf(isPlaceholder(parameter) ? values[parameter.name] : parameter))
  return db.orm.transaction(async (orm) => {
    // As on a server whose tables lie in memory, or the size of the test would decide and not that of a province.
    await orm.execute(sql`select set_config('plan_cache_mode', ${cache}, true), set_config('random_page_cost', '1.1', true)`)
    // A statement of the library's own text, and literals that are escaped here: EXECUTE takes no parameters.
    /* eslint-disable no-restricted-syntax */
    await orm.execute(sql.raw(`prepare explained as ${query.sql}`))
    const execute = given.length === 0 ? 'execute explained' : `execute explained (${given.join(', ')})`
    const [row] = (await orm.execute(sql.raw(`explain (format json) ${execute}`))) as unknown as Record<'QUERY PLAN', { Plan: PlanNode }[]>[]
    await orm.execute(sql.raw('deallocate explained'))
    /* eslint-enable no-restricted-syntax */
    const plan = row?.['QUERY PLAN'][0]?.Plan
    if (plan === undefined) throw new RangeError('the server explained nothing')
    return plan
  })
}

const isPlaceholder = (parameter: unknown): parameter is { readonly name: string } =>
  typeof parameter === 'object' && parameter !== null && 'name' in parameter

function literalOf(value: unknown): string {
  if (value === undefined) throw new RangeError('a placeholder of the statement has no value here')
  if (value === null) return 'null'
  if (Array.isArray(value)) return quoted(`{${value.map((each) => (each === null ? 'null' : `"${String(each).replaceAll(/["\\]/g, String.raw`\$&`)}"`)).join(',')}}`)
  return quoted(String(value))
}

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`

/** All nodes of a plan. */
export function* nodesOf(node: PlanNode): Generator<PlanNode> {
  yield node
  for (const each of node.Plans ?? []) yield* nodesOf(each)
}
