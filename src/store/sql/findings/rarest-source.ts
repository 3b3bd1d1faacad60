import { sql } from 'kysely'
import type { Db } from '../access.ts'
import type { QueryPlan, Source } from './query-plan.ts'

/** Sources counted for one query; further ones are only tested. */
const SOURCES_COUNTED_MAX = 8

/** The condition that fewest findings meet, if they are at most `limit`: then it is quicker to begin there. */
export async function rarestSource(db: Db, { tests }: QueryPlan, limit: number): Promise<Source | undefined> {
  let rarest: { source: Source; findings: number } | undefined
  for (const source of tests.flatMap((test) => test.source ?? []).slice(0, SOURCES_COUNTED_MAX)) {
    const most = rarest === undefined ? limit : rarest.findings
    const query = sql<{ findings: number }>`
      select count(*) as findings from (select 1 from (${source.numbers}) one limit ${most + 1}) counted`
    const findings = (await query.execute(db)).rows[0]?.findings ?? 0
    if (findings <= most) rarest = { source, findings }
    if (findings === 0) break
  }
  return rarest?.source
}
