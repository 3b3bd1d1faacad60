import type { StoredFinding } from '../../records.ts'
import type { Db } from '../access.ts'
import type { FindingRow, HotColumns } from '../tables.ts'
import { type IndexPaths, indexEntriesOf, textKey } from './attribute-index.ts'
import { hotColumnsOf } from './hot-columns.ts'
import type { SeverityCounts } from './severity-counts.ts'
import { added, deleteEntries, type FindingEntries, insertEntries } from './write-entries.ts'

/** A finding as its rows have it. */
export type FindingRows = Omit<FindingRow, 'number'> & {
  number: number
  document: string
  identity: string
  state: string
}

/** What a transaction on findings needs beside the database. */
export interface Writing {
  db: Db
  paths: IndexPaths
  counts: SeverityCounts
}

/** Adds a finding; `isLive`: later activity of its identity joins it. Answers what to add to the attribute index. */
export async function insertFinding(
  { db, paths, counts }: Writing,
  detector: number,
  finding: StoredFinding,
  isLive: boolean,
): Promise<FindingEntries> {
  const { document, identity } = finding
  const hot = hotColumnsOf(document)
  const { number } = await db
    .insertInto('finding')
    .values({
      detector,
      id: document.id,
      live_identity: isLive ? textKey(identity) : null,
      suppressed: Number(finding.suppressed),
      ...hot,
    })
    .returning('number')
    .executeTakeFirstOrThrow()
  await db
    .insertInto('finding_document')
    .values({
      finding: number,
      document: JSON.stringify(document),
      identity,
      state: JSON.stringify(finding.state ?? null),
    })
    .execute()
  counts.add(detector, hot.severity, 1)
  const { texts, numbers } = indexEntriesOf(document, paths)
  return { detector, finding: number, texts: texts.values(), numbers: numbers.values() }
}

/** Writes what differs. */
export async function updateFinding(
  { db, paths, counts }: Writing,
  before: FindingRows,
  finding: StoredFinding,
  liveIdentity: string | null,
): Promise<void> {
  const { detector, number } = before
  const document = JSON.stringify(finding.document)
  const row = { live_identity: liveIdentity, suppressed: Number(finding.suppressed), ...hotColumnsOf(finding.document) }
  const changes = differing(before, row)
  if (Object.keys(changes).length > 0)
    await db.updateTable('finding').set(changes).where('number', '=', number).execute()
  const state = JSON.stringify(finding.state ?? null)
  if (document !== before.document || state !== before.state || finding.identity !== before.identity)
    await db
      .updateTable('finding_document')
      .set({ document, identity: finding.identity, state })
      .where('finding', '=', number)
      .execute()
  if (document === before.document) return
  counts.add(detector, before.severity, -1)
  counts.add(detector, row.severity, 1)
  const had = indexEntriesOf(JSON.parse(before.document), paths)
  const has = indexEntriesOf(finding.document, paths)
  await deleteEntries(db, [{ detector, finding: number, ...added(has, had) }])
  await insertEntries(db, [{ detector, finding: number, ...added(had, has) }])
}

export async function deleteFinding(
  { db, paths, counts }: Writing,
  { detector, number, severity, document }: Pick<FindingRows, 'detector' | 'number' | 'severity' | 'document'>,
): Promise<void> {
  const { texts, numbers } = indexEntriesOf(JSON.parse(document), paths)
  await deleteEntries(db, [{ detector, finding: number, texts: texts.values(), numbers: numbers.values() }])
  await db.deleteFrom('finding_document').where('finding', '=', number).execute()
  await db.deleteFrom('finding').where('number', '=', number).execute()
  counts.add(detector, severity, -1)
}

type Changeable = HotColumns & Pick<FindingRow, 'live_identity' | 'suppressed'>

/** Only columns that differ: an index is written for each column that is named, whether or not its value is another. */
function differing(before: Changeable, now: Changeable): Partial<Changeable> {
  const had: ReadonlyMap<string, unknown> = new Map(Object.entries(before))
  return Object.fromEntries(Object.entries(now).filter(([column, value]) => had.get(column) !== value))
}
