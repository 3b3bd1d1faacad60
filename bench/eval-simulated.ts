import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type SimulateOptions, simulate } from '../simulate/simulate.ts'
import { type Outcome, scanned } from './eval-scan.ts'

/** A simulated organisation whose logs are scanned. */
interface Simulated extends Pick<SimulateOptions, 'seed' | 'days' | 'people' | 'instances' | 'attacks'> {
  name: string
  days: number
  people: number
  instances: number
}

const ATTACKED_DAY = { days: 1, people: 20, instances: 30, attacks: 'all' } as const

const SIMULATED: readonly Simulated[] = [
  { name: 'simulated week of normal life', seed: 1, days: 7, people: 50, instances: 200, attacks: 'none' },
  ...[1, 2, 3].map((seed): Simulated => ({ name: `simulated day with attacks, seed ${seed}`, seed, ...ATTACKED_DAY })),
]
/** Buckets and a cluster, beside people and instances. */
const OTHER_RESOURCES = 7

export interface SimulatedOutcome extends Outcome {
  logs: string
  resourceDays: number
}

/** Simulates each organisation below a folder, and scans it as its README says. */
export async function simulatedOutcomes(folder: string): Promise<SimulatedOutcome[]> {
  const outcomes: SimulatedOutcome[] = []
  for (const [i, { name, ...options }] of SIMULATED.entries()) {
    const out = join(folder, `organisation-${i}`)
    await simulate({ out, ...options })
    const truth: { lists: { file: string; option: string }[]; expected: { type: string }[] } = JSON.parse(
      readFileSync(join(out, 'truth.json'), 'utf8'),
    )
    const lists = truth.lists.flatMap(({ file, option }) => {
      const [flag = '', category] = option.split(' ')
      return [flag, category === undefined ? join(out, file) : `${category}=${join(out, file)}`]
    })
    const expected = Object.fromEntries(
      [...Map.groupBy(truth.expected, ({ type }) => type)].map(([type, all]) => [type, all.length]),
    )
    const outcome = scanned(join(out, 'AWSLogs'), ['--inventory', join(out, 'inventory.json'), ...lists], expected)
    const resourceDays = options.days * (options.people + options.instances + OTHER_RESOURCES)
    outcomes.push({ logs: name, resourceDays, ...outcome })
  }
  return outcomes
}

/** How many of the expected findings of each type were found. */
export function recallByType(outcomes: readonly Outcome[]): string[] {
  const count = (types: readonly string[]) =>
    new Map([...Map.groupBy(types, (type) => type)].map(([type, all]) => [type, all.length]))
  const found = count(outcomes.flatMap((outcome) => outcome.found))
  const missed = count(outcomes.flatMap((outcome) => outcome.missed))
  const types = [...new Set([...found.keys(), ...missed.keys()])].sort()
  const width = Math.max(0, ...types.map((type) => type.length))
  return types.map((type) => {
    const hits = found.get(type) ?? 0
    const all = hits + (missed.get(type) ?? 0)
    return `${type.padEnd(width)}  ${hits} of ${all}`
  })
}
