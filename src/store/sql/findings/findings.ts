import type { Finding } from '../../../model/finding.ts'
import type { Findings } from '../../ports.ts'
import type { StoredFinding } from '../../records.ts'
import type { Access, Db } from '../access.ts'
import { breathe } from '../breathe.ts'
import { textKey } from './attribute-index.ts'
import { deleteFindings, type FindingRows, updateFindings, writingOf } from './change-findings.ts'
import { countBySeverity } from './count-findings.ts'
import { detectorNumbers, rowsById, storedFinding } from './find-rows.ts'
import { listFindings } from './list-findings.ts'
import { putFindings } from './put-findings.ts'

const DOCUMENTS_AT_ONCE = 500
/** Deleted between two breaths of the thread. */
const DELETED_AT_ONCE = 100

export function findings(access: Access): Findings {
  const { read, dialect } = access
  const numbersOf = async (ids: readonly string[]) => [...(await detectorNumbers({ db: read, dialect }, ids)).values()]
  return {
    put: (all) => putFindings(access, all),
    async get(detectorIds, ids) {
      const rows = await rowsById({ db: read, dialect }, await numbersOf(detectorIds), ids)
      const byId = new Map(rows.map((row) => [row.id, row]))
      return ids.flatMap((id) => {
        const row = byId.get(id)
        return row === undefined ? [] : [storedFinding(row)]
      })
    },
    list: (query) => listFindings(access, query),
    countBySeverity: (query) => countBySeverity(access, query),
    async byIdentity(detectorId, identities) {
      const [detector] = await numbersOf([detectorId])
      if (detector === undefined || identities.length === 0) return new Map()
      const rows = await read
        .selectFrom('finding')
        .innerJoin('finding_document', 'finding_document.finding', 'finding.number')
        .selectAll()
        .where('finding_document.detector', '=', detector)
        .where('finding_document.live_identity', 'in', dialect.listed(identities.map(textKey)))
        .execute()
      return new Map(rows.map((row) => [row.identity, storedFinding(row)]))
    },
    setArchived: (detectorIds, ids, archived) =>
      changeFindings(access, detectorIds, ids, ({ document }) => {
        const isByHand = archived && !document.service.archived
        document.service.archived = archived
        return { givesUpIdentity: isByHand }
      }),
    setFeedback: (detectorIds, ids, { feedback, comments }) =>
      changeFindings(access, detectorIds, ids, ({ document }) => {
        document.service.userFeedback = feedback
        return { givesUpIdentity: false, comments }
      }),
    deleteUpdatedBefore: (time, limit) => deleteUpdatedBefore(access, time, limit),
    async *all(detectorId) {
      const [detector] = await numbersOf([detectorId])
      if (detector === undefined) return
      yield* documentsOf(access, detector)
    },
  }
}

/** Changes those that exist, and answers their ids in the order asked for. */
async function changeFindings(
  access: Access,
  detectorIds: readonly string[],
  ids: readonly string[],
  change: (finding: StoredFinding) => { givesUpIdentity: boolean; comments?: string | null },
): Promise<string[]> {
  return access.write(async (db) => {
    const writing = writingOf(access, db)
    const detectors = [...(await detectorNumbers({ ...access, db }, detectorIds)).values()]
    const found = new Set<string>()
    for (const row of await rowsById({ ...access, db }, detectors, ids)) {
      const finding = storedFinding(row)
      const { givesUpIdentity, comments } = change(finding)
      await updateFindings(writing, [
        { before: row, finding, liveIdentity: givesUpIdentity ? null : row.live_identity },
      ])
      if (comments !== undefined)
        await db.updateTable('finding_document').set({ comments }).where('finding', '=', row.number).execute()
      found.add(row.id)
    }
    await writing.counts.write(db)
    return [...new Set(ids)].filter((id) => found.has(id))
  })
}

/** What is too old, and whatever detectors left behind that are no more. */
async function deleteUpdatedBefore(access: Access, time: number, limit: number): Promise<number> {
  return access.write(async (db) => {
    const writing = writingOf(access, db)
    const detectors = await db
      .selectFrom('finding_count_by_severity as counted')
      .leftJoin('detector', 'detector.number', 'counted.detector')
      .select(['counted.detector', 'detector.id'])
      .where('counted.findings', '>', 0)
      .distinct()
      .orderBy('counted.detector')
      .execute()
    let deleted = 0
    for (const { detector, id } of detectors) {
      let rows: Old[] = []
      do {
        rows = await oldFindings(
          db,
          detector,
          id === null ? undefined : time,
          Math.min(limit - deleted, DELETED_AT_ONCE),
        )
        await deleteFindings(writing, rows)
        deleted += rows.length
        if (rows.length > 0) await breathe()
      } while (rows.length > 0 && deleted < limit)
    }
    await writing.counts.write(db)
    return deleted
  })
}

type Old = Pick<FindingRows, 'number' | 'detector' | 'severity' | 'document'>

function oldFindings(db: Db, detector: number, before: number | undefined, limit: number): Promise<Old[]> {
  let query = db
    .selectFrom('finding')
    .innerJoin('finding_document', 'finding_document.finding', 'finding.number')
    .select(['finding.number', 'finding.detector', 'finding.severity', 'finding_document.document'])
    .where('finding.detector', '=', detector)
  if (before !== undefined) query = query.where('finding.updated_at', '<', before).orderBy('finding.updated_at')
  return query.limit(limit).execute()
}

async function* documentsOf({ read }: Access, detector: number): AsyncGenerator<Finding> {
  for (let after = ''; ; ) {
    const rows = await read
      .selectFrom('finding')
      .innerJoin('finding_document', 'finding_document.finding', 'finding.number')
      .select(['finding.id', 'finding_document.document'])
      .where('finding.detector', '=', detector)
      .where('finding.id', '>', after)
      .orderBy('finding.id')
      .limit(DOCUMENTS_AT_ONCE)
      .execute()
    const last = rows.at(-1)
    if (last === undefined) return
    for (const { document } of rows) yield JSON.parse(document)
    after = last.id
  }
}
