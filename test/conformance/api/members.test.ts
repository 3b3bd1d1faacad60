import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  AcceptAdministratorInvitationCommand,
  AcceptInvitationCommand,
  ArchiveFindingsCommand,
  CreateDetectorCommand,
  CreateMembersCommand,
  CreateSampleFindingsCommand,
  DeclineInvitationsCommand,
  DeleteDetectorCommand,
  DeleteInvitationsCommand,
  DeleteMembersCommand,
  DescribeOrganizationConfigurationCommand,
  DisableOrganizationAdminAccountCommand,
  DisassociateFromAdministratorAccountCommand,
  DisassociateFromMasterAccountCommand,
  DisassociateMembersCommand,
  EnableOrganizationAdminAccountCommand,
  GetAdministratorAccountCommand,
  GetInvitationsCountCommand,
  GetMasterAccountCommand,
  GetMemberDetectorsCommand,
  GetMembersCommand,
  type GuardDutyClient,
  InviteMembersCommand,
  ListDetectorsCommand,
  ListFindingsCommand,
  ListInvitationsCommand,
  ListMembersCommand,
  ListOrganizationAdminAccountsCommand,
  StartMonitoringMembersCommand,
  StopMonitoringMembersCommand,
  UpdateMemberDetectorsCommand,
  UpdateOrganizationConfigurationCommand,
} from '@aws-sdk/client-guardduty'
import { ALICE, BOB, boot, CAROL } from './boot.ts'

const booted = await boot()
const { client } = booted

async function detectorOf(user: GuardDutyClient): Promise<string> {
  return (await user.send(new CreateDetectorCommand({ Enable: true }))).DetectorId ?? ''
}

const carolDetails = { AccountId: CAROL, Email: 'carol@example.com' }

test('an invitation goes its way from created to enabled to resigned', async () => {
  const alice = client(ALICE)
  const carol = client(CAROL)
  const DetectorId = await detectorOf(alice)
  const own = await detectorOf(carol)
  const created = await alice.send(
    new CreateMembersCommand({ DetectorId, AccountDetails: [carolDetails, { AccountId: ALICE, Email: 'a@b.c' }] }),
  )
  assert.deepEqual(created.UnprocessedAccounts, [
    { AccountId: ALICE, Result: 'The request is rejected because an account cannot become a member of itself.' },
  ])
  const statusOf = async () => {
    const { Members } = await alice.send(new GetMembersCommand({ DetectorId, AccountIds: [CAROL] }))
    return Members?.[0]?.RelationshipStatus
  }
  assert.equal(await statusOf(), 'Created')
  await alice.send(new InviteMembersCommand({ DetectorId, AccountIds: [CAROL], DisableEmailNotification: true }))
  assert.equal(await statusOf(), 'Invited')
  assert.equal((await carol.send(new GetInvitationsCountCommand({}))).InvitationsCount, 1)
  const { Invitations } = await carol.send(new ListInvitationsCommand({}))
  const InvitationId = Invitations?.[0]?.InvitationId
  await carol.send(new AcceptInvitationCommand({ DetectorId: own, MasterId: ALICE, InvitationId }))
  assert.equal(await statusOf(), 'Enabled')
  const { Master } = await carol.send(new GetMasterAccountCommand({ DetectorId: own }))
  assert.equal(Master?.AccountId, ALICE)
  assert.equal(Master?.RelationshipStatus, 'Enabled')
  await assert.rejects(alice.send(new DeleteDetectorCommand({ DetectorId })), {
    message:
      'The request is rejected because the current account cannot delete detector while it has invited or associated members.',
  })
  await carol.send(new DisassociateFromMasterAccountCommand({ DetectorId: own }))
  assert.equal(await statusOf(), 'Resigned')
  assert.equal((await carol.send(new GetMasterAccountCommand({ DetectorId: own }))).Master, undefined)
  await alice.send(new InviteMembersCommand({ DetectorId, AccountIds: [CAROL] }))
  await carol.send(new DeclineInvitationsCommand({ AccountIds: [ALICE] }))
  assert.deepEqual((await carol.send(new DeleteInvitationsCommand({ AccountIds: [ALICE] }))).UnprocessedAccounts, [])
  await alice.send(new DeleteMembersCommand({ DetectorId, AccountIds: [CAROL] }))
  const gone = await alice.send(new GetMembersCommand({ DetectorId, AccountIds: [CAROL] }))
  assert.deepEqual(gone.Members, [])
})

