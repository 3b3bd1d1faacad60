import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import {
  CreateDetectorCommand,
  CreateFilterCommand,
  GetFindingsCommand,
  GetUsageStatisticsCommand,
  type GuardDutyClient,
  ListFindingsCommand,
  UpdateDetectorCommand,
} from '@aws-sdk/client-guardduty'
import { ALICE, BOB, boot, CAROL, eventually, REGION } from './boot.ts'
import { deliver } from './deliver.ts'

const booted = await boot()
const { client } = booted

/** Somebody stops a trail, as CloudTrail records it. */
function stopLogging(accountId: string, { id = 'e-1', time = '2026-03-02T10:00:00Z', region = REGION } = {}): object {
  return {
    eventVersion: '1.08',
    eventID: id,
    eventTime: time,
    eventType: 'AwsApiCall',
    eventCategory: 'Management',
    eventSource: 'cloudtrail.amazonaws.com',
    eventName: 'StopLogging',
    awsRegion: region,
    sourceIPAddress: '8.8.8.8',
    userAgent: 'aws-cli/2',
    recipientAccountId: accountId,
    userIdentity: {
      type: 'IAMUser',
      principalId: 'AIDAEXAMPLE0000000001',
      arn: `arn:aws:iam::${accountId}:user/eve`,
      accountId,
      accessKeyId: 'AKIAEXAMPLE000000001',
      userName: 'eve',
    },
    requestParameters: { name: `arn:aws:cloudtrail:${region}:${accountId}:trail/main` },
    responseElements: null,
  }
}

const bodyOf = (...records: object[]) => gzipSync(JSON.stringify({ Records: records }))

async function newDetector(user: GuardDutyClient): Promise<string> {
  return (await user.send(new CreateDetectorCommand({ Enable: true }))).DetectorId ?? ''
}

const listed = (user: GuardDutyClient, DetectorId: string) => async () =>
  (await user.send(new ListFindingsCommand({ DetectorId }))).FindingIds ?? []

test('delivered records become findings of their account, once, and usage', async () => {
  const user = client(ALICE)
  const DetectorId = await newDetector(user)
  const body = bodyOf(stopLogging(ALICE))
  const first = await deliver(booted.service.url, ALICE, body)
  assert.equal(first.status, 200)
  const [id = ''] = await eventually(listed(user, DetectorId), (ids) => ids.length > 0)
  const { Findings } = await user.send(new GetFindingsCommand({ DetectorId, FindingIds: [id] }))
  const finding = Findings?.[0]
  assert.equal(finding?.Type, 'Stealth:IAMUser/CloudTrailLoggingDisabled')
  assert.equal(finding?.AccountId, ALICE)
  assert.equal(finding?.Service?.DetectorId, DetectorId)
  assert.equal(finding?.Service?.EventFirstSeen, '2026-03-02T10:00:00.000Z')
  assert.match(await (await deliver(booted.service.url, ALICE, body)).text(), /"outcome":"known"/)
  await deliver(booted.service.url, ALICE, bodyOf(stopLogging(ALICE, { id: 'e-2', time: '2026-03-02T11:00:00Z' })))
  const counted = () => user.send(new GetFindingsCommand({ DetectorId, FindingIds: [id] }))
  const more = await eventually(counted, (answer) => answer.Findings?.[0]?.Service?.Count === 2)
  assert.equal(more.Findings?.[0]?.CreatedAt, finding?.CreatedAt)
  const { UsageStatistics } = await user.send(
    new GetUsageStatisticsCommand({
      DetectorId,
      UsageStatisticType: 'SUM_BY_DATA_SOURCE',
      UsageCriteria: { DataSources: ['CLOUD_TRAIL', 'FLOW_LOGS'] },
    }),
  )
  assert.deepEqual(UsageStatistics?.SumByDataSource, [
    { DataSource: 'CLOUD_TRAIL', Total: { Amount: '0.000008', Unit: 'USD' } },
  ])
})

test("nobody delivers another account's records; a suspended detector finds nothing", async () => {
  const bob = client(BOB)
  const DetectorId = await newDetector(bob)
  await deliver(booted.service.url, CAROL, bodyOf(stopLogging(BOB)))
  await bob.send(new UpdateDetectorCommand({ DetectorId, Enable: false }))
  await deliver(booted.service.url, BOB, bodyOf(stopLogging(BOB, { id: 'e-3' })))
  const waiting = () => booted.service.store.pendingObjects.pending()
  await eventually(waiting, ({ objects }) => objects === 0)
  assert.deepEqual(await listed(bob, DetectorId)(), [])
  await bob.send(new UpdateDetectorCommand({ DetectorId, Enable: true }))
  await deliver(booted.service.url, ALICE, bodyOf(stopLogging(BOB, { id: 'e-4' })))
  // The management account delivers its organisation's logs.
  await eventually(listed(bob, DetectorId), (ids) => ids.length === 1)
})

test('what a filter archives is stored archived', async () => {
  const carol = client(CAROL)
  const DetectorId = await newDetector(carol)
  const Criterion = { severity: { Lte: 2 }, type: { Eq: ['Stealth:IAMUser/CloudTrailLoggingDisabled'] } }
  await carol.send(
    new CreateFilterCommand({ DetectorId, Name: 'quiet', Action: 'ARCHIVE', FindingCriteria: { Criterion } }),
  )
  await deliver(booted.service.url, CAROL, bodyOf(stopLogging(CAROL)))
  const FindingIds = await eventually(listed(carol, DetectorId), (ids) => ids.length > 0)
  const { Findings } = await carol.send(new GetFindingsCommand({ DetectorId, FindingIds }))
  assert.equal(Findings?.[0]?.Service?.Archived, true)
})

test('what was accepted before a restart is found after it', async () => {
  const user = client(ALICE, 'us-west-1')
  const DetectorId = await newDetector(user)
  await deliver(booted.service.url, ALICE, bodyOf(stopLogging(ALICE, { region: 'us-west-1' })), 'us-west-1')
  await booted.restart()
  await eventually(listed(client(ALICE, 'us-west-1'), DetectorId), (ids) => ids.length === 1)
})

test('an unsigned delivery is refused', async () => {
  const response = await fetch(`${booted.service.url}/ingest/v1/records`, { method: 'POST', body: 'x' })
  assert.equal(response.status, 403)
  assert.equal((await fetch(`${booted.service.url}/healthz`)).status, 200)
})
