import { projectFile } from '#platform/files'

/** Cases of one matter, each with the credit code of the organisation in it. */
export interface MaterialCases {
  readonly matter: string
  readonly cases: readonly { readonly caseNo: string; readonly organisation: string }[]
}

/** What the bench does to its databases by itself; see `bench/contenders/database.js`. */
export interface DatabaseTools {
  readonly isSeeded: (url: string) => Promise<boolean>
  readonly lastRecord: (url: string) => Promise<string>
  readonly removeRecordsAfter: (url: string, id: string) => Promise<void>
  readonly organisations: (url: string, count: number) => Promise<string[]>
  readonly prepareEntries: (url: string) => Promise<void>
  readonly generateEntries: (url: string, entries: { readonly from: number; readonly count: number; readonly whole: number }) => Promise<void>
  readonly fillRecord: (url: string, record: { readonly count: number; readonly days: number; readonly agencies: readonly string[]; readonly providers: readonly string[] }) => Promise<void>
  readonly notAnchored: (url: string) => Promise<number>
  readonly multiplyResources: (url: string, count: number) => Promise<void>
  readonly emptyRecord: (url: string) => Promise<void>
  readonly sizeOf: (url: string, table: string) => Promise<number>
  readonly analyse: (url: string, table: string) => Promise<void>
  readonly copyDatabase: (url: string, from: string, name: string) => Promise<void>
  readonly dropDatabase: (url: string, name: string) => Promise<void>
  readonly recordSize: (url: string) => Promise<{ readonly entries: number; readonly bytes: number }>
  readonly settingOf: (url: string, name: string) => Promise<string>
  readonly countGrants: (url: string) => Promise<number>
  readonly prepareMaterials: (url: string, cases: number) => Promise<MaterialCases>
  readonly multiplyGrants: (url: string, count: number) => Promise<void>
}

/** The tools; the contenders must be installed. */
export async function databaseTools(): Promise<DatabaseTools> {
  return (await import(projectFile('bench', 'contenders', 'database.js').href)) as DatabaseTools
}

/** Databases of the bench by how many people are in them, seeded with `npm run bench -- seed N` on an empty one. */
export const SIZES = { bench10k: '10 thousand', bench1m: '1 million', bench3m: '3 million' } as const
export type BenchDatabase = keyof typeof SIZES

/** The address of another database on the same server. */
export function databaseOn(server: string, name: string): string {
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.href
}

/** Runs a bench over databases and takes away the records that it made in them. */
export async function leavingNoRecord<T>(urls: readonly string[], run: () => Promise<T>): Promise<T> {
  const { lastRecord, removeRecordsAfter } = await databaseTools()
  const last = await Promise.all(urls.map(lastRecord))
  try {
    return await run()
  } finally {
    for (const [index, url] of urls.entries()) await removeRecordsAfter(url, last[index] ?? '0')
  }
}
