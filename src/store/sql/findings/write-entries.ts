import { sql } from 'kysely'
import type { IndexEntries } from './attribute-index.ts'
import type { Writing } from './change-findings.ts'

/** Entries of one finding, to be written or deleted. */
export interface FindingEntries {
  detector: number
  finding: number
  texts: Iterable<{ path: number; value: string }>
  numbers: Iterable<{ path: number; value: number }>
}

type Asking = Pick<Writing, 'db' | 'dialect'>

export async function insertEntries(asking: Asking, all: readonly FindingEntries[]): Promise<void> {
  for (const { table, rows } of tablesOf(asking, all))
    await sql`insert into ${sql.table(table)} (detector, path, value, finding)
      select detector, path, value, finding from ${rows} entry where true`.execute(asking.db)
}

export async function deleteEntries(asking: Asking, all: readonly FindingEntries[]): Promise<void> {
  for (const { table, rows } of tablesOf(asking, all))
    await sql`delete from ${sql.table(table)} where (detector, path, value, finding) in
      (select detector, path, value, finding from ${rows} entry)`.execute(asking.db)
}

/** What is in `now` and not in `before`. */
export function added(before: IndexEntries, now: IndexEntries): Pick<FindingEntries, 'texts' | 'numbers'> {
  return { texts: missing(before.texts, now.texts), numbers: missing(before.numbers, now.numbers) }
}

function tablesOf({ dialect }: Asking, all: readonly FindingEntries[]) {
  const texts = all.flatMap(({ detector, finding, texts }) =>
    Array.from(texts, ({ path, value }) => ({ detector, path, value, finding })),
  )
  const numbers = all.flatMap(({ detector, finding, numbers }) =>
    Array.from(numbers, ({ path, value }) => ({ detector, path, value, finding })),
  )
  const keys = { detector: 'integer', path: 'integer', finding: 'integer' } as const
  const tables = [
    { table: 'finding_text', count: texts.length, rows: dialect.rows({ ...keys, value: 'text' }, texts) },
    { table: 'finding_number', count: numbers.length, rows: dialect.rows({ ...keys, value: 'real' }, numbers) },
  ]
  return tables.filter(({ count }) => count > 0)
}

function missing<Entry>(before: ReadonlyMap<string, Entry>, now: ReadonlyMap<string, Entry>): Entry[] {
  return [...now].filter(([key]) => !before.has(key)).map(([, entry]) => entry)
}
