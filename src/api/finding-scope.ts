import type { Stores } from '../store/ports.ts'
import type { Detector } from '../store/records.ts'

/** GuardDuty's limit of members. */
const MEMBERS_MAX = 5000

/** The detectors whose findings a caller sees in its own: itself, and those of the members that it administers. */
export async function visibleDetectorIds(stores: Stores, { id, accountId, region }: Detector): Promise<string[]> {
  const members = await stores.memberships.list({
    region,
    administratorId: accountId,
    associated: true,
    limit: MEMBERS_MAX,
  })
  const ids = [id]
  for (const member of members) {
    const detector = await stores.detectors.findByPlace({ accountId: member.accountId, region })
    if (detector !== undefined) ids.push(detector.id)
  }
  return ids
}
