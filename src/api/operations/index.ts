import type { OperationName } from '../../model/api/operations.ts'
import type { Handler } from '../operation.ts'
import { acceptAdministratorInvitation } from './accept-administrator-invitation.ts'
import { acceptInvitation } from './accept-invitation.ts'
import { archiveFindings } from './archive-findings.ts'
import { createDetector } from './create-detector.ts'
import { createFilter } from './create-filter.ts'
import { createIPSet } from './create-ip-set.ts'
import { createMembers } from './create-members.ts'
import { createPublishingDestination } from './create-publishing-destination.ts'
import { createSampleFindings } from './create-sample-findings.ts'
import { createThreatIntelSet } from './create-threat-intel-set.ts'
import { declineInvitations } from './decline-invitations.ts'
import { deleteDetector } from './delete-detector.ts'
import { deleteFilter } from './delete-filter.ts'
import { deleteInvitations } from './delete-invitations.ts'
import { deleteIPSet } from './delete-ip-set.ts'
import { deleteMembers } from './delete-members.ts'
import { deletePublishingDestination } from './delete-publishing-destination.ts'
import { deleteThreatIntelSet } from './delete-threat-intel-set.ts'
import { describeOrganizationConfiguration } from './describe-organization-configuration.ts'
import { describePublishingDestination } from './describe-publishing-destination.ts'
import { disableOrganizationAdminAccount } from './disable-organization-admin-account.ts'
import { disassociateFromAdministratorAccount } from './disassociate-from-administrator-account.ts'
import { disassociateFromMasterAccount } from './disassociate-from-master-account.ts'
import { disassociateMembers } from './disassociate-members.ts'
import { enableOrganizationAdminAccount } from './enable-organization-admin-account.ts'
import { getAdministratorAccount } from './get-administrator-account.ts'
import { getDetector } from './get-detector.ts'
import { getFilter } from './get-filter.ts'
import { getFindings } from './get-findings.ts'
import { getFindingsStatistics } from './get-findings-statistics.ts'
import { getInvitationsCount } from './get-invitations-count.ts'
import { getIPSet } from './get-ip-set.ts'
import { getMasterAccount } from './get-master-account.ts'
import { getMemberDetectors } from './get-member-detectors.ts'
import { getMembers } from './get-members.ts'
import { getRemainingFreeTrialDays } from './get-remaining-free-trial-days.ts'
import { getThreatIntelSet } from './get-threat-intel-set.ts'
import { getUsageStatistics } from './get-usage-statistics.ts'
import { inviteMembers } from './invite-members.ts'
import { listDetectors } from './list-detectors.ts'
import { listFilters } from './list-filters.ts'
import { listFindings } from './list-findings.ts'
import { listInvitations } from './list-invitations.ts'
import { listIPSets } from './list-ip-sets.ts'
import { listMembers } from './list-members.ts'
import { listOrganizationAdminAccounts } from './list-organization-admin-accounts.ts'
import { listPublishingDestinations } from './list-publishing-destinations.ts'
import { listTagsForResource } from './list-tags-for-resource.ts'
import { listThreatIntelSets } from './list-threat-intel-sets.ts'
import { startMonitoringMembers } from './start-monitoring-members.ts'
import { stopMonitoringMembers } from './stop-monitoring-members.ts'
import { tagResource } from './tag-resource.ts'
import { unarchiveFindings } from './unarchive-findings.ts'
import { untagResource } from './untag-resource.ts'
import { updateDetector } from './update-detector.ts'
import { updateFilter } from './update-filter.ts'
import { updateFindingsFeedback } from './update-findings-feedback.ts'
import { updateIPSet } from './update-ip-set.ts'
import { updateMemberDetectors } from './update-member-detectors.ts'
import { updateOrganizationConfiguration } from './update-organization-configuration.ts'
import { updatePublishingDestination } from './update-publishing-destination.ts'
import { updateThreatIntelSet } from './update-threat-intel-set.ts'

export type Handlers = { [Name in OperationName]: Handler<Name> }

/** Every operation and what handles it: one that is missing does not compile. */
export const handlers = {
  AcceptAdministratorInvitation: acceptAdministratorInvitation,
  AcceptInvitation: acceptInvitation,
  ArchiveFindings: archiveFindings,
  CreateDetector: createDetector,
  CreateFilter: createFilter,
  CreateIPSet: createIPSet,
  CreateMembers: createMembers,
  CreatePublishingDestination: createPublishingDestination,
  CreateSampleFindings: createSampleFindings,
  CreateThreatIntelSet: createThreatIntelSet,
  DeclineInvitations: declineInvitations,
  DeleteDetector: deleteDetector,
  DeleteFilter: deleteFilter,
  DeleteIPSet: deleteIPSet,
  DeleteInvitations: deleteInvitations,
  DeleteMembers: deleteMembers,
  DeletePublishingDestination: deletePublishingDestination,
  DeleteThreatIntelSet: deleteThreatIntelSet,
  DescribeOrganizationConfiguration: describeOrganizationConfiguration,
  DescribePublishingDestination: describePublishingDestination,
  DisableOrganizationAdminAccount: disableOrganizationAdminAccount,
  DisassociateFromAdministratorAccount: disassociateFromAdministratorAccount,
  DisassociateFromMasterAccount: disassociateFromMasterAccount,
  DisassociateMembers: disassociateMembers,
  EnableOrganizationAdminAccount: enableOrganizationAdminAccount,
  GetAdministratorAccount: getAdministratorAccount,
  GetDetector: getDetector,
  GetFilter: getFilter,
  GetFindings: getFindings,
  GetFindingsStatistics: getFindingsStatistics,
  GetIPSet: getIPSet,
  GetInvitationsCount: getInvitationsCount,
  GetMasterAccount: getMasterAccount,
  GetMemberDetectors: getMemberDetectors,
  GetMembers: getMembers,
  GetRemainingFreeTrialDays: getRemainingFreeTrialDays,
  GetThreatIntelSet: getThreatIntelSet,
  GetUsageStatistics: getUsageStatistics,
  InviteMembers: inviteMembers,
  ListDetectors: listDetectors,
  ListFilters: listFilters,
  ListFindings: listFindings,
  ListIPSets: listIPSets,
  ListInvitations: listInvitations,
  ListMembers: listMembers,
  ListOrganizationAdminAccounts: listOrganizationAdminAccounts,
  ListPublishingDestinations: listPublishingDestinations,
  ListTagsForResource: listTagsForResource,
  ListThreatIntelSets: listThreatIntelSets,
  StartMonitoringMembers: startMonitoringMembers,
  StopMonitoringMembers: stopMonitoringMembers,
  TagResource: tagResource,
  UnarchiveFindings: unarchiveFindings,
  UntagResource: untagResource,
  UpdateDetector: updateDetector,
  UpdateFilter: updateFilter,
  UpdateFindingsFeedback: updateFindingsFeedback,
  UpdateIPSet: updateIPSet,
  UpdateMemberDetectors: updateMemberDetectors,
  UpdateOrganizationConfiguration: updateOrganizationConfiguration,
  UpdatePublishingDestination: updatePublishingDestination,
  UpdateThreatIntelSet: updateThreatIntelSet,
} satisfies Handlers
