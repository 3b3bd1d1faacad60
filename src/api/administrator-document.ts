import { wireTime } from '../model/wire-time.ts'
import type { Stores } from '../store/ports.ts'
import type { Detector } from '../store/records.ts'

/** The administrator of a detector's account as the wire shows it; null when it has none. */
export async function administratorDocument(stores: Stores, detector: Detector) {
  const membership = await stores.memberships.associationOf(detector)
  if (membership === undefined) return null
  const { administratorId, invitationId, invitedAt, status } = membership
  return {
    accountId: administratorId,
    ...(invitationId === null ? {} : { invitationId }),
    ...(invitedAt === null ? {} : { invitedAt: wireTime(invitedAt) }),
    relationshipStatus: status,
  }
}
