import { parentPort } from 'node:worker_threads'
import type { CandidateRun } from '../detect/candidates.ts'
import type { ExtractCounts, RunSink } from '../detect/extract.ts'
import type { FlowRun } from '../detect/flow-rows.ts'
import type { OwnAddresses } from '../detect/own-address.ts'
import type { LogObject } from '../ingest/log-object.ts'
import { Indicators, type SharedIndicators } from '../intel/indicators.ts'
import { type ExtractSettings, ObjectExtractor } from './extract-object.ts'
import type { Metered } from './meter.ts'

/** What a thread needs for one set of objects. */
export interface ExtractStart {
  settings: ExtractSettings
  indicators: SharedIndicators
}

export type ToWorker = ({ kind: 'start' } & ExtractStart) | { kind: 'extract'; object: LogObject } | { kind: 'finish' }

/** `progress` carries what was counted since the last one. */
export type FromWorker =
  | { kind: 'progress'; counts: ExtractCounts; storedBytes: number }
  | { kind: 'flowRun'; run: FlowRun }
  | { kind: 'candidateRun'; run: CandidateRun }
  | { kind: 'extracted'; bytes: number }
  | { kind: 'finished'; ownAddresses: OwnAddresses; metered: Metered[] }
  | { kind: 'failed'; error: Error }

const PROGRESS_BYTES = 1 << 20

if (parentPort !== null) serve(parentPort)

function serve(port: NonNullable<typeof parentPort>): void {
  const post = (message: FromWorker, transfer: ArrayBuffer[] = []) => port.postMessage(message, transfer)
  const runs: RunSink = {
    flowRun: (run) => post({ kind: 'flowRun', run }, [run.words.buffer as ArrayBuffer]),
    candidateRun: (run) => post({ kind: 'candidateRun', run }, [run.bytes.buffer as ArrayBuffer]),
  }
  let storedBytes = 0
  const report = (worker: ObjectExtractor) => {
    post({ kind: 'progress', counts: worker.extractor.takeCounts(), storedBytes })
    storedBytes = 0
  }
  const extract = async (worker: ObjectExtractor, object: LogObject) => {
    const bytes = await worker.extract(object, (read) => {
      storedBytes += read
      if (storedBytes >= PROGRESS_BYTES) report(worker)
    })
    report(worker)
    post({ kind: 'extracted', bytes })
  }
  let worker: ObjectExtractor | undefined
  port.on('message', (message: ToWorker) => {
    if (message.kind === 'start') {
      worker = new ObjectExtractor(message.settings, Indicators.from(message.indicators), runs)
    } else if (worker === undefined) {
      post({ kind: 'failed', error: new Error('a thread was asked to work before it was started') })
    } else if (message.kind === 'extract') {
      extract(worker, message.object).catch((error: unknown) => post({ kind: 'failed', error: error as Error }))
    } else {
      worker.extractor.flush()
      report(worker)
      post({ kind: 'finished', ownAddresses: worker.extractor.ownAddresses.export(), metered: worker.metered })
    }
  })
}
