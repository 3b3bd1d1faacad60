import { writeFileSync } from 'node:fs'
import { availableParallelism, cpus } from 'node:os'
import { benchOptions } from './options.ts'
import { type Reading, readingText } from './report.ts'
import { SCENARIOS } from './scenarios/index.ts'

/**
 * `npm run bench -- [scenario …] [--quick] [--scale F] [--json FILE]`: measures the program beside others on generated
 * logs. Exit status 1 when a scenario could not run or a target was missed. README.md tells how to read the tables.
 */
const { scenarios, rounds, scale, json } = benchOptions(process.argv.slice(2), SCENARIOS)
const machine = `${availableParallelism()} x ${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.versions.node}`
const dataDirectory = new URL('data', import.meta.url).pathname
const readings: Reading[] = []
const failed: { scenario: string; reason: string }[] = []

process.stdout.write(`${machine}; ${rounds === 1 ? 'one round' : `the best of ${rounds} rounds`}\n\n`)
if (scale < 1) process.stdout.write(`Only ${scale * 100} % of the records: the targets are meant for all of them.\n\n`)
for (const scenario of scenarios) {
  try {
    const say = (line: string) => process.stderr.write(`… ${line}\n`)
    const reading = await scenario.run({ dataDirectory, rounds, scale, say })
    readings.push(reading)
    process.stdout.write(`${readingText(reading)}\n`)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    failed.push({ scenario: scenario.name, reason })
    process.stdout.write(`${scenario.name}: could not be measured: ${reason}\n\n`)
  }
}
if (json !== undefined)
  writeFileSync(json, `${JSON.stringify({ machine, rounds, scale, readings, failed }, null, 2)}\n`)

const missed = readings.flatMap(({ scenario, checks }) =>
  checks.filter(({ met }) => !met).map(({ what }) => `${scenario}: ${what}`),
)
process.stdout.write(
  missed.length === 0 ? 'No target was missed.\n' : `Missed:\n${missed.map((one) => `  ${one}\n`).join('')}`,
)
process.exitCode = missed.length > 0 || failed.length > 0 ? 1 : 0
