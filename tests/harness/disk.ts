import { execFileSync } from 'node:child_process'
import { closeSync, openSync, rmSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'

/** A file system of a test's own that is small enough to be filled. */
export interface Disk {
  /** Leaves no room on it. */
  fill(): void
  /** Makes room again. */
  free(): void
  close(): void
}

/** Mounts a file system in memory on a folder; `null` where that is not permitted. */
export function mountDisk(folder: string, megabytes: number): Disk | null {
  const { uid, gid } = statSync(folder)
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,uid=${uid},gid=${gid},mode=0700`, 'tmpfs', folder], { stdio: 'ignore' })
  } catch {
    return null
  }
  const ballast = join(folder, 'ballast')
  return {
    fill() {
      const file = openSync(ballast, 'a')
      // Large pieces first, then as small ones as a page is, so that no room for one is left.
      for (const piece of [1_048_576, 4_096].map((size) => Buffer.alloc(size))) while (hasWritten(file, piece));
      closeSync(file)
    },
    free: () => rmSync(ballast, { force: true }),
    close: () => void execFileSync('umount', ['--lazy', folder]),
  }
}

function hasWritten(file: number, piece: Buffer): boolean {
  try {
    return writeSync(file, piece) === piece.length
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') return false
    throw error
  }
}
