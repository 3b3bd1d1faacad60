import { type SqlBool, sql } from 'kysely'
import type { Access } from '../access.ts'
import { judgeDocuments, ROWS_FOR_A_DOCUMENT } from './document-judge.ts'
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

interface Merge {
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
  const { access, plan, sorting, detectors } = merge
  const first = plan.tests.length === 0 && plan.byDocument.length === 0 ? need : FIRST_ROWS
  const starts = detectors.length < HEADS_FROM ? new Map() : await heads(merge, after)
  const streams: Stream[] = detectors.map((detector) => ({
    walk: { db: access.read, detector, sorting, tests: plan.tests },
    ready: [],
    at: starts.get(detector) ?? after,
    rows: first,
  }))
  // A page that ends where it began would be asked for again for ever.
  const hasAdvanced = (at: Position | undefined) => at === undefined || comparePositions(at, after, sorting.order) > 0
  const found: Placed[] = []
  let rowsLeft = rowsMax
  while (found.length < need) {
    const stream = foremost(streams, sorting)
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

/** The stream that what comes next can only come from. */
function foremost(streams: readonly Stream[], { order }: Sorting): Stream | undefined {
  let least: { stream: Stream; position: Position } | undefined
  for (const stream of streams) {
    const position = stream.ready[0] ?? stream.at
    if (position === undefined) continue
    if (least === undefined || comparePositions(position, least.position, order) < 0) least = { stream, position }
  }
  return least?.stream
}

/** A position before each detector's first finding at or after `after`; where none is told, `after` itself is one. */
async function heads(
  { access, sorting: { column, order }, detectors }: Merge,
  after: Position,
): Promise<Map<number, Position>> {
  const value = sql.ref(`f.${column}`)
  const { value: from } = after
  const isAscending = order === 'ASC'
  if (from === null && !isAscending) return new Map()
  const own = sql`from finding f where f.detector = detector.number`
  const bound =
    from === undefined || from === null
      ? sql<SqlBool>`${value} is not null`
      : isAscending
        ? sql<SqlBool>`${value} >= ${from}`
        : sql<SqlBool>`${value} <= ${from}`
  const missing = isAscending && (from === undefined || from === null)
  const { rows } = await sql<{ detector: number; first: string | number | null; missing: string | null }>`
    select detector.number as detector,
      (select ${value} ${own} and ${bound} order by ${isAscending ? sql`${value} asc` : sql`${value} desc`} limit 1) as first,
      ${missing ? sql`(select f.id ${own} and ${value} is null order by f.id limit 1)` : sql`null`} as missing
    from detector where detector.number in ${access.dialect.listed(detectors)}`.execute(access.read)
  return new Map(
    rows.flatMap(({ detector, first, missing: id }): [number, Position][] => {
      if (id !== null) return []
      if (first === null) return isAscending ? [] : [[detector, { value: null, id: '' }]]
      return first === from ? [] : [[detector, { value: first, id: '' }]]
    }),
  )
}
