import type { Access } from '../access.ts'
import { judgeDocuments, ROWS_FOR_A_DOCUMENT } from './document-judge.ts'
import { heads } from './heads.ts'
import { comparePositions, type Position } from './position.ts'
import type { QueryPlan } from './query-plan.ts'
import type { Placed, Reached, Sorting } from './sorted-findings.ts'
import { type Step, step, type Walk } from './walk.ts'

/** Rows of a first step, where tests may refuse some; each further step of a detector takes twice as many. */
const FIRST_ROWS = 256
const STEP_ROWS_MAX = 8_192
/** A step takes at least as long as seeing so many rows. */
const STEP_ROWS_MIN = 100
/** From so many detectors on, one query tells where each begins, so that those far behind are not opened. */
const HEADS_FROM = 8

/** What a list asks of which detectors. */
export interface Merge {
  access: Access
  plan: QueryPlan
  sorting: Sorting
  detectors: readonly number[]
}

/** One detector's part of the merge: what it has ready, and how far it was read. */
interface Stream {
  walk: Walk
  ready: Placed[]
  at: Position | undefined
  rows: number
}

/** The detectors' findings in one order, until there are enough, the end is reached or `rowsMax` rows were seen. */
export async function mergedWalk(merge: Merge, after: Position, need: number, rowsMax: number): Promise<Reached> {
  const { access, plan, sorting } = merge
  const first = plan.tests.length === 0 && plan.byDocument.length === 0 ? need : FIRST_ROWS
  const streams = new Streams(await starts(merge, after), sorting.order, (detector, at) => ({
    walk: { db: access.read, detector, sorting, tests: plan.tests },
    ready: [],
    at,
    rows: first,
  }))
  // A page that ends where it began would be asked for again for ever.
  const hasAdvanced = (at: Position | undefined) => at === undefined || comparePositions(at, after, sorting.order) > 0
  const found: Placed[] = []
  let rowsLeft = rowsMax
  while (found.length < need) {
    const stream = streams.foremost()
    if (stream === undefined) return { found, at: undefined }
    const next = stream.ready.shift()
    if (next !== undefined) found.push(next)
    else if (rowsLeft <= 0 && hasAdvanced(stream.at)) return { found, at: stream.at }
    else rowsLeft -= await advance(merge, stream, Math.max(1, Math.min(stream.rows, rowsLeft)), need - found.length)
  }
  return { found, at: found.at(-1) }
}

/** Reads on; answers what it took, in rows. */
async function advance({ access, plan }: Merge, stream: Stream, rows: number, need: number): Promise<number> {
  if (stream.at === undefined) return 0
  const isByDocument = plan.byDocument.length > 0
  const most = isByDocument ? Math.max(1, Math.ceil(rows / ROWS_FOR_A_DOCUMENT)) : need
  const { found, at, scanned }: Step = await step(stream.walk, stream.at, rows, most)
  const { passed, judged } = await judgeDocuments(access, plan.byDocument, found, need)
  stream.ready = passed
  stream.at = judged < found.length ? found[judged - 1] : at
  stream.rows = Math.min(stream.rows * 2, STEP_ROWS_MAX)
  return Math.max(scanned, STEP_ROWS_MIN) + (isByDocument ? judged * ROWS_FOR_A_DOCUMENT : 0)
}

async function starts(merge: Merge, after: Position): Promise<[detector: number, Position][]> {
  const { detectors } = merge
  if (detectors.length < HEADS_FROM) return detectors.map((detector) => [detector, after])
  return [...(await heads(merge, detectors, after))]
}

/** Detectors by where they are: those not begun wait in order, of the few begun the foremost is sought. */
class Streams {
  readonly #waiting: [detector: number, Position][]
  readonly #begun: Stream[] = []
  readonly #order: Sorting['order']
  readonly #begin: (detector: number, at: Position) => Stream

  constructor(
    starts: [detector: number, Position][],
    order: Sorting['order'],
    begin: (detector: number, at: Position) => Stream,
  ) {
    this.#waiting = starts.sort(([, a], [, b]) => comparePositions(b, a, order))
    this.#order = order
    this.#begin = begin
  }

  /** The stream that what comes next can only come from. */
  foremost(): Stream | undefined {
    let least: { stream: Stream; position: Position } | undefined
    for (const stream of this.#begun) {
      const position = stream.ready[0] ?? stream.at
      if (position === undefined) continue
      if (least === undefined || comparePositions(position, least.position, this.#order) < 0)
        least = { stream, position }
    }
    const next = this.#waiting.at(-1)
    if (next === undefined) return least?.stream
    const [detector, at] = next
    if (least !== undefined && comparePositions(least.position, at, this.#order) <= 0) return least.stream
    this.#waiting.pop()
    const stream = this.#begin(detector, at)
    this.#begun.push(stream)
    return stream
  }
}
