import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Command, measure, type Usage } from './measure.ts'

/** What `--stats` writes, as far as the benchmarks look at it. */
export interface ScanStats {
  records: number
  parsed: number
  rejected: Record<string, number>
  findings: number
}

export interface ScanRequest {
  /** Files or directories. */
  paths: readonly string[]
  workers: number
  /** Options with their values, such as lists. */
  options: readonly string[]
}

export interface Scanned extends Usage {
  stats: ScanStats
}

const PROGRAM = new URL('../picket', import.meta.url).pathname

/** Scans as a user does, with the program at the root, and checks from its own account that it read everything. */
export async function scanned(request: ScanRequest): Promise<Scanned> {
  const directory = mkdtempSync(join(tmpdir(), 'picket-bench-'))
  try {
    const statsFile = join(directory, 'stats.json')
    const usage = await measure(scanOf(request, statsFile))
    return { ...usage, stats: JSON.parse(readFileSync(statsFile, 'utf8')) as ScanStats }
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

function scanOf({ paths, workers, options }: ScanRequest, statsFile: string): Command {
  const fixed = ['--workers', String(workers), '--format', 'jsonl', '--output', '/dev/null', '--stats', statsFile]
  return { script: '"$@"', args: [PROGRAM, 'scan', ...paths, ...options, ...fixed] }
}

/** In words, what is wrong with a scan that should have read `records` and found something; undefined when all is well. */
export function faultOf({ stats }: Scanned, records: number): string | undefined {
  const rejected = Object.values(stats.rejected).reduce((sum, count) => sum + count, 0)
  if (stats.records !== records) return `picket read ${stats.records} records of ${records}`
  if (rejected > 0) return `picket rejected ${rejected} well-formed records: ${JSON.stringify(stats.rejected)}`
  if (stats.findings === 0) return 'picket found nothing in logs that hold listed remotes'
  return undefined
}
