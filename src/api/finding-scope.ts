import type { Stores } from '../store/ports.ts'
import type { Detector } from '../store/records.ts'

/** The detectors whose findings a caller sees in its own: itself, and those of the members that it administers. */
export async function visibleDetectorIds(stores: Stores, { id, accountId, region }: Detector): Promise<string[]> {
  return [id, ...(await stores.detectors.ofMembers({ region, administratorId: accountId }))]
}
