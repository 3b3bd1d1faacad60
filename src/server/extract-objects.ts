import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { type ExtractCounts, emptyCounts, type RunSink } from '../detect/extract.ts'
import type { OwnAddresses } from '../detect/own-address.ts'
import type { LogObject } from '../ingest/log-object.ts'
import type { Indicators } from '../intel/indicators.ts'
import { type ExtractSettings, ObjectExtractor } from './extract-object.ts'
import type { ExtractStart, FromWorker, ToWorker } from './extract-worker.ts'

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
  runs: RunSink
  onOwnAddresses: (addresses: OwnAddresses) => void
  /** Called often, with totals so far and the stored bytes newly read. */
  onProgress: (totals: ExtractTotals, storedBytes: number) => void
  signal: AbortSignal
}

export function defaultWorkers(): number {
  return availableParallelism()
}

/**
 * Threads that extract. They load their code while the caller reads lists, and serve several sets of objects one after
 * another. With fewer than two, the caller's own thread extracts.
 */
export class ExtractThreads {
  readonly #workers: Worker[]

  constructor(threads: number) {
    this.#workers = threads > 1 ? Array.from({ length: threads }, startWorker) : []
  }

  /** Extracts all objects. Throws `UnreadablePath`, or the signal's reason. */
  async extract(job: ExtractJob): Promise<ExtractTotals> {
    const { promise: aborted, reject } = Promise.withResolvers<never>()
    const abort = () => reject(job.signal.reason)
    job.signal.addEventListener('abort', abort)
    try {
      job.signal.throwIfAborted()
      // A source that has nothing to say for a while must not hold up Ctrl-C.
      return await Promise.race([this.#workers.length > 0 ? this.#inThreads(job) : extractHere(job), aborted])
    } finally {
      job.signal.removeEventListener('abort', abort)
    }
  }

  async #inThreads(job: ExtractJob): Promise<ExtractTotals> {
    const queue = job.objects.toSorted((a, b) => a.sizeBytes - b.sizeBytes)
    const totals: ExtractTotals = { counts: emptyCounts(), bytes: 0 }
    const start: ExtractStart = { settings: job.settings, indicators: job.indicators.share() }
    await Promise.all(this.#workers.map((worker) => drive(worker, start, queue, totals, job)))
    return totals
  }

  async close(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()))
  }
}

function startWorker(): Worker {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js'
  return new Worker(new URL(`./extract-worker.${extension}`, import.meta.url))
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

/** Feeds one thread with objects until the queue is empty. */
function drive(
  worker: Worker,
  start: ExtractStart,
  queue: LogObject[],
  totals: ExtractTotals,
  job: ExtractJob,
): Promise<void> {
  const post = (message: ToWorker) => worker.postMessage(message)
  const next = () => {
    const object = queue.pop()
    post(object === undefined ? { kind: 'finish' } : { kind: 'extract', object })
  }
  post({ kind: 'start', ...start })
  next()
  return new Promise<void>((resolve, reject) => {
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
  }).finally(() => worker.removeAllListeners())
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
