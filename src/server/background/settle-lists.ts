import type { S3Client } from '@aws-sdk/client-s3'
import { fetchList } from '../../ingest/fetch-list.ts'
import { type AllowedLocations, LocationRefused, readLocation } from '../../ingest/list-location.ts'
import { ListError, type ListFormat, parseList } from '../../intel/parse-list.ts'
import type { Clock } from '../../std/clock.ts'
import type { Store } from '../../store/ports.ts'
import type { IndicatorSet } from '../../store/records.ts'

/** GuardDuty's limits for entries (api-behaviour.md section 2.11). */
const ENTRIES_MAX = { ipset: 2_000, threatintelset: 250_000 }

export interface ListSettling {
  store: Store
  allowed: AllowedLocations
  s3: () => Promise<S3Client>
  clock: Clock
}

/**
 * Brings every IP set and threat intel set that is between two states to the second: fetches and reads what is to be active,
 * forgets the content of what is not. Begun again after a crash, it does the same. Answers how many it settled.
 */
export async function settleLists(settling: ListSettling): Promise<number> {
  const { store } = settling
  const sets = await store.indicatorSets.withStatus(['ACTIVATING', 'DEACTIVATING', 'DELETE_PENDING'])
  for (const set of sets) {
    if (set.status === 'ACTIVATING') await activate(set, settling)
    else await finish(set, settling, { status: set.status === 'DEACTIVATING' ? 'INACTIVE' : 'DELETED', content: null })
  }
  return sets.length
}

async function activate(set: IndicatorSet, settling: ListSettling): Promise<void> {
  try {
    const content = await fetchList(await readLocation(set.location, settling.allowed), settling.s3)
    const entries = countEntries(content, set)
    await finish(set, settling, { status: 'ACTIVE', content, entries })
  } catch (error) {
    if (!(error instanceof LocationRefused || error instanceof ListError)) throw error
    await finish(set, settling, { status: 'ERROR', content: null, reason: error.message })
  }
}

/** Throws `ListError` for a file without a single usable entry, or with too many. */
function countEntries(content: Uint8Array, { kind, format }: IndicatorSet): number {
  const list = parseList(content, { format: format as ListFormat })
  let entries = 0
  for (const indicator of list.indicators()) if (indicator.kind === 'range4') entries++
  if (entries === 0) {
    const [first] = list.rejected
    const why = first === undefined ? '' : `; line ${first.line}: ${first.reason}`
    throw new ListError(`the file has no IPv4 address or network in the format ${format}${why}`)
  }
  const max = ENTRIES_MAX[kind]
  if (entries > max) throw new ListError(`the file has ${entries} entries; at most ${max} are allowed`)
  return entries
}

/** Unless the set was changed meanwhile: then that change is what has to be settled. */
async function finish(
  before: IndicatorSet,
  { store, clock }: ListSettling,
  end: { status: IndicatorSet['status']; content: Uint8Array | null; entries?: number; reason?: string },
): Promise<void> {
  await store.transaction(async (stores) => {
    const set = await stores.indicatorSets.find(before.detectorId, before.kind, before.id)
    if (set === undefined || set.status !== before.status || set.location !== before.location) return
    await stores.indicatorSets.writeContent(set.id, end.content)
    const { status, entries = null, reason = null } = end
    await stores.indicatorSets.update({ ...set, status, entries, reason, updatedAt: clock() })
  })
}
