import { closeSync, mkdirSync, openSync, readFileSync, unlinkSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { StartFault } from '../errors.ts'

/**
 * Holds an embedded database's folder for this process. Two processes would corrupt it, and the database itself does
 * not notice. The lock lies beside the folder, so that deleting the data does not free it.
 *
 * @returns a function that gives the folder back
 * @throws StartFault naming the holder while it is alive; a dead holder's lock is taken over
 */
export function holdDirectory(folder: string): () => void {
  const file = `${folder}.lock`
  mkdirSync(dirname(file), { recursive: true })
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      const handle = openSync(file, 'wx')
      writeSync(handle, String(process.pid))
      closeSync(handle)
      let held = true
      // Once only: by the time this process ends, the lock may be another's.
      const release = () => {
        if (held) tryQuietly(() => unlinkSync(file))
        held = false
        process.off('exit', release)
      }
      process.once('exit', release)
      return release
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      const text = tryQuietly(() => readFileSync(file, 'utf8'))
      // Between making a lock and writing into it, its holder is alive.
      if (text === '') throw new StartFault(`${folder} is being taken by another process; where none runs, delete ${file}`)
      const holder = Number(text ?? Number.NaN)
      if (isAlive(holder)) throw new StartFault(`${folder} is in use by process ${holder}; stop it or set DATA_DIR`)
      tryQuietly(() => unlinkSync(file))
    }
  }
  throw new StartFault(`${folder} is being taken by another process`)
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function tryQuietly<T>(action: () => T): T | undefined {
  try {
    return action()
  } catch {
    return undefined
  }
}
