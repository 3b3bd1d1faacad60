import { Repeating } from '../background/repeating.ts'
import type { BatchReport, LiveDetection } from './live-detection.ts'

/** Without new deliveries for so long, everything that was delivered is judged, whatever the allowed lateness. */
export const QUIET_MS = 2_000
/** After a failure the last commit is taken up again this much later. */
const RETRY_MS = 5_000

export interface DetectionEvents {
  onBatch(report: BatchReport): void
  onFailure(error: unknown): void
}

/** Runs batch after batch while there is something to do, and judges the rest once deliveries pause. */
export class DetectionLoop {
  readonly #detection: LiveDetection
  readonly #events: DetectionEvents
  readonly #batches: Repeating
  #quiet: NodeJS.Timeout | undefined
  #isQuiet = false
  #failed = true

  constructor(detection: LiveDetection, events: DetectionEvents) {
    this.#detection = detection
    this.#events = events
    this.#batches = new Repeating(
      () => this.#batch(),
      RETRY_MS,
      (error) => {
        this.#failed = true
        events.onFailure(error)
      },
    )
  }

  /** Something was delivered. */
  wake(): void {
    this.#isQuiet = false
    this.#batches.kick()
    clearTimeout(this.#quiet)
    this.#quiet = setTimeout(() => {
      this.#isQuiet = true
      this.#batches.kick()
    }, QUIET_MS)
    this.#quiet.unref()
  }

  /** Whether detection works: its last batch did not fail. */
  get isWorking(): boolean {
    return !this.#failed
  }

  async stop(): Promise<void> {
    clearTimeout(this.#quiet)
    await this.#batches.stop()
    this.#detection.close()
  }

  /** What was taken up in memory, but not committed, is taken up anew after a failure. */
  async #batch(): Promise<number> {
    if (this.#failed) await this.#detection.restore()
    this.#failed = false
    const report = await this.#detection.batch(this.#isQuiet)
    if (report === undefined) return 0
    this.#events.onBatch(report)
    return report.objects
  }
}
