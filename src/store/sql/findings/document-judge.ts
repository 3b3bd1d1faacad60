import { matches } from '../../../aggregate/criteria/matches.ts'
import type { NormalCriteria } from '../../../aggregate/criteria/normal-criteria.ts'
import type { Access } from '../access.ts'

/** Reading and parsing one document takes as long as seeing about so many rows. */
export const ROWS_FOR_A_DOCUMENT = 20
const DOCUMENTS_AT_ONCE = 100

/** Those whose documents meet the criteria, in their order; without criteria all of them, unread. */
export async function judgeDocuments<Row extends { number: number }>(
  { read, dialect }: Pick<Access, 'read' | 'dialect'>,
  criteria: NormalCriteria,
  rows: readonly Row[],
): Promise<Row[]> {
  if (criteria.length === 0) return [...rows]
  const passed = new Set<number>()
  for (let at = 0; at < rows.length; at += DOCUMENTS_AT_ONCE) {
    const numbers = rows.slice(at, at + DOCUMENTS_AT_ONCE).map(({ number }) => number)
    const query = read
      .selectFrom('finding_document')
      .select(['finding', 'document'])
      .where('finding', 'in', dialect.listed(numbers))
    for (const { finding, document } of await query.execute())
      if (matches(criteria, JSON.parse(document))) passed.add(finding)
  }
  return rows.filter(({ number }) => passed.has(number))
}
