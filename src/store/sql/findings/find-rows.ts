import type { StoredFinding } from '../../records.ts'
import type { Access, Db } from '../access.ts'
import type { FindingRows } from './change-findings.ts'

type Asking = Pick<Access, 'dialect'> & { db: Db }

/** The numbers of those detectors that exist. */
export async function detectorNumbers({ db, dialect }: Asking, ids: readonly string[]): Promise<Map<string, number>> {
  const query = db.selectFrom('detector').select(['id', 'number']).where('id', 'in', dialect.listed(ids))
  return new Map((await query.execute()).map(({ id, number }) => [id, number]))
}

/** Findings of these detectors by id. */
export async function rowsById(
  { db, dialect }: Asking,
  detectors: readonly number[],
  ids: readonly string[],
): Promise<FindingRows[]> {
  if (detectors.length === 0 || ids.length === 0) return []
  return db
    .selectFrom('finding')
    .innerJoin('finding_document', 'finding_document.finding', 'finding.number')
    .selectAll()
    .where('finding.detector', 'in', dialect.listed(detectors))
    .where('finding.id', 'in', dialect.listed(ids))
    .execute()
}

export function storedFinding({
  document,
  identity,
  state,
  suppressed,
}: Pick<FindingRows, 'document' | 'identity' | 'state' | 'suppressed'>): StoredFinding {
  return { document: JSON.parse(document), identity, state: JSON.parse(state), suppressed: suppressed === 1 }
}
