import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { EVAL_CASES, type EvalCase } from './eval-cases.ts'
import { type Outcome, scanned } from './eval-scan.ts'
import { recallByType, simulatedOutcomes } from './eval-simulated.ts'

/**
 * `npm run eval`: scans the labelled logs of the folder `shared/data` beside the repository, and simulated ones, as a user
 * would, and prints what was found, missed, and found without a label for it. Exit status 1 when anything is missed or
 * false. With `--labelled`, the labelled logs alone.
 */
const data = new URL('../../shared/data/', import.meta.url).pathname
const scratch = mkdtempSync(join(tmpdir(), 'picket-eval-'))

try {
  const labelled = existsSync(data) ? EVAL_CASES.map((one) => ({ logs: one.logs, ...outcomeOf(one) })) : []
  if (labelled.length === 0) process.stdout.write('The labelled logs are not beside the repository.\n')
  else report(labelled)
  if (!process.argv.includes('--labelled')) {
    const simulated = await simulatedOutcomes(scratch)
    process.stdout.write('\n')
    report(simulated)
    process.stdout.write('\nfalse findings per resource and day\n')
    for (const { logs, wrong, resourceDays } of simulated)
      process.stdout.write(`${logs}: ${wrong.length} in ${resourceDays} resource-days\n`)
    process.stdout.write(`\nsimulated attacks found, by type\n${recallByType(simulated).join('\n')}\n`)
  }
} finally {
  rmSync(scratch, { recursive: true })
}

function report(outcomes: readonly (Outcome & { logs: string })[]): void {
  const width = Math.max(...outcomes.map(({ logs }) => logs.length))
  process.stdout.write(`${'logs'.padEnd(width)}  found  missed  false\n`)
  for (const { logs, found, missed, wrong } of outcomes) {
    const figures = [found, missed, wrong].map(({ length }) => String(length).padStart(5)).join('  ')
    const names = [...missed.map((type) => `missed ${type}`), ...wrong.map((type) => `false ${type}`)]
    process.stdout.write(`${logs.padEnd(width)}  ${figures}  ${names.join(', ')}\n`)
  }
  const total = (of: (outcome: Outcome) => unknown[]) => outcomes.reduce((sum, outcome) => sum + of(outcome).length, 0)
  const missed = total((outcome) => outcome.missed)
  const wrong = total((outcome) => outcome.wrong)
  process.stdout.write(`${total((outcome) => outcome.found)} found, ${missed} missed, ${wrong} false\n`)
  if (missed + wrong > 0) process.exitCode = 1
}

function outcomeOf({ logs, lists = [], expected }: EvalCase): Outcome {
  const options = lists.flatMap(({ option, file, entries = '' }, i) => {
    const path = file === undefined ? join(scratch, `list-${i}.txt`) : join(data, file)
    if (file === undefined) writeFileSync(path, entries)
    const [flag = '', name = ''] = option.split(' ')
    return [flag, `${name}${path}`]
  })
  return scanned(join(data, logs), options, expected)
}
