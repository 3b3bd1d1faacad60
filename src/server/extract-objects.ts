import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { type ExtractCounts, emptyCounts, type RunSink } from '../detect/extract.ts'
import type { OwnAddresses } from '../detect/own-address.ts'
import type { LogObject } from '../ingest/log-object.ts'
import type { Indicators } from '../intel/indicators.ts'
import { type ExtractSettings, ObjectExtractor } from './extract-object.ts'
import type { FromWorker, ToWorker, WorkerStart } from './extract-worker.ts'

/** Rejections shown in full, over all objects. */
const SHOWN_MAX = 20

export interface ExtractTotals {
  counts: ExtractCounts
  /** Bytes after decompression. */
  bytes: number
}

export interface ExtractJob {
  objects: readonly LogObject[]
  settings: ExtractSettings
  indicators: Indicators
  workers: number
  runs: RunSink
  onOwnAddresses: (addresses: OwnAddresses) => void
  /** Called often, with totals so far and the stored bytes newly read. */
  onProgress: (totals: ExtractTotals, storedBytes: number) => void
  signal: AbortSignal
}

export function defaultWorkers(): number {
  return availableParallelism()
}

/** Extracts all objects, in this thread or in several. Throws `UnreadablePath`, or the signal's reason. */
export async function extractObjects(job: ExtractJob): Promise<ExtractTotals> {
  const threads = Math.min(job.workers, job.objects.length)
  const { promise: aborted, reject } = Promise.withResolvers<never>()
  const abort = () => reject(job.signal.reason)
  job.signal.addEventListener('abort', abort)
  try {
    job.signal.throwIfAborted()
    // A source that has nothing to say for a while must not hold up Ctrl-C.
    return await Promise.race([threads > 1 ? extractInThreads(job, threads) : extractHere(job), aborted])
  } finally {
    job.signal.removeEventListener('abort', abort)
  }
}

async function extractHere(job: ExtractJob): Promise<ExtractTotals> {
  const worker = new ObjectExtractor(job.settings, job.indicators, job.runs)
  const totals = { counts: emptyCounts(), bytes: 0 }
  let sinceTurn = 0
  for (const object of job.objects) {
    const inflated = await worker.extract(object, async (bytes) => {
      addCounts(totals.counts, worker.extractor.takeCounts())
      job.onProgress(totals, bytes)
      sinceTurn += bytes
      if (sinceTurn < TURN_BYTES) return
      sinceTurn = 0
      await turn()
      job.signal.throwIfAborted()
    })
    totals.bytes += inflated
    job.signal.throwIfAborted()
  }
  worker.extractor.flush()
  addCounts(totals.counts, worker.extractor.takeCounts())
  job.onOwnAddresses(worker.extractor.ownAddresses.export())
  return totals
}

/** Other events (signals, timers) get their turn after this many stored bytes. */
const TURN_BYTES = 1 << 20

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

function extractInThreads(job: ExtractJob, threads: number): Promise<ExtractTotals> {
  const queue = job.objects.toSorted((a, b) => a.sizeBytes - b.sizeBytes)
  const totals: ExtractTotals = { counts: emptyCounts(), bytes: 0 }
  const start: WorkerStart = { settings: job.settings, indicators: job.indicators.share() }
  const workers = Array.from({ length: threads }, () => startWorker(start))
  const done = Promise.all(workers.map((worker) => drive(worker, queue, totals, job)))
  const stop = () => Promise.all(workers.map((worker) => worker.terminate()))
  job.signal.addEventListener('abort', stop, { once: true })
  return done.then(() => totals).finally(stop)
}

function startWorker(workerData: WorkerStart): Worker {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js'
  return new Worker(new URL(`./extract-worker.${extension}`, import.meta.url), { workerData })
}

/** Feeds one thread with objects until the queue is empty. */
function drive(worker: Worker, queue: LogObject[], totals: ExtractTotals, job: ExtractJob): Promise<void> {
  const post = (message: ToWorker) => worker.postMessage(message)
  const next = () => {
    const object = queue.pop()
    post(object === undefined ? { kind: 'finish' } : { kind: 'extract', object })
  }
  next()
  return new Promise((resolve, reject) => {
    worker.on('error', reject)
    worker.on('message', (message: FromWorker) => {
      switch (message.kind) {
        case 'progress':
          addCounts(totals.counts, message.counts)
          job.onProgress(totals, message.storedBytes)
          break
        case 'flowRun':
          job.runs.flowRun(message.run)
          break
        case 'candidateRun':
          job.runs.candidateRun(message.run)
          break
        case 'extracted':
          totals.bytes += message.bytes
          next()
          break
        case 'finished':
          job.onOwnAddresses(message.ownAddresses)
          resolve()
          break
        case 'failed':
          reject(message.error)
          break
      }
    })
  })
}

/** Adds `more` to `counts`. */
export function addCounts(counts: ExtractCounts, more: ExtractCounts): void {
  counts.records += more.records
  counts.parsed += more.parsed
  for (const member of ['ignored', 'rejected', 'bySource'] as const) {
    for (const [name, count] of Object.entries(more[member])) counts[member][name] = (counts[member][name] ?? 0) + count
  }
  counts.shown.push(...more.shown.slice(0, SHOWN_MAX - counts.shown.length))
}
