import { parentPort, workerData } from 'node:worker_threads'
import type { CandidateRun } from '../detect/candidates.ts'
import type { ExtractCounts } from '../detect/extract.ts'
import type { FlowRun } from '../detect/flow-rows.ts'
import type { OwnAddresses } from '../detect/own-address.ts'
import type { LogObject } from '../ingest/log-object.ts'
import { Indicators, type SharedIndicators } from '../intel/indicators.ts'
import { type ExtractSettings, ObjectExtractor } from './extract-object.ts'

/** What a thread is started with. */
export interface WorkerStart {
  settings: ExtractSettings
  indicators: SharedIndicators
}

export type ToWorker = { kind: 'extract'; object: LogObject } | { kind: 'finish' }

/** `progress` carries what was counted since the last one. */
export type FromWorker =
  | { kind: 'progress'; counts: ExtractCounts; storedBytes: number }
  | { kind: 'flowRun'; run: FlowRun }
  | { kind: 'candidateRun'; run: CandidateRun }
  | { kind: 'extracted'; bytes: number }
  | { kind: 'finished'; ownAddresses: OwnAddresses }
  | { kind: 'failed'; error: Error }

const PROGRESS_BYTES = 1 << 20

if (parentPort !== null) serve(parentPort, workerData as WorkerStart)

function serve(port: NonNullable<typeof parentPort>, { settings, indicators }: WorkerStart): void {
  const post = (message: FromWorker, transfer: ArrayBuffer[] = []) => port.postMessage(message, transfer)
  const worker = new ObjectExtractor(settings, Indicators.from(indicators), {
    flowRun: (run) => post({ kind: 'flowRun', run }, [run.words.buffer as ArrayBuffer]),
    candidateRun: (run) => post({ kind: 'candidateRun', run }, [run.bytes.buffer as ArrayBuffer]),
  })
  let storedBytes = 0
  const report = () => {
    post({ kind: 'progress', counts: worker.extractor.takeCounts(), storedBytes })
    storedBytes = 0
  }
  const extract = async (object: LogObject) => {
    const bytes = await worker.extract(object, (read) => {
      storedBytes += read
      if (storedBytes >= PROGRESS_BYTES) report()
    })
    report()
    post({ kind: 'extracted', bytes })
  }
  port.on('message', (message: ToWorker) => {
    if (message.kind === 'extract') {
      extract(message.object).catch((error: unknown) => post({ kind: 'failed', error: error as Error }))
      return
    }
    worker.extractor.flush()
    report()
    post({ kind: 'finished', ownAddresses: worker.extractor.ownAddresses.export() })
    port.close()
  })
}
