import { detectors } from '../detect/detectors/index.ts'
import { openGeoFiles } from '../intel/geo-files.ts'
import type { Finding } from '../model/finding.ts'
import { type ScanResult, scan } from '../server/pipeline.ts'
import { type ScanProgress, SILENT_PROGRESS } from '../server/scan-progress.ts'
import { systemClock } from '../std/clock.ts'
import { checkScan } from './check-scan.ts'
import { EXIT } from './exit.ts'
import { findingsTable } from './findings-table.ts'
import { Interrupted, onInterrupt } from './interrupt.ts'
import { loadIndicators, loadInventory } from './load-lists.ts'
import { typeSelection } from './type-selection.ts'
import { visible } from './visible-text.ts'
import { writeFile, writeOut } from './write-file.ts'

export interface ScanOptions {
  format?: 'table' | 'json' | 'jsonl'
  output?: string
  threatList: string[]
  trustedList: string[]
  listFormat?: string
  intel: string[]
  inventory: string[]
  types?: string
  minSeverity?: number
  learnFrom: string[]
  account: string
  region: string
  flowFields?: string
  workers: number
  stats?: string
  failOn?: number
  strict: boolean
}

/** Runs a scan as the command line asks; answers the exit status. */
export async function runScan(paths: readonly string[], options: ScanOptions): Promise<number> {
  const startedAt = performance.now()
  const say = (line: string) => process.stderr.write(`${visible(line)}\n`)
  const { selected, isWanted } = typeSelection(detectors, options.types)
  checkScan(paths, options)
  const geo = openGeoFiles()
  const progress = process.stderr.isTTY ? await progressOn(process.stderr) : SILENT_PROGRESS
  const interrupt = onInterrupt()
  let result: ScanResult
  try {
    const context = { accountId: options.account, region: options.region }
    result = await scan({
      paths,
      historyPaths: options.learnFrom,
      detectors: selected,
      loadIndicators: () => loadIndicators(options, say),
      inventory: loadInventory(options, say),
      geo,
      decoder: { context, ...(options.flowFields === undefined ? {} : { flowFields: options.flowFields }) },
      workers: options.workers,
      progress,
      signal: interrupt.signal,
    })
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error
    progress.end()
    process.stdin.destroy()
    say('picket: interrupted; no findings were written')
    return EXIT.interrupted
  } finally {
    // Writing holds the thread, also while a pipe is slow: nothing could heed a request to stop.
    interrupt.stop()
  }
  progress.end()
  const findings = result.findings.filter((one) => isWanted(one.type) && one.severity >= (options.minSeverity ?? 0))
  write(findings, options)
  for (const warning of geo.warnings) say(`picket: ${warning}`)
  sayCounts(result, say)
  if (options.stats !== undefined) writeStats(options.stats, result, findings.length, startedAt)
  return exitStatus(result, findings, options)
}

async function progressOn(terminal: NodeJS.WriteStream): Promise<ScanProgress> {
  const { progressLine } = await import('./progress-line.ts')
  return progressLine(terminal, systemClock)
}

function exitStatus(result: ScanResult, findings: readonly Finding[], { failOn, strict }: ScanOptions): number {
  if (failOn !== undefined && findings.some((finding) => finding.severity >= failOn)) return EXIT.failOn
  if (strict && rejectedOf(result) > 0) return EXIT.rejectedRecords
  return EXIT.done
}

function rejectedOf({ totals }: ScanResult): number {
  return Object.values(totals.counts.rejected).reduce((sum, count) => sum + count, 0)
}

function write(findings: readonly Finding[], { format, output }: ScanOptions): void {
  const shape = format ?? (output === undefined && process.stdout.isTTY ? 'table' : 'jsonl')
  const texts = textsOf(findings, shape)
  if (output === undefined) writeOut(texts)
  else writeFile(output, texts)
}

function* textsOf(findings: readonly Finding[], shape: 'table' | 'json' | 'jsonl'): Generator<string> {
  if (shape === 'table') yield findingsTable(findings)
  else if (shape === 'json') yield `${JSON.stringify(findings, null, 2)}\n`
  else for (const finding of findings) yield `${JSON.stringify(finding)}\n`
}

function sayCounts(result: ScanResult, say: (line: string) => void): void {
  const { counts } = result.totals
  for (const [kind, count] of Object.entries(counts.ignored)) say(`picket: ${count} records of ${kind} were ignored`)
  if (result.evictions > 0)
    say(`picket: ${result.evictions} things remembered were forgotten for want of room; findings may be missed`)
  const rejected = rejectedOf(result)
  if (rejected === 0) return
  const reasons = Object.entries(counts.rejected).map(([reason, count]) => `${count} ${reason}`)
  say(`picket: ${rejected} of ${counts.records} records were rejected: ${reasons.join(', ')}`)
  for (const { object, place, reason, detail } of counts.shown)
    say(`  ${object}, ${placeText(place)}: ${reason}: ${detail}`)
}

function placeText(place: { line: number } | { offset: number } | { row: number }): string {
  if ('line' in place) return `line ${place.line}`
  return 'row' in place ? `row ${place.row}` : `byte ${place.offset}`
}

function writeStats(path: string, result: ScanResult, findings: number, startedAt: number): void {
  const { counts, bytes } = result.totals
  const usage = process.resourceUsage()
  const stats = {
    records: counts.records,
    bytes,
    parsed: counts.parsed,
    rejected: counts.rejected,
    findings,
    wallMs: Math.round(performance.now() - startedAt),
    cpuMs: Math.round((usage.userCPUTime + usage.systemCPUTime) / 1000),
    rssMaxBytes: usage.maxRSS * 1024,
    bySource: counts.bySource,
    ignored: counts.ignored,
    evictions: result.evictions,
  }
  writeFile(path, [`${JSON.stringify(stats)}\n`])
}
