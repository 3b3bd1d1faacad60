import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { type ExtractCounts, emptyCounts, type RunSink } from '../detect/extract.ts'
import type { OwnAddresses } from '../detect/own-address.ts'
import type { LogObject } from '../ingest/log-object.ts'
import type { Indicators } from '../intel/indicators.ts'
import { type ExtractSettings, ObjectExtractor } from './extract-object.ts'
import type { ExtractStart, FromWorker, ToWorker } from './extract-worker.ts'
import type { Metered } from './meter.ts'

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
  /** What was counted, when `settings.metered`. */
  onMetered?: (metered: readonly Metered[]) => void
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
  readonly #threads: Thread[]

  constructor(threads: number) {
    this.#threads = threads > 1 ? Array.from({ length: threads }, startThread) : []
  }

  /** Extracts all objects. Throws `UnreadablePath`, or the signal's reason. */
  async extract(job: ExtractJob): Promise<ExtractTotals> {
    const { promise: aborted, reject } = Promise.withResolvers<never>()
    const abort = () => reject(job.signal.reason)
    job.signal.addEventListener('abort', abort)
    try {
      job.signal.throwIfAborted()
      // A source that has nothing to say for a while must not hold up Ctrl-C.
      return await Promise.race([this.#extractAll(job), aborted])
    } finally {
      job.signal.removeEventListener('abort', abort)
    }
  }

  async #extractAll(job: ExtractJob): Promise<ExtractTotals> {
    const totals: ExtractTotals = { counts: emptyCounts(), bytes: 0 }
    // Only this thread has the standard input.
    const isHere = (object: LogObject) => object.kind === 'stdin' || this.#threads.length === 0
    const here = job.objects.filter(isHere)
    const queue = job.objects.filter((object) => !isHere(object)).toSorted((a, b) => a.sizeBytes - b.sizeBytes)
    const start: ExtractStart = { settings: job.settings, indicators: job.indicators.share() }
    const elsewhere = queue.length > 0 ? this.#threads.map((thread) => drive(thread, start, queue, totals, job)) : []
    await Promise.all([...(here.length > 0 ? [extractHere(here, totals, job)] : []), ...elsewhere])
    return totals
  }

  async close(): Promise<void> {
    await Promise.all(this.#threads.map(({ worker }) => worker.terminate()))
  }
}

/** A thread, and a promise that is rejected when it fails or ends. */
interface Thread {
  worker: Worker
  ended: Promise<never>
}

function startThread(): Thread {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js'
  const worker = new Worker(new URL(`./extract-worker.${extension}`, import.meta.url))
  const { promise: ended, reject } = Promise.withResolvers<never>()
  worker.on('error', reject)
  worker.on('exit', (status) => reject(new Error(`a thread ended before its work, with status ${status}`)))
  // Whoever gives it work hears of it; a thread without work may end.
  ended.catch(() => {})
  return { worker, ended }
}

async function extractHere(objects: readonly LogObject[], totals: ExtractTotals, job: ExtractJob): Promise<void> {
  const worker = new ObjectExtractor(job.settings, job.indicators, job.runs)
  let sinceTurn = 0
  for (const object of objects) {
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
  job.onMetered?.(worker.metered)
}

/** Other events (signals, timers) get their turn after this many stored bytes. */
const TURN_BYTES = 1 << 20

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

/** Feeds one thread with objects until the queue is empty. */
async function drive(
  { worker, ended }: Thread,
  start: ExtractStart,
  queue: LogObject[],
  totals: ExtractTotals,
  job: ExtractJob,
): Promise<void> {
  const { promise: finished, resolve, reject } = Promise.withResolvers<void>()
  const post = (message: ToWorker) => worker.postMessage(message)
  const next = () => {
    const object = queue.pop()
    post(object === undefined ? { kind: 'finish' } : { kind: 'extract', object })
  }
  const take = (message: FromWorker) => {
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
        job.onMetered?.(message.metered)
        resolve()
        break
      case 'failed':
        reject(message.error)
        break
    }
  }
  const listener = (message: FromWorker) => {
    try {
      take(message)
    } catch (error) {
      reject(error)
    }
  }
  worker.on('message', listener)
  post({ kind: 'start', ...start })
  next()
  try {
    await Promise.race([finished, ended])
  } finally {
    worker.off('message', listener)
  }
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
