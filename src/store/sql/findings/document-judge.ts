import { matches } from '../../../aggregate/criteria/matches.ts'
import type { NormalCriteria } from '../../../aggregate/criteria/normal-criteria.ts'
import type { Access } from '../access.ts'

/** Reading and parsing one document takes as long as seeing about so many rows. */
export const ROWS_FOR_A_DOCUMENT = 20
const DOCUMENTS_AT_ONCE = 100

export interface Judged<Row> {
  /** Those whose documents meet the criteria, in their order. */
  passed: Row[]
  /** How many of the rows were looked at. */
  judged: number
}

/** Judges rows in their order until `need` have passed; without criteria all pass, unread. */
export async function judgeDocuments<Row extends { number: number }>(
  { read, dialect }: Pick<Access, 'read' | 'dialect'>,
  criteria: NormalCriteria,
  rows: readonly Row[],
  need: number,
): Promise<Judged<Row>> {
  if (criteria.length === 0) return { passed: [...rows], judged: rows.length }
  const passed: Row[] = []
  let judged = 0
  while (judged < rows.length && passed.length < need) {
    const piece = rows.slice(judged, judged + DOCUMENTS_AT_ONCE)
    const query = read
      .selectFrom('finding_document')
      .select(['finding', 'document'])
      .where('finding', 'in', dialect.listed(piece.map(({ number }) => number)))
    const found = await query.execute()
    const good = new Set(
      found.filter(({ document }) => matches(criteria, JSON.parse(document))).map((row) => row.finding),
    )
    passed.push(...piece.filter(({ number }) => good.has(number)))
    judged += piece.length
  }
  return { passed, judged }
}
