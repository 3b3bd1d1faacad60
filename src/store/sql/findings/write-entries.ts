import type { Db } from '../access.ts'
import type { IndexEntries } from './attribute-index.ts'

/** Rows of one statement: a fixed number, so that statements are re-used. */
const ROWS_AT_ONCE = 64

/** Entries of one finding, to be written or deleted. */
export interface FindingEntries {
  detector: number
  finding: number
  texts: Iterable<{ path: number; value: string }>
  numbers: Iterable<{ path: number; value: number }>
}

export async function insertEntries(db: Db, all: readonly FindingEntries[]): Promise<void> {
  const texts = all.flatMap(({ detector, finding, texts }) =>
    Array.from(texts, ({ path, value }) => ({ detector, path, value, finding })),
  )
  for (const rows of chunks(texts)) await db.insertInto('finding_text').values(rows).execute()
  const numbers = all.flatMap(({ detector, finding, numbers }) =>
    Array.from(numbers, ({ path, value }) => ({ detector, path, value, finding })),
  )
  for (const rows of chunks(numbers)) await db.insertInto('finding_number').values(rows).execute()
}

export async function deleteEntries(db: Db, all: readonly FindingEntries[]): Promise<void> {
  for (const { detector, finding, texts, numbers } of all) {
    for (const { path, value } of texts) {
      await db
        .deleteFrom('finding_text')
        .where('detector', '=', detector)
        .where('path', '=', path)
        .where('value', '=', value)
        .where('finding', '=', finding)
        .execute()
    }
    for (const { path, value } of numbers) {
      await db
        .deleteFrom('finding_number')
        .where('detector', '=', detector)
        .where('path', '=', path)
        .where('value', '=', value)
        .where('finding', '=', finding)
        .execute()
    }
  }
}

/** What is in `now` and not in `before`. */
export function added(before: IndexEntries, now: IndexEntries): Pick<FindingEntries, 'texts' | 'numbers'> {
  return { texts: missing(before.texts, now.texts), numbers: missing(before.numbers, now.numbers) }
}

function missing<Entry>(before: ReadonlyMap<string, Entry>, now: ReadonlyMap<string, Entry>): Entry[] {
  return [...now].filter(([key]) => !before.has(key)).map(([, entry]) => entry)
}

/** Full pieces, and single rows for what is left over. */
function* chunks<Row>(rows: readonly Row[]): Generator<Row[]> {
  let at = 0
  for (; at + ROWS_AT_ONCE <= rows.length; at += ROWS_AT_ONCE) yield rows.slice(at, at + ROWS_AT_ONCE)
  for (; at < rows.length; at++) yield rows.slice(at, at + 1)
}
