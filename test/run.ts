import { globSync } from 'node:fs'
import { run } from 'node:test'
import { spec } from 'node:test/reporters'

/**
 * Runs every test, or those whose path contains one of the arguments, and ends with a line `N passed, N failed`.
 * Each skipped test is named with its reason, so that nothing is silently left out.
 */
const root = new URL('..', import.meta.url).pathname
const wanted = process.argv.slice(2)
const files = globSync(['src/**/*.test.ts', 'simulate/**/*.test.ts', 'bench/**/*.test.ts', 'test/**/*.test.ts'], {
  cwd: root,
})
  .filter((file) => wanted.length === 0 || wanted.some((part) => file.includes(part)))
  .sort()

const FILE_TIMEOUT_MS = 600_000
const counts = { passed: 0, failed: 0, skipped: 0 }
const skipped: string[] = []

const stream = run({ files: files.map((file) => `${root}${file}`), concurrency: true, timeout: FILE_TIMEOUT_MS })
stream.on('test:pass', (event) => {
  if (event.details.type === 'suite') return
  if (event.skip !== undefined) {
    counts.skipped++
    skipped.push(`${event.name}: ${event.skip === true ? 'no reason given' : event.skip}`)
  } else counts.passed++
})
stream.on('test:fail', (event) => {
  if (event.details.type !== 'suite') counts.failed++
})
stream.compose(new spec()).pipe(process.stdout)
stream.on('end', () => {
  if (skipped.length > 0) process.stdout.write(`\nSkipped:\n${skipped.map((line) => `  ${line}\n`).join('')}`)
  process.stdout.write(
    `\n${counts.passed} passed, ${counts.failed} failed${counts.skipped > 0 ? `, ${counts.skipped} skipped` : ''}\n`,
  )
  process.exitCode = counts.failed > 0 || counts.passed === 0 ? 1 : 0
})
