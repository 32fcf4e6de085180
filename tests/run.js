// Runs every check: `npm test`. One line per step; what a step printed is shown where it failed.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

// Each of these keeps one core busy, so that two run side by side; a step of tests has two workers.
const CHECKS = ['build', 'lint', 'types', 'unused', 'walls']
const TESTS = ['test:embedded', 'test:browser', 'test:server', 'test:remote']

const reports = mkdtempSync(join(tmpdir(), `govshare-run-${process.pid}-`))
const total = { passed: 0, failed: 0 }

/** Counts of a test step; nothing for a step that runs no tests, or that was skipped. */
function countsOf(report) {
  try {
    const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, 'utf8'))
    return { passed: numPassedTests, failed: numFailedTests }
  } catch {
    return null
  }
}

/** Runs `npm run <step>`; resolves with its exit code and what it printed, errors last. */
function ended(step, args) {
  const child = spawn('npm', ['run', '--silent', step, ...args], { env: { ...process.env, NO_COLOR: '1' }, stdio: ['ignore', 'pipe', 'pipe'] })
  let [stdout, stderr] = ['', '']
  child.stdout.setEncoding('utf8').on('data', (text) => (stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text) => (stderr += text))
  return new Promise((resolve, reject) => child.on('error', reject).on('close', (status) => resolve({ status, stdout, stderr })))
}

async function run(step) {
  const report = join(reports, `${step.replaceAll(':', '-')}.json`)
  const reporters = step.startsWith('test:') ? ['--', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`] : []
  const started = performance.now()
  const { status, stdout, stderr } = await ended(step, reporters)
  const seconds = ((performance.now() - started) / 1000).toFixed(0)
  const counts = countsOf(report)
  total.passed += counts?.passed ?? 0
  total.failed += counts?.failed ?? 0
  const ok = status === 0
  const skipped = ok ? (/^skipped.*$/m.exec(stdout)?.[0] ?? '') : ''
  const told = counts === null || (counts.passed === 0 && skipped !== '') ? skipped : `${counts.passed} passed, ${counts.failed} failed`
  if (!ok) console.log(stdout + stderr)
  console.log(`${ok ? 'ok  ' : 'FAIL'} ${step.padEnd(18)} ${seconds.padStart(4)} s  ${told}`)
  // A check without tests of its own, or a test file that did not even load, fails all the same.
  if (!ok && (counts === null || counts.failed === 0)) total.failed += 1
  return ok
}

/** Runs the checks, two at once; after one that failed no other begins. */
async function check() {
  const left = [...CHECKS]
  let ok = true
  const next = async () => {
    while (ok && left.length > 0) if (!(await run(left.shift()))) ok = false
  }
  await Promise.all([next(), next()])
  return ok
}

/** Runs the steps of tests one after the other, whatever failed before: one run tells everything that is wrong. */
async function test() {
  let ok = true
  for (const step of TESTS) if (!(await run(step))) ok = false
  return ok
}

const ok = (await check()) && (await test())
rmSync(reports, { recursive: true, force: true })
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exitCode = ok ? 0 : 1
