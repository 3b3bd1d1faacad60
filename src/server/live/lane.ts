import type { CandidateRun } from '../../detect/candidates.ts'
import type { CandidateCursor } from '../../detect/correlate.ts'
import type { RunSink } from '../../detect/extract.ts'
import type { RowCursor } from '../../detect/flow-groups.ts'
import { type FlowRun, MINUTE, ROW_WORDS } from '../../detect/flow-rows.ts'
import { OwnAddressTally } from '../../detect/own-address.ts'
import { RunStore } from '../../ingest/run-store.ts'

const MINUTE_MS = 60_000

/** Log objects extracted together; judged and done with together. */
interface Group {
  objectIds: readonly string[]
  runs: RunStore
  /** Epoch milliseconds of the latest record. */
  newest: number
  /** Was there when the watermark last moved: what lies before it has been judged. */
  isJudged: boolean
}

/** What a lane needs to go on after a restart: its objects are extracted again, and only what is due is judged. */
export interface LaneState {
  watermark: number
  objectIds: string[]
}

/**
 * The records of one deliverer on their way to be judged, in order of event time. The watermark trails the newest record by
 * the allowed lateness; what is older than it when it comes is judged all the same, out of order, and counted as late.
 */
export class Lane {
  watermark: number
  late = 0
  #groups: Group[] = []
  #ownAddresses = new OwnAddressTally()
  readonly #judgedIds: ReadonlySet<string>

  constructor(state: LaneState = { watermark: 0, objectIds: [] }) {
    this.watermark = state.watermark
    this.#judgedIds = new Set(state.objectIds)
  }

  get isEmpty(): boolean {
    return this.#groups.length === 0
  }

  get state(): LaneState {
    return { watermark: this.watermark, objectIds: this.#groups.flatMap(({ objectIds }) => objectIds) }
  }

  /** Whether an object had been part of this lane before a restart. */
  wasJudged(objectId: string): boolean {
    return this.#judgedIds.has(objectId)
  }

  /** Takes what one extraction gives; runs go to what is answered. */
  begin(objectIds: readonly string[], isJudged: boolean): RunSink {
    const group: Group = { objectIds, runs: new RunStore(), newest: 0, isJudged }
    this.#groups.push(group)
    return {
      flowRun: (run) => {
        group.newest = Math.max(group.newest, newestRow(run))
        group.runs.flowRun(run)
      },
      candidateRun: (run) => {
        group.newest = Math.max(group.newest, newestCandidate(run))
        group.runs.candidateRun(run)
      },
    }
  }

  learnAddresses(addresses: Parameters<OwnAddressTally['merge']>[0]): void {
    const before = this.#ownAddresses.export()
    // A tally is judged once: what is new makes a new one.
    this.#ownAddresses = new OwnAddressTally()
    this.#ownAddresses.merge(before)
    this.#ownAddresses.merge(addresses)
  }

  ownAddresses(subject: Parameters<OwnAddressTally['of']>[0]): ReadonlySet<number> | undefined {
    return this.#ownAddresses.of(subject)
  }

  /** Up to when records can be judged; with `all`, every one there is. */
  due(latenessMs: number, all: boolean): number {
    const newest = Math.max(0, ...this.#groups.map((group) => group.newest))
    const until = all ? (Math.floor(newest / MINUTE_MS) + 1) * MINUTE_MS : newest - latenessMs
    return Math.max(this.watermark, Math.floor(until / MINUTE_MS) * MINUTE_MS)
  }

  /** What is judged up to a time, and nothing after it: what is read counts as seen. */
  cursors(until: number): { candidates: CandidateCursor[]; flows: RowCursor[] } {
    const onLate = () => this.late++
    const from = this.watermark
    return {
      candidates: this.#groups.flatMap(({ runs, isJudged }) =>
        runs
          .candidateCursors()
          .map((cursor) => new CandidatesBetween(cursor, from, until, isJudged ? undefined : onLate)),
      ),
      flows: this.#groups.flatMap(({ runs, isJudged }) =>
        runs.rowCursors().map((cursor) => new RowsBetween(cursor, from, until, isJudged ? undefined : onLate)),
      ),
    }
  }

  /** Everything before `watermark` has been judged; answers the objects that are done with. */
  finish(watermark: number): string[] {
    this.watermark = watermark
    const done = this.#groups.filter((group) => group.newest < watermark)
    for (const { runs } of done) runs.close()
    this.#groups = this.#groups.filter((group) => group.newest >= watermark)
    for (const group of this.#groups) group.isJudged = true
    return done.flatMap(({ objectIds }) => objectIds)
  }

  close(): void {
    for (const { runs } of this.#groups) runs.close()
  }
}

function newestRow({ words, rows }: FlowRun): number {
  return rows === 0 ? 0 : words[(rows - 1) * ROW_WORDS + MINUTE] * MINUTE_MS
}

function newestCandidate({ times, count }: CandidateRun): number {
  return count === 0 ? 0 : times[count - 1]
}

/** Of what was judged before, what lies before `from` is passed over; of what is new, it is counted. */
class CandidatesBetween implements CandidateCursor {
  readonly #inner: CandidateCursor
  readonly #from: number
  readonly #until: number
  readonly #onLate: (() => void) | undefined

  constructor(inner: CandidateCursor, from: number, until: number, onLate: (() => void) | undefined) {
    this.#inner = inner
    this.#from = from
    this.#until = until
    this.#onLate = onLate
  }

  get current(): CandidateCursor['current'] {
    return this.#inner.current
  }

  advance(): boolean {
    while (this.#inner.advance()) {
      const { time } = this.#inner.current
      if (time >= this.#from) return time < this.#until
      if (this.#onLate === undefined) continue
      this.#onLate()
      return true
    }
    return false
  }
}

class RowsBetween implements RowCursor {
  readonly #inner: RowCursor
  readonly #from: number
  readonly #until: number
  readonly #onLate: (() => void) | undefined

  constructor(inner: RowCursor, from: number, until: number, onLate: (() => void) | undefined) {
    this.#inner = inner
    this.#from = from / MINUTE_MS
    this.#until = until / MINUTE_MS
    this.#onLate = onLate
  }

  get words(): Uint32Array {
    return this.#inner.words
  }

  get doubles(): Float64Array {
    return this.#inner.doubles
  }

  get at(): number {
    return this.#inner.at
  }

  get subjects(): RowCursor['subjects'] {
    return this.#inner.subjects
  }

  advance(): boolean {
    while (this.#inner.advance()) {
      const minute = this.#inner.words[this.#inner.at + MINUTE]
      if (minute >= this.#from) return minute < this.#until
      if (this.#onLate === undefined) continue
      this.#onLate()
      return true
    }
    return false
  }
}
