import { findingDocument } from '../../aggregate/document.ts'
import { absorb, type FindingState, firstState, type Piece } from '../../aggregate/finding-state.ts'
import { identityOf } from '../../aggregate/findings.ts'
import { isSuppressed } from '../../api/archive-filters.ts'
import type { Geo } from '../../intel/geo.ts'
import { findingType } from '../../model/catalogue/index.ts'
import type { Stores } from '../../store/ports.ts'
import type { StoredFinding } from '../../store/records.ts'
import type { Monitored } from './monitoring-plan.ts'

/** What became of one batch's signals in one detector. */
export interface Written {
  created: StoredFinding[]
  updated: StoredFinding[]
}

/**
 * Makes findings of a batch's pieces, or adds to those there are, in their order. A new one that an ARCHIVE filter matches is
 * stored archived, and stays so when there is more of it; older findings are never touched by filters.
 */
export async function writeFindings(
  pieces: readonly Piece[],
  { detector, archives }: Monitored,
  { stores, geo, now }: { stores: Stores; geo: Geo; now: number },
): Promise<Written> {
  const byIdentity = Map.groupBy(pieces, identityOf)
  const known = await stores.findings.byIdentity(detector.id, [...byIdentity.keys()])
  const written: Written = { created: [], updated: [] }
  for (const [identity, own] of byIdentity) {
    const before = known.get(identity)
    const state = stateAfter(own, before, now)
    if (state === undefined) continue
    const document = findingDocument(state, { detectorId: detector.id, geo })
    const { service } = document
    if (before === undefined) {
      const suppressed = isSuppressed(archives, document)
      service.archived = suppressed
      written.created.push({ document, identity, state: stored(state), suppressed })
    } else {
      document.id = before.document.id
      document.arn = before.document.arn
      service.archived = before.document.service.archived
      const { userFeedback } = before.document.service
      if (userFeedback !== undefined) service.userFeedback = userFeedback
      written.updated.push({ document, identity, state: stored(state), suppressed: before.suppressed })
    }
  }
  await stores.findings.put([...written.created, ...written.updated])
  return written
}

function stateAfter(
  pieces: readonly Piece[],
  before: StoredFinding | undefined,
  now: number,
): FindingState | undefined {
  let state = before === undefined || before.state === null ? undefined : restored(before.state)
  for (const piece of pieces) {
    if (state === undefined) state = firstState(piece, now)
    else absorb(state, piece)
  }
  if (state !== undefined) state.updatedAt = now
  return state
}

/** Where the newest signal came from is in the resource already; its whole record need not be kept. */
function stored({ entry, latest, ...rest }: FindingState): object {
  const { resource: _, ...kept } = latest
  return { ...rest, type: entry.type, latest: kept }
}

function restored(kept: unknown): FindingState {
  const { type, ...rest } = kept as Omit<FindingState, 'entry'> & { type: FindingState['entry']['type'] }
  return { ...rest, entry: findingType(type) }
}
