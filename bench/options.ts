import { parseArgs } from 'node:util'
import type { Scenario } from './scenario.ts'

export interface BenchOptions {
  scenarios: Scenario[]
  rounds: number
  scale: number
  /** Where the readings go as JSON. */
  json?: string
}

const ROUNDS = 3
const QUICK_ROUNDS = 1

/** What the command line asks for; throws with words for the user. */
export function benchOptions(args: readonly string[], all: readonly Scenario[]): BenchOptions {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { quick: { type: 'boolean' }, scale: { type: 'string' }, json: { type: 'string' } },
  })
  const scale = Number(values.scale ?? 1)
  if (!(scale > 0 && scale <= 1)) throw new Error(`--scale takes a number above 0 and up to 1, not ${values.scale}`)
  const named = positionals.map((name) => {
    const scenario = all.find((one) => one.name === name)
    if (scenario === undefined)
      throw new Error(`no scenario ${name}; there are ${all.map((one) => one.name).join(', ')}`)
    return scenario
  })
  return {
    scenarios: named.length > 0 ? named : all.filter((one) => one.byName !== true),
    rounds: values.quick === true ? QUICK_ROUNDS : ROUNDS,
    scale,
    ...(values.json === undefined ? {} : { json: values.json }),
  }
}
