// Runs every check in order: `npm test`. One line per step; what a step printed is shown where it failed.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const STEPS = ['types', 'build', 'lint', 'unused', 'walls', 'test:embedded', 'test:browser', 'test:server', 'test:remote', 'test:remote:server']
const reports = mkdtempSync(join(tmpdir(), 'govshare-tests-'))
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

function run(step) {
  const report = join(reports, `${step.replaceAll(':', '-')}.json`)
  const reporters = step.startsWith('test:') ? ['--', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`] : []
  const started = performance.now()
  const { status, stdout, stderr } = spawnSync('npm', ['run', '--silent', step, ...reporters], {
    encoding: 'utf8', maxBuffer: 256 * 1024 * 1024, env: { ...process.env, NO_COLOR: '1' }, stdio: ['ignore', 'pipe', 'pipe'],
  })
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

const ok = STEPS.every(run)
rmSync(reports, { recursive: true, force: true })
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exitCode = ok ? 0 : 1
