import type { Clock } from '#platform/clock'
import type { LoadWatcher } from '#platform/db'

/** Lines on something that is not a terminal come at most so often. */
const LINE_EVERY_MS = 10_000
const BAR = 30

/** How far a seeding is, for a person to read. */
interface Progress extends LoadWatcher {
  /** Ends a line that is still open. */
  end(): void
}

/**
 * Tells of a seeding in lines of their own, one in ten seconds at most.
 *
 * @param persons how many people there will be
 */
export function progressLines(persons: number, clock: Clock, say: (line: string) => void): Progress {
  const told = measured(persons, clock)
  let last = Number.NEGATIVE_INFINITY
  const tell = (line: string, always: boolean) => {
    if (!always && clock.now() - last < LINE_EVERY_MS) return
    last = clock.now()
    say(line)
  }
  return {
    part: (done, of) => tell(told(done, of), done === of),
    step: (name, done, of) => tell(stepLine(name, done, of), done === 0),
    end: () => {},
  }
}

/** Tells of a seeding in a single line of a terminal, with a bar. */
export function progressBar(persons: number, clock: Clock, write: (text: string) => void): Progress {
  const told = measured(persons, clock)
  let width = 0
  const show = (line: string) => {
    write(`\r${line.padEnd(width)}`)
    width = line.length
  }
  return {
    part(done, of) {
      const full = Math.round((BAR * done) / of)
      show(`[${'#'.repeat(full)}${'.'.repeat(BAR - full)}] ${told(done, of)}`)
    },
    step: (name, done, of) => show(stepLine(name, done, of)),
    end: () => write('\n'),
  }
}

const stepLine = (name: string, done: number, of: number) => `after the rows: ${name} (${done + 1} of ${of})`

/** Words for a number of parts, with the rate of this run and the time that it leaves. */
function measured(persons: number, clock: Clock): (done: number, of: number) => string {
  const started = clock.now()
  let first: number | undefined
  return (done, of) => {
    const people = Math.round((persons * done) / of)
    first ??= Math.round((persons * (done - 1)) / of)
    const rate = (people - first) / Math.max(0.001, (clock.now() - started) / 1_000)
    const percent = Math.floor((100 * done) / of)
    return `${grouped(people)} of ${grouped(persons)} people, ${percent} %, ${grouped(Math.round(rate))} a second, ${duration((persons - people) / rate)} left`
  }
}

const grouped = (value: number) => value.toLocaleString('en')

function duration(seconds: number): string {
  const whole = Math.ceil(seconds)
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`
}
