import { type RawBuilder, sql } from 'kysely'
import type { FindingQuery } from '../../ports.ts'
import type { Access } from '../access.ts'
import { breathe } from '../breathe.ts'
import { judgeDocuments } from './document-judge.ts'
import { detectorNumbers } from './find-rows.ts'
import { planQuery, type QueryPlan, rowsOf } from './query-plan.ts'
import { rarestSource } from './rarest-source.ts'
import { severityText } from './severity-counts.ts'
import { allOf } from './sorted-findings.ts'

/** A condition's own findings are counted at once up to so many. */
const COUNTED_AT_ONCE_MAX = 20_000
/** Rows between two breaths of the thread, and so many where their documents are read. */
const ROWS_AT_ONCE = 5_000
const DOCUMENT_ROWS_AT_ONCE = 500

interface Counted {
  number: number
  severity: number | null
}

/**
 * Without criteria from the counts kept. With them in pieces, between which the thread does other work: a finding that changes
 * meanwhile counts as it is when its turn comes, and once.
 */
export async function countBySeverity(
  access: Access,
  { detectorIds, criteria }: Pick<FindingQuery, 'detectorIds' | 'criteria'>,
): Promise<Record<string, number>> {
  const { read, dialect } = access
  const detectors = [...(await detectorNumbers({ db: read, dialect }, detectorIds)).values()]
  if (criteria.length === 0) return keptCounts(access, detectors)
  const plan = planQuery(access, criteria, detectors)
  const counts = new Map<string, number>()
  const rare = await rarestSource(read, plan, COUNTED_AT_ONCE_MAX)
  if (rare !== undefined) await countRows(access, plan, sql`${rowsOf(rare)} where 1 = 1`, counts)
  else for (const detector of detectors) await countDetector(access, plan, detector, counts)
  return inOrder(counts)
}

async function keptCounts({ read, dialect }: Access, detectors: readonly number[]): Promise<Record<string, number>> {
  const query = read
    .selectFrom('finding_count_by_severity')
    .select((of) => ['severity', of.fn.sum<number>('findings').as('findings')])
    .where('detector', 'in', dialect.listed(detectors))
    .where('findings', '>', 0)
    .groupBy('severity')
  const rows = await query.execute()
  return inOrder(new Map(rows.map(({ severity, findings }) => [severity, findings])))
}

async function countDetector(
  access: Access,
  plan: QueryPlan,
  detector: number,
  counts: Map<string, number>,
): Promise<void> {
  const rows = plan.byDocument.length > 0 ? DOCUMENT_ROWS_AT_ONCE : ROWS_AT_ONCE
  for (let after = ''; ; ) {
    const query = access.read
      .selectFrom('finding')
      .select('id')
      .where('detector', '=', detector)
      .where('id', '>', after)
    const boundary = await query
      .orderBy('id')
      .limit(1)
      .offset(rows - 1)
      .executeTakeFirst()
    const piece = sql`(
      select * from finding f where f.detector = ${detector} and f.id > ${after} order by f.id limit ${rows}
    ) f where 1 = 1`
    await countRows(access, plan, piece, counts)
    if (boundary === undefined) return
    after = boundary.id
    await breathe()
  }
}

async function countRows(
  access: Access,
  { tests, byDocument }: QueryPlan,
  from: RawBuilder<unknown>,
  counts: Map<string, number>,
): Promise<void> {
  const add = (severity: number | null, findings: number) => {
    const key = severityText(severity)
    counts.set(key, (counts.get(key) ?? 0) + findings)
  }
  const holds = allOf(tests.map((test) => test.holds))
  if (byDocument.length === 0) {
    const query = sql<{ severity: number | null; findings: number }>`
      select f.severity as severity, count(*) as findings from ${from} and ${holds} group by f.severity`
    for (const { severity, findings } of (await query.execute(access.read)).rows) add(severity, findings)
    return
  }
  const query = sql<Counted>`select f.number as number, f.severity as severity from ${from} and ${holds}`
  const { rows } = await query.execute(access.read)
  const { passed } = await judgeDocuments(access, byDocument, rows, rows.length)
  for (const { severity } of passed) add(severity, 1)
}

function inOrder(counts: ReadonlyMap<string, number>): Record<string, number> {
  return Object.fromEntries([...counts].sort(([a], [b]) => Number(a) - Number(b)))
}
