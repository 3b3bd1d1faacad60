import type { StoredFinding } from '../../records.ts'
import type { Access } from '../access.ts'
import { textKey } from './attribute-index.ts'
import { insertFinding, updateFinding, type Writing } from './change-finding.ts'
import { detectorNumbers, rowsById } from './find-rows.ts'
import { SeverityCounts } from './severity-counts.ts'
import { type FindingEntries, insertEntries } from './write-entries.ts'

const FINDINGS_AT_ONCE = 200

/** Inserts or replaces; of several with one id in a batch the last counts. */
export async function putFindings(access: Access, findings: readonly StoredFinding[]): Promise<void> {
  if (findings.length === 0) return
  await access.write(async (db) => {
    const writing: Writing = { db, paths: access.paths, counts: new SeverityCounts() }
    const byDetector = Map.groupBy(findings, ({ document }) => document.service.detectorId)
    const numbers = await detectorNumbers({ ...access, db }, [...byDetector.keys()])
    for (const [id, own] of byDetector) {
      const detector = numbers.get(id)
      if (detector === undefined) throw new Error(`there is no detector ${id} to put findings into`)
      const last = [...new Map(own.map((finding) => [finding.document.id, finding])).values()]
      for (let at = 0; at < last.length; at += FINDINGS_AT_ONCE)
        await putSome(access, writing, detector, last.slice(at, at + FINDINGS_AT_ONCE))
    }
    await writing.counts.write(db)
  })
}

async function putSome(
  { dialect }: Access,
  writing: Writing,
  detector: number,
  findings: readonly StoredFinding[],
): Promise<void> {
  const { db } = writing
  const ids = findings.map(({ document }) => document.id)
  const before = new Map((await rowsById({ db, dialect }, [detector], ids)).map((row) => [row.id, row]))
  // A finding that gave up its identity does not take it back; a new one takes it from whichever has it.
  const holders = new Map<string, StoredFinding>()
  for (const finding of findings) {
    const row = before.get(finding.document.id)
    if (row === undefined || row.live_identity !== null) holders.set(textKey(finding.identity), finding)
  }
  const changing = [...holders].filter(([key, { document }]) => before.get(document.id)?.live_identity !== key)
  if (changing.length > 0)
    await db
      .updateTable('finding')
      .set({ live_identity: null })
      .where('detector', '=', detector)
      .where('live_identity', 'in', dialect.listed(changing.map(([key]) => key)))
      .execute()
  const taken = new Set(changing.map(([key]) => key))
  const entries: FindingEntries[] = []
  for (const finding of findings) {
    const key = textKey(finding.identity)
    const isLive = holders.get(key) === finding
    const row = before.get(finding.document.id)
    if (row === undefined) entries.push(await insertFinding(writing, detector, finding, isLive))
    else {
      const live = row.live_identity !== null && taken.has(row.live_identity) ? null : row.live_identity
      await updateFinding(writing, { ...row, live_identity: live }, finding, isLive ? key : null)
    }
  }
  await insertEntries(db, entries)
}
