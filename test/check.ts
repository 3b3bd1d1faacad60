import { spawnSync } from 'node:child_process'
import { globSync } from 'node:fs'

/** `npm run check`: format and lint, types, structure, and generated documents. Stops at nothing, fails at the end. */
const root = new URL('..', import.meta.url).pathname
const structure = globSync('test/structure/*.test.ts', { cwd: root }).sort()
const steps: [name: string, command: string, args: string[]][] = [
  ['format and lint', 'biome', ['check', '--error-on-warnings', '.']],
  ['types', 'tsc', ['-p', '.']],
  ['structure', process.execPath, ['--test', '--test-reporter=dot', ...structure]],
  ['generated documents', process.execPath, ['docs/generate.ts', '--check']],
]

let failed = 0
for (const [name, command, args] of steps) {
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit' })
  process.stdout.write(`${status === 0 ? 'ok  ' : 'FAIL'} ${name}\n`)
  if (status !== 0) failed++
}
process.exitCode = failed > 0 ? 1 : 0
