import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import {
  CreateDetectorCommand,
  CreateFilterCommand,
  CreateIPSetCommand,
  CreatePublishingDestinationCommand,
  CreateThreatIntelSetCommand,
  DeleteFilterCommand,
  DeleteIPSetCommand,
  DescribePublishingDestinationCommand,
  GetFilterCommand,
  GetIPSetCommand,
  GetThreatIntelSetCommand,
  ListFiltersCommand,
  ListIPSetsCommand,
  ListThreatIntelSetsCommand,
  UpdateFilterCommand,
  UpdateThreatIntelSetCommand,
} from '@aws-sdk/client-guardduty'
import { ALICE, boot, eventually } from './boot.ts'

const folder = mkdtempSync(join(tmpdir(), 'picket-lists-'))
after(() => rmSync(folder, { recursive: true, force: true }))
writeFileSync(join(folder, 'bad.txt'), '93.184.216.34\n93.184.217.0/24\n')
const { client } = await boot({
  lists: { allowHosts: [], allowFiles: [folder] },
  // Nobody listens there.
  aws: { region: 'us-east-1', pathStyle: true, endpoints: { s3: 'http://127.0.0.1:9' } },
})
const user = client(ALICE)
const { DetectorId } = await user.send(new CreateDetectorCommand({ Enable: true }))
const Location = `file://${join(folder, 'bad.txt')}`

test('filters keep their rank without gaps, and echo what was written', async () => {
  const FindingCriteria = { Criterion: { severity: { Gte: 4 }, type: { Eq: ['a', 'b'] } } }
  for (const Name of ['one', 'two', 'three']) {
    await user.send(new CreateFilterCommand({ DetectorId, Name, Rank: 1, FindingCriteria }))
  }
  const names = async () => (await user.send(new ListFiltersCommand({ DetectorId }))).FilterNames
  assert.deepEqual(await names(), ['three', 'two', 'one'])
  await user.send(new UpdateFilterCommand({ DetectorId, FilterName: 'three', Rank: 3, Action: 'ARCHIVE' }))
  assert.deepEqual(await names(), ['two', 'one', 'three'])
  await user.send(new DeleteFilterCommand({ DetectorId, FilterName: 'two' }))
  const filter = await user.send(new GetFilterCommand({ DetectorId, FilterName: 'three' }))
  assert.equal(filter.Rank, 2)
  assert.equal(filter.Action, 'ARCHIVE')
  assert.deepEqual(filter.FindingCriteria, FindingCriteria)
  await assert.rejects(user.send(new CreateFilterCommand({ DetectorId, Name: 'one', FindingCriteria })), {
    message: 'The request is rejected because a filter with the given name already exists.',
  })
  await assert.rejects(user.send(new GetFilterCommand({ DetectorId, FilterName: 'two' })), {
    message: 'The request is rejected since no such resource found.',
  })
})

test('a set is activated from where the configuration allows, and stays readable once deleted', async () => {
  const { IpSetId } = await user.send(
    new CreateIPSetCommand({ DetectorId, Name: 'ours', Format: 'TXT', Location, Activate: true }),
  )
  const get = () => user.send(new GetIPSetCommand({ DetectorId, IpSetId }))
  await eventually(get, ({ Status }) => Status === 'ACTIVE')
  await assert.rejects(
    user.send(new CreateIPSetCommand({ DetectorId, Name: 'more', Format: 'TXT', Location, Activate: false })),
    { message: /beyond the current AWS account limits/ },
  )
  await user.send(new DeleteIPSetCommand({ DetectorId, IpSetId }))
  await eventually(get, ({ Status }) => Status === 'DELETED')
  assert.deepEqual((await user.send(new ListIPSetsCommand({ DetectorId }))).IpSetIds, [])
})

test('a file that may not be read gives ERROR, and a new location mends it', async () => {
  const { ThreatIntelSetId } = await user.send(
    new CreateThreatIntelSetCommand({
      DetectorId,
      Name: 'theirs',
      Format: 'TXT',
      Location: 'file:///etc/hostname',
      Activate: true,
    }),
  )
  const get = () => user.send(new GetThreatIntelSetCommand({ DetectorId, ThreatIntelSetId }))
  await eventually(get, ({ Status }) => Status === 'ERROR')
  await user.send(new UpdateThreatIntelSetCommand({ DetectorId, ThreatIntelSetId, Location, Activate: true }))
  await eventually(get, ({ Status }) => Status === 'ACTIVE')
  const { ThreatIntelSetIds } = await user.send(new ListThreatIntelSetsCommand({ DetectorId }))
  assert.deepEqual(ThreatIntelSetIds, [ThreatIntelSetId])
})

test('a destination that cannot be written to says so; one that is not there is told in the words clients match', async () => {
  const { DestinationId } = await user.send(
    new CreatePublishingDestinationCommand({
      DetectorId,
      DestinationType: 'S3',
      DestinationProperties: { DestinationArn: 'arn:aws:s3:::some-bucket', KmsKeyArn: 'arn:aws:kms:x:1:key/k' },
    }),
  )
  const { Status } = await user.send(new DescribePublishingDestinationCommand({ DetectorId, DestinationId }))
  assert.notEqual(Status, 'PUBLISHING')
  await assert.rejects(
    user.send(new DescribePublishingDestinationCommand({ DetectorId, DestinationId: 'f'.repeat(32) })),
    { message: /the one or more input parameters have invalid values/ },
  )
})
