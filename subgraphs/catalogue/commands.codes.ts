import { sql } from 'drizzle-orm'
import type { ContractItem } from '#platform/contract'
import type { Orm } from '#platform/db'
import type { InputFault } from '#platform/errors'
import { parseResourceCode } from '#platform/identifiers'
import { resource } from './tables.ts'

const DIGITS = 6
const ATTEMPTS = 5

interface Chosen {
  readonly code: string
  readonly faults: readonly InputFault[]
}

const refusedCode = (argument: string, check: string, en: string, zh: string): Chosen => ({ code: '', faults: [{ argument, check, en, zh }] })

/**
 * Takes a resource code by writing its row: the one that was given, or the class with the next number. A code that a contract
 * states is taken, whether or not its row is there.
 */
export async function chooseCode(
  orm: Orm, classCode: string, given: string | null, items: readonly ContractItem[], rowOf: (code: string) => typeof resource.$inferInsert,
): Promise<Chosen> {
  if (!parseResourceCode(`${classCode}/1`).ok) return refusedCode('input.classCode', 'FORMAT', 'no class code', '信息资源分类代码格式有误')
  if (given !== null && (!parseResourceCode(given).ok || !given.startsWith(`${classCode}/`))) {
    return refusedCode('input.code', 'FORMAT', 'no code of this class', '不是该分类下的信息资源代码')
  }
  const stated = new Set(items.map(({ resource: code }) => code))
  for (let attempt = 0; attempt < (given === null ? ATTEMPTS : 1); attempt++) {
    const code = given ?? (await nextCode(orm, classCode, stated))
    if (stated.has(code)) break
    const made = await orm.insert(resource).values(rowOf(code)).onConflictDoNothing().returning({ code: resource.code })
    if (made.length > 0) return { code, faults: [] }
  }
  return refusedCode('input.code', 'TAKEN', 'the code is taken', '该代码已被使用')
}

// Whoever takes the same number at the same time is seen once their row is there, and the next is tried.
async function nextCode(orm: Orm, classCode: string, stated: ReadonlySet<string>): Promise<string> {
  const prefix = `${classCode}/`
  const [row] = await orm.select({ last: sql<number>`coalesce(max(substr(${resource.code}, ${prefix.length + 1})::bigint), 0)::int` })
    .from(resource).where(sql`left(${resource.code}, ${prefix.length}) = ${prefix} and substr(${resource.code}, ${prefix.length + 1}) ~ '^[0-9]{1,9}$'`)
  const numbers = [...stated].filter((code) => code.startsWith(prefix)).map((code) => Number(code.slice(prefix.length))).filter(Number.isInteger)
  return prefix + String(Math.max(row?.last ?? 0, ...numbers) + 1).padStart(DIGITS, '0')
}
