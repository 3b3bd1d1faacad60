import { findingDocument } from '../aggregate/document.ts'
import { Findings } from '../aggregate/findings.ts'
import { correlate } from '../detect/correlate.ts'
import type { Detector } from '../detect/detector.ts'
import { Engine } from '../detect/engine.ts'
import { emptyCounts } from '../detect/extract.ts'
import { OwnAddressTally } from '../detect/own-address.ts'
import { screenOf } from '../detect/screen.ts'
import type { Topic } from '../detect/topic.ts'
import { distinctObjects } from '../ingest/distinct-objects.ts'
import { listObjects } from '../ingest/list-objects.ts'
import type { LogObject } from '../ingest/log-object.ts'
import { RunStore } from '../ingest/run-store.ts'
import type { Geo } from '../intel/geo.ts'
import type { Indicators } from '../intel/indicators.ts'
import { type Inventory, LEARNT_CALLS } from '../inventory/inventory.ts'
import type { Finding } from '../model/finding.ts'
import type { DecoderOptions } from '../normalize/decoder.ts'
import { addCounts, ExtractThreads, type ExtractTotals } from './extract-objects.ts'
import type { ScanProgress, Stage } from './scan-progress.ts'

/** A scan has no detector of its own. */
export const SCAN_DETECTOR_ID = '0'.repeat(32)

export interface ScanJob {
  paths: readonly string[]
  /** Read first, to learn from; nothing found in it is reported. */
  historyPaths: readonly string[]
  detectors: readonly Detector[]
  /** Called once the threads are on their way: reading lists takes as long as starting them. */
  loadIndicators: () => Indicators
  inventory: Inventory
  geo: Geo
  decoder: DecoderOptions
  workers: number
  progress: ScanProgress
  signal: AbortSignal
}

export interface ScanResult {
  findings: Finding[]
  /** Of the history and the logs together. */
  totals: ExtractTotals
  evictions: number
}

/** The path itself, over a closed set of log objects: list, extract, correlate, aggregate. */
export async function scan(job: ScanJob): Promise<ScanResult> {
  const { detectors, inventory, geo } = job
  const history = await objectsOf(job.historyPaths, job.signal)
  const objects = await objectsOf(job.paths, job.signal)
  const threads = new ExtractThreads(Math.min(job.workers, Math.max(history.length, objects.length)))
  try {
    const indicators = job.loadIndicators()
    const engine = new Engine(detectors, { inventory, indicators, geo, learning: false })
    const findings = new Findings()
    const totals: ExtractTotals = { counts: emptyCounts(), bytes: 0 }
    const add = ({ counts, bytes }: ExtractTotals) => {
      addCounts(totals.counts, counts)
      totals.bytes += bytes
    }

    if (history.length > 0) {
      engine.context.learning = true
      add(await readAll(history, 'learning', job, threads, engine, findings))
      engine.context.learning = false
    }
    add(await readAll(objects, 'reading', job, threads, engine, findings))

    return {
      findings: findings.all().map((finding) => findingDocument(finding, { detectorId: SCAN_DETECTOR_ID, geo })),
      totals,
      evictions:
        engine.states().reduce((sum, { state }) => sum + state.evictions, 0) + inventory.evictions + findings.overflow,
    }
  } finally {
    await threads.close()
  }
}

async function objectsOf(paths: readonly string[], signal: AbortSignal): Promise<LogObject[]> {
  const objects: LogObject[] = []
  for (const path of paths) objects.push(...(await listObjects(path)))
  return distinctObjects(objects, signal)
}

/** Extracts the objects into sorted runs, then correlates the runs in order of event time. */
async function readAll(
  objects: readonly LogObject[],
  stage: Stage,
  job: ScanJob,
  threads: ExtractThreads,
  engine: Engine,
  findings: Findings,
): Promise<ExtractTotals> {
  const { progress, signal } = job
  const { inventory, indicators } = engine.context
  const runs = new RunStore()
  const ownAddresses = new OwnAddressTally()
  try {
    progress.begin(
      stage,
      objects.reduce((sum, object) => sum + object.sizeBytes, 0),
    )
    const totals = await threads.extract({
      objects,
      settings: { screen: screenOf(topicsOf(job.detectors)), decoder: job.decoder },
      indicators,
      runs,
      onOwnAddresses: (addresses) => ownAddresses.merge(addresses),
      onProgress: (so_far, storedBytes) => progress.read(so_far, storedBytes),
      signal,
    })
    progress.begin('correlating', 0)
    const input = {
      candidates: runs.candidateCursors(),
      flows: runs.rowCursors(),
      ownAddress: (subject: Parameters<OwnAddressTally['of']>[0]) =>
        inventory.addressesOf(subject.interfaceId) ?? ownAddresses.of(subject),
    }
    let turnAt = performance.now()
    for (const _minute of correlate(input, engine, (found) => findings.add(found, inventory))) {
      if (performance.now() - turnAt < TURN_MS) continue
      progress.found(findings.size)
      await new Promise((resolve) => setImmediate(resolve))
      signal.throwIfAborted()
      turnAt = performance.now()
    }
    progress.found(findings.size)
    return totals
  } finally {
    runs.close()
  }
}

/** How long correlation may hold the thread before signals and timers get their turn. */
const TURN_MS = 50

export function topicsOf(detectors: readonly Detector[]): Topic[] {
  const learnt = LEARNT_CALLS.map((name): Topic => `call:${name}` as Topic)
  return [...detectors.flatMap((detector) => detector.select), ...learnt]
}
