import type { Database } from '../db.ts'

/** Stands in a statement that a process sends by itself from time to time, and for nobody's question: such are not counted. */
const BY_ITSELF = '/* by itself */'

/** Within so many characters the mark stands. */
const MARK_WITHIN = 32

/** Counts the statements that a database is sent. */
export function counting(): { statements: Database['statements']; logger: { logQuery(text: string): void } } {
  const statements: Database['statements'] = { count: 0, texts: null }
  return {
    statements,
    logger: {
      logQuery(text) {
        if (text.slice(0, MARK_WITHIN).includes(BY_ITSELF)) return
        statements.count += 1
        statements.texts?.push(text)
      },
    },
  }
}
