import type { OperationName } from '../model/api/operations.ts'
import type { Stores } from '../store/ports.ts'
import type { Detector } from '../store/records.ts'
import { accessDenied } from './wire-error.ts'

/**
 * What an account is to others in one region: without any relation; with accounts that it administers; administered, having
 * accepted an invitation; or administered by its organisation.
 */
export type Relationship = 'standalone' | 'administrator' | 'member' | 'organizationMember'

/** Operations that an administered account may not call: its administrator does these for it (api-behaviour.md section 2.1). */
const ADMINISTRATORS_ONLY: ReadonlySet<OperationName> = new Set([
  'ArchiveFindings',
  'UnarchiveFindings',
  'UpdateFindingsFeedback',
  'CreateFilter',
  'GetFilter',
  'ListFilters',
  'UpdateFilter',
  'DeleteFilter',
  'CreateIPSet',
  'GetIPSet',
  'UpdateIPSet',
  'DeleteIPSet',
  'CreateThreatIntelSet',
  'GetThreatIntelSet',
  'UpdateThreatIntelSet',
  'DeleteThreatIntelSet',
  'CreatePublishingDestination',
  'DescribePublishingDestination',
  'ListPublishingDestinations',
  'UpdatePublishingDestination',
  'DeletePublishingDestination',
  'DeleteMembers',
  'DisassociateMembers',
  'GetMemberDetectors',
  'GetMembers',
  'ListMembers',
  'StartMonitoringMembers',
  'StopMonitoringMembers',
  'UpdateMemberDetectors',
])

/** Whether an account of this relationship may call the operation at all; handlers refuse further, with their own texts. */
export function isAllowed(operation: OperationName, relationship: Relationship): boolean {
  if (relationship === 'standalone' || relationship === 'administrator') return true
  return !ADMINISTRATORS_ONLY.has(operation)
}

export async function relationshipOf(stores: Stores, detector: Detector): Promise<Relationship> {
  const membership = await stores.memberships.associationOf(detector)
  if (membership !== undefined) return membership.byOrganization ? 'organizationMember' : 'member'
  const { region, accountId: administratorId } = detector
  return (await stores.memberships.count({ region, administratorId })) > 0 ? 'administrator' : 'standalone'
}

/** Throws the wire error for an operation that the owner of the detector may not call. */
export async function authorise(operation: OperationName, detector: Detector, stores: Stores): Promise<void> {
  if (!ADMINISTRATORS_ONLY.has(operation)) return
  if (!isAllowed(operation, await relationshipOf(stores, detector))) throw accessDenied()
}
