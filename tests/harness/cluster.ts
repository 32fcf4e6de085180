import { execFileSync, spawn } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { quietPort } from './port.ts'

/** A PostgreSQL server of a test's own, which may be stopped, killed and starved without anybody else noticing. */
export interface Cluster {
  /** Its database `postgres`, as its owner. */
  readonly url: string
  /** An empty folder that the server owns. */
  folder(name: string): string
  start(): Promise<void>
  /** `immediate` is what a crash is: nothing is written any more, and clients are cut off. */
  stop(mode: 'fast' | 'immediate'): Promise<void>
  close(): Promise<void>
}

const OWNER = 'postgres'
const DEBIAN = '/usr/lib/postgresql'

/** The folder of the server's programs; `null` where no server is installed. */
function programs(): string | null {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((one, other) => Number(other) - Number(one)) : []
  const folders = [...versions.map((version) => join(DEBIAN, version, 'bin')), ...(process.env['PATH'] ?? '').split(':')]
  return folders.find((folder) => ['initdb', 'pg_ctl'].every((program) => existsSync(join(folder, program)))) ?? null
}

const found = programs()

/** Whether a server can be made here. Where not, that is said, since what is not tested must not pass for tested. */
export const canOpenClusters = found !== null
if (!canOpenClusters) process.stdout.write('NOT TESTED: no PostgreSQL server is installed here (initdb, pg_ctl), so the faults of one cannot be tried\n')

/** The server refuses to run as root. */
function owner(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {}
  const idOf = (what: string) => Number(execFileSync('id', [what, OWNER], { encoding: 'utf8' }))
  return { uid: idOf('-u'), gid: idOf('-g') }
}

/**
 * Makes a server and starts it.
 *
 * @param settings as in `postgresql.conf`
 */
export async function openCluster(settings: Readonly<Record<string, string>> = {}): Promise<Cluster> {
  if (found === null) throw new Error('no PostgreSQL server is installed')
  const as = owner()
  const home = mkdtempSync(join(tmpdir(), 'govshare-cluster-'))
  const owned = (folder: string) => {
    if (as.uid !== undefined && as.gid !== undefined) chownSync(folder, as.uid, as.gid)
    return folder
  }
  owned(home)
  const data = join(home, 'data')
  const port = await quietPort()
  const run = async (program: string, args: readonly string[]) => {
    // What the server inherits it keeps open, so there is nothing to read from it.
    const child = spawn(join(found, program), args, { ...as, cwd: home, stdio: 'ignore' })
    const [code] = (await once(child, 'exit')) as [number | null]
    if (code !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${code}; see ${home}`)
  }
  await run('initdb', ['-D', data, '-U', OWNER, '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'])
  const all = { listen_addresses: '127.0.0.1', port: String(port), unix_socket_directories: home, synchronous_commit: 'on', ...settings }
  const options = Object.entries(all).map(([name, value]) => `-c ${name}=${value}`).join(' ')
  const cluster: Cluster = {
    url: `postgres://${OWNER}@127.0.0.1:${port}/postgres`,
    folder(name) {
      mkdirSync(join(home, name))
      return owned(join(home, name))
    },
    start: () => run('pg_ctl', ['-D', data, '-w', '-l', join(home, 'log'), '-o', options, 'start']),
    stop: (mode) => run('pg_ctl', ['-D', data, '-w', '-m', mode, 'stop']),
    async close() {
      await cluster.stop('immediate').catch(() => {})
      rmSync(home, { recursive: true, force: true })
    },
  }
  await cluster.start()
  return cluster
}
