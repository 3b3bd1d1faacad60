import type { StoredFinding } from '../../records.ts'
import type { Access } from '../access.ts'
import { breathe } from '../breathe.ts'
import { textKey } from './attribute-index.ts'
import {
  type Change,
  type FindingRows,
  insertFindings,
  updateFindings,
  type Writing,
  writingOf,
} from './change-findings.ts'
import { detectorNumbers, rowsById } from './find-rows.ts'

/** Written between two breaths of the thread, in about 20 ms. */
const FINDINGS_AT_ONCE = 100

/** Inserts or replaces; of several with one id in a batch the last counts. */
export async function putFindings(access: Access, findings: readonly StoredFinding[]): Promise<void> {
  if (findings.length === 0) return
  await access.write(async (db) => {
    const writing = writingOf(access, db)
    const byDetector = Map.groupBy(findings, ({ document }) => document.service.detectorId)
    const numbers = await detectorNumbers({ ...access, db }, [...byDetector.keys()])
    for (const [id, own] of byDetector) {
      const detector = numbers.get(id)
      if (detector === undefined) throw new Error(`there is no detector ${id} to put findings into`)
      const last = [...new Map(own.map((finding) => [finding.document.id, finding])).values()]
      for (let at = 0; at < last.length; at += FINDINGS_AT_ONCE) {
        if (at > 0) await breathe()
        await putSome(writing, detector, last.slice(at, at + FINDINGS_AT_ONCE))
      }
    }
    await writing.counts.write(db)
  })
}

async function putSome(writing: Writing, detector: number, findings: readonly StoredFinding[]): Promise<void> {
  const { db, dialect } = writing
  const ids = findings.map(({ document }) => document.id)
  const before = new Map((await rowsById(writing, [detector], ids)).map((row) => [row.id, row]))
  // A finding that gave up its identity does not take it back; a new one takes it from whichever has it.
  const holders = new Map<string, StoredFinding>()
  for (const finding of findings) {
    const row = before.get(finding.document.id)
    if (row === undefined || row.live_identity !== null) holders.set(textKey(finding.identity), finding)
  }
  const changing = [...holders].filter(([key, { document }]) => before.get(document.id)?.live_identity !== key)
  if (changing.length > 0)
    await db
      .updateTable('finding_document')
      .set({ live_identity: null })
      .where('detector', '=', detector)
      .where('live_identity', 'in', dialect.listed(changing.map(([key]) => key)))
      .execute()
  const taken = new Set(changing.map(([key]) => key))
  const inserts: Change[] = []
  const updates: (Change & { before: FindingRows })[] = []
  for (const finding of findings) {
    const key = textKey(finding.identity)
    const liveIdentity = holders.get(key) === finding ? key : null
    const row = before.get(finding.document.id)
    if (row === undefined) inserts.push({ finding, liveIdentity })
    else {
      const live = row.live_identity !== null && taken.has(row.live_identity) ? null : row.live_identity
      updates.push({ before: { ...row, live_identity: live }, finding, liveIdentity })
    }
  }
  await insertFindings(writing, detector, inserts)
  await updateFindings(writing, updates)
}
