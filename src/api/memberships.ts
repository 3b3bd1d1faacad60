import { wireTime } from '../model/wire-time.ts'
import type { Stores } from '../store/ports.ts'
import type { Detector, Membership, RelationshipStatus } from '../store/records.ts'
import { newDetector } from './detector-document.ts'

/** GuardDuty's limit of members of one administrator. */
export const MEMBERS_MAX = 5000

export const isAssociated = ({ status }: { status: RelationshipStatus }): boolean =>
  status === 'Enabled' || status === 'Disabled'

/** What is said of one account in `unprocessedAccounts`; the texts are the service's (api-behaviour.md section 2.4). */
export const REFUSALS = {
  createAsMember:
    'The request is rejected because the current account cannot create members since it is already an associated member of another master account.',
  createSelf: 'The request is rejected because an account cannot become a member of itself.',
  createTwice:
    'The request is rejected because the given account ID is already a member or associated member of the current account.',
  createTooMany:
    'The request is rejected because the current account cannot create anymore members since it cannot exceed the maximum number of allowed members.',
  createElsewhere:
    'The request is rejected because the given account ID is already an associated member of another master account.',
  organizationFirst:
    'Operation failed because your organization master must first enable GuardDuty to be added as a member',
  inviteAsMember:
    'The request is rejected because the current account cannot invite other accounts since it is already an associated member of another master account.',
  inviteSelf: 'The request is rejected because the current account cannot invite itself.',
  inviteWithoutEmail: "The request is rejected because member account's email address is missing.",
  inviteTwice:
    'The request is rejected because the current account has already invited or is already the GuardDuty master of the given member account ID.',
  stillAssociated:
    'The request is rejected because the current account cannot delete the given member account ID since it is still associated to it.',
  stranger:
    'The request is rejected because the given account ID is not an associated member of account the current account.',
  noInvitation:
    'The request is rejected because the current account has no pending invitation from the given master account ID or is already an associated member of another master account.',
  invitationHeld:
    'The request is rejected because the current account cannot delete the invitation from the given master account ID since it is still associated to it or has not declined their invitation yet.',
} as const

export interface Unprocessed {
  accountId: string
  result: string
}

/**
 * Asks `handle` about each account once, in order; what it answers is why that account was not processed. Nothing that is
 * wrong with one account keeps the others from being processed.
 */
export async function eachAccount(
  accountIds: readonly string[],
  handle: (accountId: string) => Promise<string | undefined>,
): Promise<Unprocessed[]> {
  const unprocessed: Unprocessed[] = []
  for (const accountId of new Set(accountIds)) {
    const result = await handle(accountId)
    if (result !== undefined) unprocessed.push({ accountId, result })
  }
  return unprocessed
}

/** The membership by which a detector's account administers another. */
export async function membershipUnder(stores: Stores, detector: Detector, accountId: string) {
  return stores.memberships.find({ region: detector.region, administratorId: detector.accountId, accountId })
}

export async function setStatus(
  stores: Stores,
  membership: Membership,
  status: RelationshipStatus,
  now: number,
): Promise<void> {
  await stores.memberships.put({ ...membership, status, updatedAt: now })
}

/** The detector of an account, made or turned on when it is not. */
export async function enabledDetector(
  stores: Stores,
  place: { accountId: string; region: string },
  { now, newId }: { now: number; newId: () => string },
): Promise<Detector> {
  const known = await stores.detectors.findByPlace(place)
  if (known === undefined) {
    const detector = newDetector({ id: newId(), ...place, createdAt: now })
    await stores.detectors.insert(detector)
    return detector
  }
  if (known.enabled) return known
  const enabled = { ...known, enabled: true, updatedAt: now }
  await stores.detectors.update(enabled)
  return enabled
}

/** A member as the wire shows it; both names of the administrator are sent since June 2022. */
export async function memberDocument(stores: Stores, membership: Membership) {
  const { accountId, region, administratorId, email, status, invitedAt, updatedAt } = membership
  const detector = isAssociated(membership) ? await stores.detectors.findByPlace({ accountId, region }) : undefined
  return {
    accountId,
    ...(detector === undefined ? {} : { detectorId: detector.id }),
    masterId: administratorId,
    administratorId,
    email,
    relationshipStatus: status,
    ...(invitedAt === null ? {} : { invitedAt: wireTime(invitedAt) }),
    updatedAt: wireTime(updatedAt),
  }
}