test("an administrator sees its members' findings, monitors them, and they may not archive", async () => {
  const region = 'us-east-1'
  const alice = client(ALICE, region)
  const carol = client(CAROL, region)
  const DetectorId = await detectorOf(alice)
  const own = await detectorOf(carol)
  await alice.send(new CreateMembersCommand({ DetectorId, AccountDetails: [carolDetails] }))
  await alice.send(new InviteMembersCommand({ DetectorId, AccountIds: [CAROL] }))
  const { Invitations } = await carol.send(new ListInvitationsCommand({}))
  await carol.send(
    new AcceptAdministratorInvitationCommand({
      DetectorId: own,
      AdministratorId: ALICE,
      InvitationId: Invitations?.[0]?.InvitationId,
    }),
  )
  await carol.send(new CreateSampleFindingsCommand({ DetectorId: own, FindingTypes: ['Recon:EC2/Portscan'] }))
  const { FindingIds } = await alice.send(new ListFindingsCommand({ DetectorId }))
  assert.equal(FindingIds?.length, 1)
  await assert.rejects(carol.send(new ArchiveFindingsCommand({ DetectorId: own, FindingIds })), {
    message: 'The request is rejected because the caller is not authorized to call this API.',
  })
  await alice.send(new ArchiveFindingsCommand({ DetectorId, FindingIds }))
  await alice.send(new StopMonitoringMembersCommand({ DetectorId, AccountIds: [CAROL] }))
  const { Members } = await alice.send(new ListMembersCommand({ DetectorId }))
  assert.equal(Members?.[0]?.RelationshipStatus, 'Disabled')
  await alice.send(new StartMonitoringMembersCommand({ DetectorId, AccountIds: [CAROL] }))
  await alice.send(
    new UpdateMemberDetectorsCommand({
      DetectorId,
      AccountIds: [CAROL],
      DataSources: { S3Logs: { Enable: false } },
    }),
  )
  const detectors = await alice.send(new GetMemberDetectorsCommand({ DetectorId, AccountIds: [CAROL, BOB] }))
  assert.equal(detectors.MemberDataSourceConfigurations?.[0]?.DataSources?.S3Logs?.Status, 'DISABLED')
  assert.equal(detectors.UnprocessedAccounts?.[0]?.AccountId, BOB)
  await alice.send(new DisassociateMembersCommand({ DetectorId, AccountIds: [CAROL] }))
  assert.deepEqual((await alice.send(new ListFindingsCommand({ DetectorId }))).FindingIds, [])
  const all = await alice.send(new ListMembersCommand({ DetectorId, OnlyAssociated: 'FALSE' }))
  assert.equal(all.Members?.[0]?.RelationshipStatus, 'Removed')
})

test('a delegated administrator takes accounts of its organisation in without asking', async () => {
  const region = 'eu-central-1'
  const alice = client(ALICE, region)
  const bob = client(BOB, region)
  await assert.rejects(bob.send(new EnableOrganizationAdminAccountCommand({ AdminAccountId: BOB })), {
    message: 'The request failed because you do not have required AWS Organization master permission.',
  })
  await alice.send(new EnableOrganizationAdminAccountCommand({ AdminAccountId: BOB }))
  await assert.rejects(alice.send(new EnableOrganizationAdminAccountCommand({ AdminAccountId: CAROL })), {
    message: /another account is already enabled as GuardDuty delegated administrator/,
  })
  const { AdminAccounts } = await alice.send(new ListOrganizationAdminAccountsCommand({}))
  assert.deepEqual(AdminAccounts, [{ AdminAccountId: BOB, AdminStatus: 'ENABLED' }])
  const { DetectorIds } = await bob.send(new ListDetectorsCommand({}))
  const DetectorId = DetectorIds?.[0]
  await bob.send(
    new UpdateOrganizationConfigurationCommand({
      DetectorId,
      AutoEnable: true,
      DataSources: { S3Logs: { AutoEnable: true } },
    }),
  )
  const configuration = await bob.send(new DescribeOrganizationConfigurationCommand({ DetectorId }))
  assert.equal(configuration.AutoEnable, true)
  assert.equal(configuration.DataSources?.S3Logs?.AutoEnable, true)
  const AccountDetails = [{ AccountId: ALICE, Email: 'alice@example.com' }]
  const early = await bob.send(new CreateMembersCommand({ DetectorId, AccountDetails }))
  assert.match(early.UnprocessedAccounts?.[0]?.Result ?? '', /your organization master must first enable GuardDuty/)
  const own = await detectorOf(alice)
  assert.deepEqual((await bob.send(new CreateMembersCommand({ DetectorId, AccountDetails }))).UnprocessedAccounts, [])
  const { Administrator } = await alice.send(new GetAdministratorAccountCommand({ DetectorId: own }))
  assert.equal(Administrator?.AccountId, BOB)
  await assert.rejects(alice.send(new DisassociateFromAdministratorAccountCommand({ DetectorId: own })), {
    message: 'The request is rejected because member cannot disassociate from Organization administrator',
  })
  await alice.send(new DisableOrganizationAdminAccountCommand({ AdminAccountId: BOB }))
  assert.deepEqual((await alice.send(new ListOrganizationAdminAccountsCommand({}))).AdminAccounts, [])
  const after = await alice.send(new GetAdministratorAccountCommand({ DetectorId: own }))
  assert.equal(after.Administrator, undefined)
})

test('an account that joins the organisation becomes a member where auto-enable is on', async () => {
  const region = 'ap-northeast-1'
  await client(ALICE, region).send(new EnableOrganizationAdminAccountCommand({ AdminAccountId: BOB }))
  const { DetectorIds } = await client(BOB, region).send(new ListDetectorsCommand({}))
  const DetectorId = DetectorIds?.[0]
  await client(BOB, region).send(new UpdateOrganizationConfigurationCommand({ DetectorId, AutoEnable: true }))
  booted.config.accounts.push({ id: '444444444444', email: 'dan@example.com', organizationMember: true, keys: [] })
  await booted.restart()
  const { Members } = await client(BOB, region).send(new ListMembersCommand({ DetectorId }))
  assert.deepEqual(
    Members?.map(({ AccountId, RelationshipStatus }) => [AccountId, RelationshipStatus]),
    [['444444444444', 'Enabled']],
  )
})
