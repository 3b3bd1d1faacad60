import { sql } from 'kysely'
import type { FindingPage, FindingQuery } from '../../ports.ts'
import type { Access } from '../access.ts'
import { judgeDocuments, ROWS_FOR_A_DOCUMENT } from './document-judge.ts'
import { detectorNumbers } from './find-rows.ts'
import { type Merge, mergedWalk } from './merged-walk.ts'
import { type Position, readPosition, START, writePosition } from './position.ts'
import { planQuery, rowsOf, type Source } from './query-plan.ts'
import { rarestSource } from './rarest-source.ts'
import { findingsOf } from './severity-counts.ts'
import { allOf, isAfter, orderOf, type Placed, type Reached, sortingOf } from './sorted-findings.ts'

/** Rows walked to see how many pass. */
const SAMPLE_ROWS = 512
/** A row of a walk takes as long as so many that a condition leads to: those come in the order in which they are stored. */
const WALKED_ROW = 2
/** From so many detectors on, a walk is so much dearer that a condition's own findings come first. */
const MANY_DETECTORS = 8

/** A page, found by whichever way looks at fewer rows: along the order until it is full, or all that one condition leads to. */
export async function listFindings(access: Access, query: FindingQuery): Promise<FindingPage> {
  const { read, dialect } = access
  const detectors = [...(await detectorNumbers({ db: read, dialect }, query.detectorIds)).values()]
  if (detectors.length === 0) return { ids: [] }
  const plan = planQuery(access, query.criteria, detectors)
  const after = query.after === undefined ? START : readPosition(query.after)
  // One more than asked for tells whether this is the end.
  const reached = await reach({ access, plan, sorting: sortingOf(query), detectors }, after, query.limit + 1)
  const page = reached.found.slice(0, query.limit)
  const at = reached.found.length > query.limit ? page.at(-1) : reached.at
  return { ids: page.map(({ id }) => id), ...(at === undefined ? {} : { next: writePosition(at) }) }
}

/**
 * Walking until a page is full looks at `need * findings / matches` rows, a condition's own findings are `matches`: up to the
 * square root of their product, each row at its price, the second is quicker. Where there are other conditions, a sample of the walk tells how many pass
 * them all, and so how much longer the walk would be.
 */
async function reach(merge: Merge, after: Position, need: number): Promise<Reached> {
  const { access, plan, detectors } = merge
  const { read, scanRowsMax } = access
  const walkRowsMax = Math.ceil(scanRowsMax / WALKED_ROW)
  const sources = plan.tests.filter((test) => test.source !== undefined).length
  if (sources === 0) return mergedWalk(merge, after, need, walkRowsMax)
  const isMany = detectors.length >= MANY_DETECTORS
  const balance = Math.sqrt(WALKED_ROW * need * (await findingsOf(access, detectors)))
  const few = await rarestSource(read, plan, Math.ceil(isMany ? scanRowsMax : Math.min(balance, scanRowsMax)))
  if (few !== undefined) return collect(merge, few, after, need)
  if (isMany || plan.tests.length === 1 || balance >= scanRowsMax) return mergedWalk(merge, after, need, walkRowsMax)
  const sample = await mergedWalk(merge, after, need, Math.min(SAMPLE_ROWS, walkRowsMax))
  if (sample.at === undefined || sample.found.length >= need) return sample
  const needed = need - sample.found.length
  const walked = WALKED_ROW * (sample.found.length === 0 ? walkRowsMax : (needed * SAMPLE_ROWS) / sample.found.length)
  const source =
    walked <= balance ? undefined : await rarestSource(read, plan, Math.ceil(Math.min(walked, scanRowsMax)))
  const rest =
    source === undefined
      ? await mergedWalk(merge, sample.at, needed, walkRowsMax)
      : await collect(merge, source, sample.at, needed)
  return { found: [...sample.found, ...rest.found], at: rest.at }
}

/** All that a condition's index leads to, tested and sorted. */
async function collect(
  { access, plan: { tests, byDocument }, sorting }: Merge,
  source: Source,
  after: Position,
  need: number,
): Promise<Reached> {
  const documents = Math.ceil(access.scanRowsMax / ROWS_FOR_A_DOCUMENT)
  const most = byDocument.length === 0 ? need : Math.max(need, documents)
  const query = sql<Placed>`
    select f.number as number, f.id as id, ${sql.ref(`f.${sorting.column}`)} as value from ${rowsOf(source)}
    where ${isAfter(sorting, after)} and ${allOf(tests.map((test) => test.holds))}
    order by ${orderOf(sorting)} limit ${most}`
  const { rows } = await query.execute(access.read)
  const { passed, judged } = await judgeDocuments(access, byDocument, rows, need)
  const isEnd = judged === rows.length && rows.length < most
  return { found: passed, at: isEnd ? undefined : rows[judged - 1] }
}
