import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { EVAL_CASES, type EvalCase } from './eval-cases.ts'

/**
 * `npm run eval`: scans the labelled logs of the folder `shared/data` beside the repository as a user would, and prints
 * what was found, missed, and found without a label for it. Exit status 1 when anything is missed or false.
 */
const root = new URL('..', import.meta.url).pathname
const data = new URL('../../shared/data/', import.meta.url).pathname
const scratch = mkdtempSync(join(tmpdir(), 'picket-eval-'))

interface Outcome {
  found: number
  missed: string[]
  wrong: string[]
}

if (!existsSync(data)) process.stdout.write('The labelled logs are not beside the repository: nothing to evaluate.\n')
else {
  const outcomes = EVAL_CASES.map((one) => ({ logs: one.logs, ...outcomeOf(one) }))
  const width = Math.max(...outcomes.map(({ logs }) => logs.length))
  process.stdout.write(`${'logs'.padEnd(width)}  found  missed  false\n`)
  for (const { logs, found, missed, wrong } of outcomes) {
    const figures = [found, missed.length, wrong.length].map((count) => String(count).padStart(5)).join('  ')
    process.stdout.write(
      `${logs.padEnd(width)}  ${figures}  ${[...missed.map((type) => `missed ${type}`), ...wrong.map((type) => `false ${type}`)].join(', ')}\n`,
    )
  }
  const total = (of: (outcome: Outcome) => number) => outcomes.reduce((sum, outcome) => sum + of(outcome), 0)
  const missed = total((outcome) => outcome.missed.length)
  const wrong = total((outcome) => outcome.wrong.length)
  process.stdout.write(`${total((outcome) => outcome.found)} found, ${missed} missed, ${wrong} false\n`)
  process.exitCode = missed + wrong > 0 ? 1 : 0
}
rmSync(scratch, { recursive: true })

function outcomeOf({ logs, lists = [], expected }: EvalCase): Outcome {
  const options = lists.flatMap(({ option, file, entries = '' }, i) => {
    const path = file === undefined ? join(scratch, `list-${i}.txt`) : join(data, file)
    if (file === undefined) writeFileSync(path, entries)
    const [flag = '', name = ''] = option.split(' ')
    return [flag, `${name}${path}`]
  })
  const { stdout, stderr, status } = spawnSync(
    join(root, 'picket'),
    ['scan', join(data, logs), '--format', 'jsonl', ...options],
    {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    },
  )
  if (status !== 0) throw new Error(`The scan of ${logs} ended with status ${status}: ${stderr}`)
  const types = stdout
    .split('\n')
    .filter(Boolean)
    .map((line): string => JSON.parse(line).type)
  const counts = Map.groupBy(types, (type) => type)
  const missed = Object.entries(expected).flatMap(([type, count]) =>
    new Array<string>(Math.max(0, count - (counts.get(type)?.length ?? 0))).fill(type),
  )
  const wrong = [...counts].flatMap(([type, all]) => all.slice(expected[type] ?? 0))
  return { found: types.length - wrong.length, missed, wrong }
}
