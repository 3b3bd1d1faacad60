import { simulate } from '../../simulate/simulate.ts'
import type { SimulateOptions } from './commands/simulate.ts'
import { UsageError } from './usage-error.ts'

/** Writes the simulated logs; answers what to tell the user. Throws `UsageError` for options out of range. */
export async function simulateTo(options: SimulateOptions): Promise<string> {
  const { out, seed, days, people, instances, start, attacks, formatFlow } = options
  const chosen = attacks === 'all' || attacks === 'none' ? attacks : attacks.split(',').map((name) => name.trim())
  try {
    const summary = await simulate({
      out,
      seed,
      days,
      people,
      instances,
      attacks: chosen,
      flowFormat: formatFlow,
      ...(start === undefined ? {} : { start }),
    })
    const records = Object.entries(summary.records).map(([source, count]) => `${count} ${source}`)
    return [
      `${summary.files} files in ${out}, ${(summary.compressedBytes / 1e6).toFixed(1)} MB: ${records.join(', ')} records`,
      `${summary.attacks.length} attacks, ${summary.expected} findings expected (${out}/truth.json)`,
      `Scan it: ${summary.scanCommand}`,
      '',
    ].join('\n')
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(error.message)
    throw error
  }
}
