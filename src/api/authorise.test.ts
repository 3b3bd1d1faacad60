import assert from 'node:assert/strict'
import { test } from 'node:test'
import { operationNames, operations } from '../model/api/operations.ts'
import { isAllowed, type Relationship } from './authorise.ts'

/** What the reference lets an administered account do in its own detector, and what it may ask about itself. */
const MEMBERS_MAY = [
  'AcceptAdministratorInvitation',
  'AcceptInvitation',
  'CreateDetector',
  'CreateMembers',
  'CreateSampleFindings',
  'DeclineInvitations',
  'DeleteDetector',
  'DeleteInvitations',
  'DescribeOrganizationConfiguration',
  'DisableOrganizationAdminAccount',
  'DisassociateFromAdministratorAccount',
  'DisassociateFromMasterAccount',
  'EnableOrganizationAdminAccount',
  'GetAdministratorAccount',
  'GetDetector',
  'GetFindings',
  'GetFindingsStatistics',
  'GetInvitationsCount',
  'GetMasterAccount',
  'GetRemainingFreeTrialDays',
  'GetUsageStatistics',
  'InviteMembers',
  'ListDetectors',
  'ListFindings',
  'ListIPSets',
  'ListInvitations',
  'ListOrganizationAdminAccounts',
  'ListTagsForResource',
  'ListThreatIntelSets',
  'TagResource',
  'UntagResource',
  'UpdateDetector',
  'UpdateOrganizationConfiguration',
]

test('every operation is decided for every relationship', () => {
  assert.equal(operationNames.length, 62)
  for (const operation of operationNames) {
    for (const relationship of ['standalone', 'administrator'] satisfies Relationship[]) {
      assert.equal(isAllowed(operation, relationship), true, `${operation} as ${relationship}`)
    }
    for (const relationship of ['member', 'organizationMember'] satisfies Relationship[]) {
      assert.equal(
        isAllowed(operation, relationship),
        MEMBERS_MAY.includes(operation),
        `${operation} as ${relationship}`,
      )
    }
  }
})

test('a key that only reads reaches nothing that changes', () => {
  for (const operation of operationNames) {
    const { access, method } = operations[operation]
    if (access === 'read') assert.match(operation, /^(Get|List|Describe)/)
    if (method === 'GET') assert.equal(access, 'read', operation)
  }
})
