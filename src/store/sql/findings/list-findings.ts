import { type RawBuilder, sql } from 'kysely'
import type { FindingPage, FindingQuery } from '../../ports.ts'
import type { Access } from '../access.ts'
import { judgeDocuments, ROWS_FOR_A_DOCUMENT } from './document-judge.ts'
import { detectorNumbers } from './find-rows.ts'
import { mergedWalk } from './merged-walk.ts'
import { type Position, readPosition, START, writePosition } from './position.ts'
import { planQuery, type QueryPlan } from './query-plan.ts'
import { rarestSource } from './rarest-source.ts'
import { findingsOf } from './severity-counts.ts'
import { allOf, isAfter, orderOf, type Placed, type Reached, type Sorting, sortingOf } from './sorted-findings.ts'

const MANY_DETECTORS = 8

/**
 * Walking the order until a page is full looks at `limit * findings / matches` rows, beginning with a condition's own findings
 * at `matches`: the second is quicker below the square root of their product. Many detectors' walks cost more.
 */
export async function listFindings(access: Access, query: FindingQuery): Promise<FindingPage> {
  const { read, dialect, scanRowsMax } = access
  const detectors = [...(await detectorNumbers({ db: read, dialect }, query.detectorIds)).values()]
  if (detectors.length === 0) return { ids: [] }
  const plan = planQuery(access, query.criteria, detectors)
  const sorting = sortingOf(query)
  const after = query.after === undefined ? START : readPosition(query.after)
  const findings = await findingsOf(access, detectors)
  const isMany = detectors.length >= MANY_DETECTORS
  const rare = isMany ? scanRowsMax : Math.min(Math.sqrt(query.limit * findings), scanRowsMax)
  const source = plan.tests.length === 0 ? undefined : await rarestSource(read, plan, Math.ceil(rare))
  // One more than asked for tells whether this is the end.
  const need = query.limit + 1
  const reached =
    source === undefined
      ? await mergedWalk({ access, plan, sorting, detectors }, after, need, scanRowsMax)
      : await collect(access, plan, sorting, source.source, after, need)
  const page = reached.found.slice(0, query.limit)
  const last = page.at(-1)
  const at = reached.found.length > query.limit ? last : reached.at
  return { ids: page.map(({ id }) => id), ...(at === undefined ? {} : { next: writePosition(at) }) }
}

/** All that a condition's index leads to, tested and sorted. */
async function collect(
  access: Access,
  { tests, byDocument }: QueryPlan,
  sorting: Sorting,
  source: RawBuilder<{ number: number }>,
  after: Position,
  need: number,
): Promise<Reached> {
  const documents = Math.ceil(access.scanRowsMax / ROWS_FOR_A_DOCUMENT)
  const most = byDocument.length === 0 ? need : Math.max(need, documents)
  const query = sql<Placed>`
    select f.number as number, f.id as id, ${sql.ref(`f.${sorting.column}`)} as value from finding f
    where f.number in (${source}) and ${isAfter(sorting, after)} and ${allOf(tests.map((test) => test.holds))}
    order by ${orderOf(sorting)} limit ${most}`
  const { rows } = await query.execute(access.read)
  const { passed, judged } = await judgeDocuments(access, byDocument, rows, need)
  const isEnd = judged === rows.length && rows.length < most
  return { found: passed, at: isEnd ? undefined : rows[judged - 1] }
}
