import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  CreateDetectorCommand,
  DeleteDetectorCommand,
  GetDetectorCommand,
  ListDetectorsCommand,
  ListTagsForResourceCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateDetectorCommand,
} from '@aws-sdk/client-guardduty'
import { ALICE, BOB, boot, REGION } from './boot.ts'

const { client, restart } = await boot()
const alice = client(ALICE)

test('a detector lives through creation, change, restart and deletion', async () => {
  const { DetectorId: id } = await alice.send(new CreateDetectorCommand({ Enable: true, Tags: { team: 'blue' } }))
  assert.match(id ?? '', /^[0-9a-f]{32}$/)
  const fresh = await alice.send(new GetDetectorCommand({ DetectorId: id }))
  assert.equal(fresh.Status, 'ENABLED')
  assert.equal(fresh.FindingPublishingFrequency, 'SIX_HOURS')
  assert.equal(fresh.DataSources?.S3Logs?.Status, 'ENABLED')
  assert.deepEqual(fresh.Tags, { team: 'blue' })
  await alice.send(
    new UpdateDetectorCommand({
      DetectorId: id,
      Enable: false,
      FindingPublishingFrequency: 'ONE_HOUR',
      DataSources: { S3Logs: { Enable: false } },
    }),
  )
  await restart()
  const again = client(ALICE)
  const changed = await again.send(new GetDetectorCommand({ DetectorId: id }))
  assert.equal(changed.Status, 'DISABLED')
  assert.equal(changed.FindingPublishingFrequency, 'ONE_HOUR')
  assert.equal(changed.DataSources?.S3Logs?.Status, 'DISABLED')
  assert.equal(changed.DataSources?.Kubernetes?.AuditLogs?.Status, 'ENABLED')
  assert.deepEqual((await again.send(new ListDetectorsCommand({}))).DetectorIds, [id])
  await again.send(new DeleteDetectorCommand({ DetectorId: id }))
  assert.deepEqual((await again.send(new ListDetectorsCommand({}))).DetectorIds, [])
  await assert.rejects(again.send(new GetDetectorCommand({ DetectorId: id })), {
    name: 'BadRequestException',
    message: 'The request is rejected because the input detectorId is not owned by the current account.',
  })
})

test("another account's detector, and one of another region, are not owned", async () => {
  const bob = client(BOB)
  const { DetectorId: id } = await bob.send(new CreateDetectorCommand({ Enable: true }))
  const notOwned = { message: /is not owned by the current account/ }
  await assert.rejects(client(ALICE).send(new GetDetectorCommand({ DetectorId: id })), notOwned)
  await assert.rejects(client(BOB, 'us-east-1').send(new GetDetectorCommand({ DetectorId: id })), notOwned)
  await assert.rejects(bob.send(new CreateDetectorCommand({ Enable: true })), {
    name: 'BadRequestException',
    message: 'The request is rejected because a detector already exists for the current account.',
  })
})

test('a repeated client token gets the first answer', async () => {
  const user = client(ALICE, 'us-west-2')
  const command = () => new CreateDetectorCommand({ Enable: true, ClientToken: 'the-same' })
  const first = await user.send(command())
  assert.equal((await user.send(command())).DetectorId, first.DetectorId)
})

test('tags are merged, removed and listed', async () => {
  const user = client(ALICE, 'ap-south-1')
  const { DetectorId: id } = await user.send(new CreateDetectorCommand({ Enable: true }))
  const ResourceArn = `arn:aws:guardduty:ap-south-1:${ALICE}:detector/${id}`
  await user.send(new TagResourceCommand({ ResourceArn, Tags: { a: '1', 'b/c': '2' } }))
  await user.send(new TagResourceCommand({ ResourceArn, Tags: { a: '3' } }))
  await user.send(new UntagResourceCommand({ ResourceArn, TagKeys: ['b/c', 'never-there'] }))
  assert.deepEqual((await user.send(new ListTagsForResourceCommand({ ResourceArn }))).Tags, { a: '3' })
  const foreign = `arn:aws:guardduty:${REGION}:${BOB}:detector/${id}`
  await assert.rejects(user.send(new ListTagsForResourceCommand({ ResourceArn: foreign })), {
    name: 'BadRequestException',
  })
})
