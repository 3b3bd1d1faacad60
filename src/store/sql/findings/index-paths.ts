import { INDEXED_ATTRIBUTES } from '../../../aggregate/criteria/attributes.ts'
import { type IndexPaths, indexEntriesOf } from './attribute-index.ts'
import type { Writing } from './change-findings.ts'
import { insertEntries } from './write-entries.ts'

const FINDINGS_AT_ONCE = 500

/**
 * The numbers of the indexed paths. Paths that this version of the program is the first to index get a number, and what
 * findings there are is indexed by them. A number is never used again. Call within a transaction, before anything else.
 */
export async function registerPaths({ db, dialect }: Pick<Writing, 'db' | 'dialect'>): Promise<IndexPaths> {
  const known = new Map(
    (await db.selectFrom('attribute_path').selectAll().execute()).map((row) => [row.path, row.number]),
  )
  const missing = INDEXED_ATTRIBUTES.filter((path) => !known.has(path))
  const stale = [...known.keys()].filter((path) => !INDEXED_ATTRIBUTES.includes(path))
  if (stale.length > 0) await db.deleteFrom('attribute_path').where('path', 'in', stale).execute()
  if (missing.length === 0) return known
  const added = await db
    .insertInto('attribute_path')
    .values(missing.map((path) => ({ path })))
    .returning(['number', 'path'])
    .execute()
  const paths = new Map([...known, ...added.map(({ number, path }): [string, number] => [path, number])])
  await indexAll({ db, dialect }, paths, new Set(added.map(({ number }) => number)))
  return paths
}

async function indexAll(
  asking: Pick<Writing, 'db' | 'dialect'>,
  paths: IndexPaths,
  wanted: ReadonlySet<number>,
): Promise<void> {
  for (let after = 0; ; ) {
    const rows = await asking.db
      .selectFrom('finding')
      .innerJoin('finding_document', 'finding_document.finding', 'finding.number')
      .select(['finding.number', 'finding.detector', 'finding_document.document'])
      .where('finding.number', '>', after)
      .orderBy('finding.number')
      .limit(FINDINGS_AT_ONCE)
      .execute()
    const last = rows.at(-1)
    if (last === undefined) return
    after = last.number
    const entries = rows.flatMap(({ number, detector, document }) => {
      const { texts, numbers } = indexEntriesOf(JSON.parse(document), paths)
      const keep = <Entry extends { path: number }>(all: Map<string, Entry>) =>
        [...all.values()].filter(({ path }) => wanted.has(path))
      return [{ detector, finding: number, texts: keep(texts), numbers: keep(numbers) }]
    })
    await insertEntries(asking, entries)
  }
}
