import { sql } from 'kysely'
import type { StoredFinding } from '../../records.ts'
import type { Access, Db } from '../access.ts'
import type { ColumnType } from '../dialect.ts'
import type { FindingDocumentRow, FindingRow, HotColumns } from '../tables.ts'
import { type IndexPaths, indexEntriesOf } from './attribute-index.ts'
import { hotColumnsOf } from './hot-columns.ts'
import { SeverityCounts } from './severity-counts.ts'
import { added, deleteEntries, type FindingEntries, insertEntries } from './write-entries.ts'

/** A finding as its rows have it. */
export type FindingRows = Omit<FindingRow, 'number'> & Omit<FindingDocumentRow, 'finding'> & { number: number }

/** What a transaction on findings needs beside the database. */
export interface Writing {
  db: Db
  dialect: Access['dialect']
  paths: IndexPaths
  counts: SeverityCounts
}

/** A finding to be written; `liveIdentity`: the key by which later activity joins it, if any may. */
export interface Change {
  finding: StoredFinding
  liveIdentity: string | null
}

type NewRow = Omit<FindingRow, 'number'>
type DocumentRow = Omit<FindingDocumentRow, 'comments'>

const FINDING_COLUMNS: { [Column in keyof NewRow]: ColumnType } = {
  detector: 'integer',
  id: 'text',
  suppressed: 'integer',
  account_id: 'text',
  region: 'text',
  type: 'text',
  severity: 'real',
  confidence: 'real',
  created_at: 'integer',
  updated_at: 'integer',
  first_seen: 'integer',
  last_seen: 'integer',
  archived: 'integer',
  count: 'real',
  instance_id: 'text',
  api: 'text',
  service_name: 'text',
  blocked: 'integer',
  protocol: 'text',
  local_port: 'real',
  remote_port: 'real',
  remote_ip: 'text',
  remote_country: 'text',
}
const DOCUMENT_COLUMNS = {
  finding: 'integer',
  detector: 'integer',
  live_identity: 'text',
  document: 'text',
  identity: 'text',
  state: 'text',
} as const

export function writingOf({ dialect, paths }: Access, db: Db): Writing {
  return { db, dialect, paths, counts: new SeverityCounts() }
}

/** Adds findings that are not there. */
export async function insertFindings(writing: Writing, detector: number, changes: readonly Change[]): Promise<void> {
  if (changes.length === 0) return
  const { db, dialect, paths, counts } = writing
  const rows = changes.map(({ finding }) => ({
    detector,
    id: finding.document.id,
    suppressed: Number(finding.suppressed),
    ...hotColumnsOf(finding.document),
  }))
  const columns = sql.join(Object.keys(FINDING_COLUMNS).map((name) => sql.ref(name)))
  const inserted = await sql<{ number: number; id: string }>`
    insert into finding (${columns}) select ${columns} from ${dialect.rows(FINDING_COLUMNS, rows)} entry where true
    returning number, id`.execute(db)
  const numbers = new Map(inserted.rows.map(({ number, id }) => [id, number]))
  const documents: DocumentRow[] = []
  const entries: FindingEntries[] = []
  for (const change of changes) {
    const { finding } = change
    const number = numbers.get(finding.document.id)
    if (number === undefined) throw new Error(`finding ${finding.document.id} was not inserted`)
    documents.push(documentRow({ detector, number }, change))
    const { texts, numbers: times } = indexEntriesOf(finding.document, paths)
    entries.push({ detector, finding: number, texts: texts.values(), numbers: times.values() })
  }
  for (const { severity } of rows) counts.add(detector, severity, 1)
  await sql`insert into finding_document (finding, detector, live_identity, document, identity, state)
    select finding, detector, live_identity, document, identity, state from ${dialect.rows(DOCUMENT_COLUMNS, documents)} entry where true`.execute(
    db,
  )
  await insertEntries(writing, entries)
}

/** Writes what differs from what was there. */
export async function updateFindings(
  writing: Writing,
  changes: readonly (Change & { before: FindingRows })[],
): Promise<void> {
  const { db, dialect, paths, counts } = writing
  const documents: DocumentRow[] = []
  const entries = { gone: [] as FindingEntries[], new: [] as FindingEntries[] }
  for (const change of changes) {
    const { before, finding } = change
    const { detector, number } = before
    const row = {
      suppressed: Number(finding.suppressed),
      ...hotColumnsOf(finding.document),
    }
    const differing = differingColumns(before, row)
    if (Object.keys(differing).length > 0)
      await db.updateTable('finding').set(differing).where('number', '=', number).execute()
    const document = documentRow(before, change)
    if (isSameDocument(before, document)) continue
    documents.push(document)
    counts.add(detector, before.severity, -1)
    counts.add(detector, row.severity, 1)
    const had = indexEntriesOf(JSON.parse(before.document), paths)
    const has = indexEntriesOf(finding.document, paths)
    entries.gone.push({ detector, finding: number, ...added(has, had) })
    entries.new.push({ detector, finding: number, ...added(had, has) })
  }
  if (documents.length === 0) return
  await sql`update finding_document set live_identity = entry.live_identity, document = entry.document, identity = entry.identity, state = entry.state
    from ${dialect.rows(DOCUMENT_COLUMNS, documents)} entry where finding_document.finding = entry.finding`.execute(db)
  await deleteEntries(writing, entries.gone)
  await insertEntries(writing, entries.new)
}

export async function deleteFindings(
  writing: Writing,
  rows: readonly Pick<FindingRows, 'detector' | 'number' | 'severity' | 'document'>[],
): Promise<void> {
  const { db, dialect, paths, counts } = writing
  const entries = rows.map(({ detector, number, severity, document }) => {
    counts.add(detector, severity, -1)
    const { texts, numbers } = indexEntriesOf(JSON.parse(document), paths)
    return { detector, finding: number, texts: texts.values(), numbers: numbers.values() }
  })
  await deleteEntries(writing, entries)
  const numbers = dialect.listed(rows.map(({ number }) => number))
  await db.deleteFrom('finding_document').where('finding', 'in', numbers).execute()
  await db.deleteFrom('finding').where('number', 'in', numbers).execute()
}

function documentRow(
  { detector, number }: Pick<FindingRows, 'detector' | 'number'>,
  { finding: { document, identity, state }, liveIdentity }: Change,
): DocumentRow {
  return {
    finding: number,
    detector,
    live_identity: liveIdentity,
    document: JSON.stringify(document),
    identity,
    state: JSON.stringify(state ?? null),
  }
}

function isSameDocument(before: FindingRows, now: DocumentRow): boolean {
  return (
    before.document === now.document &&
    before.state === now.state &&
    before.identity === now.identity &&
    before.live_identity === now.live_identity
  )
}

type Changeable = HotColumns & Pick<FindingRow, 'suppressed'>

/** Only columns that differ: an index is written for each column that is named, whether or not its value is another. */
function differingColumns(before: Changeable, now: Changeable): Partial<Changeable> {
  const had: ReadonlyMap<string, unknown> = new Map(Object.entries(before))
  return Object.fromEntries(Object.entries(now).filter(([column, value]) => had.get(column) !== value))
}
