import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  ArchiveFindingsCommand,
  CreateDetectorCommand,
  CreateFilterCommand,
  CreateSampleFindingsCommand,
  GetFindingsCommand,
  GetFindingsStatisticsCommand,
  type GuardDutyClient,
  ListFindingsCommand,
  paginateListFindings,
  UnarchiveFindingsCommand,
  UpdateFindingsFeedbackCommand,
} from '@aws-sdk/client-guardduty'
import { findingTypeNames } from '../../../src/model/catalogue/index.ts'
import { ALICE, boot } from './boot.ts'

const { client } = await boot()
const user = client(ALICE)
const { DetectorId } = await user.send(new CreateDetectorCommand({ Enable: true }))

async function idsOf(user: GuardDutyClient, input: object): Promise<string[]> {
  const ids: string[] = []
  const pages = paginateListFindings({ client: user, pageSize: 40 }, { DetectorId, ...input })
  for await (const page of pages) ids.push(...(page.FindingIds ?? []))
  return ids
}

test('a sample of every type; the next call makes them the same findings once more', async () => {
  await user.send(new CreateSampleFindingsCommand({ DetectorId }))
  const ids = await idsOf(user, {})
  assert.equal(ids.length, findingTypeNames.length)
  assert.equal(new Set(ids).size, ids.length)
  await user.send(new CreateSampleFindingsCommand({ DetectorId, FindingTypes: ['Recon:EC2/Portscan'] }))
  const again = await idsOf(user, {})
  assert.deepEqual(again.toSorted(), ids.toSorted())
  const [newest = ''] = await idsOf(user, { FindingCriteria: { Criterion: { type: { Eq: ['Recon:EC2/Portscan'] } } } })
  const { Findings } = await user.send(new GetFindingsCommand({ DetectorId, FindingIds: [newest, '0'.repeat(32)] }))
  assert.equal(Findings?.length, 1)
  assert.equal(Findings?.[0]?.Type, 'Recon:EC2/Portscan')
  assert.equal(Findings?.[0]?.Service?.Count, 2)
})

test('criteria, sorting, statistics', async () => {
  const high = await idsOf(user, {
    FindingCriteria: { Criterion: { severity: { Eq: ['8'] }, 'service.archived': { Eq: ['False'] } } },
    SortCriteria: { AttributeName: 'type', OrderBy: 'DESC' },
  })
  assert.equal(high.length, 51)
  const { FindingStatistics } = await user.send(
    new GetFindingsStatisticsCommand({ DetectorId, FindingStatisticTypes: ['COUNT_BY_SEVERITY'] }),
  )
  assert.deepEqual(FindingStatistics?.CountBySeverity, { '2.0': 12, '5.0': 39, '8.0': 51 })
  await assert.rejects(
    user.send(new ListFindingsCommand({ DetectorId, SortCriteria: { AttributeName: 'nonsense' } })),
    {
      message: 'The request was rejected because the parameter sortCriteria has an invalid value.',
    },
  )
})

test('archiving, unarchiving, feedback', async () => {
  const [id = ''] = await idsOf(user, {})
  const archived = { FindingCriteria: { Criterion: { 'service.archived': { Eq: ['true'] } } } }
  await user.send(new ArchiveFindingsCommand({ DetectorId, FindingIds: [id] }))
  assert.deepEqual(await idsOf(user, archived), [id])
  await user.send(new UnarchiveFindingsCommand({ DetectorId, FindingIds: [id] }))
  assert.deepEqual(await idsOf(user, archived), [])
  await user.send(new UpdateFindingsFeedbackCommand({ DetectorId, FindingIds: [id], Feedback: 'USEFUL' }))
  const { Findings } = await user.send(new GetFindingsCommand({ DetectorId, FindingIds: [id] }))
  assert.equal(Findings?.[0]?.Service?.UserFeedback, 'USEFUL')
})

test('limits are answered in the words of the service', async () => {
  const FindingIds = Array.from({ length: 51 }, (_, i) => String(i).padStart(32, '0'))
  await assert.rejects(user.send(new GetFindingsCommand({ DetectorId, FindingIds })), {
    message: 'The request is rejected because the number of requested finding Ids is out of bounds.',
  })
  assert.deepEqual((await user.send(new GetFindingsCommand({ DetectorId, FindingIds: [] }))).Findings, [])
  await assert.rejects(user.send(new CreateSampleFindingsCommand({ DetectorId, FindingTypes: ['No:Such/Type'] })), {
    message: 'The request is rejected because of invalid finding type is specified.',
  })
  await assert.rejects(user.send(new ListFindingsCommand({ DetectorId, NextToken: 'made-up' })), {
    message: 'The request is rejected because the parameter nextToken has an invalid value',
  })
})

test('an ARCHIVE filter archives what comes, not what is there', async () => {
  const other = client(ALICE, 'us-east-2')
  const { DetectorId: id } = await other.send(new CreateDetectorCommand({ Enable: true }))
  const Criterion = { type: { Eq: ['Recon:EC2/Portscan'] } }
  await other.send(
    new CreateFilterCommand({ DetectorId: id, Name: 'quiet', Action: 'ARCHIVE', FindingCriteria: { Criterion } }),
  )
  await other.send(new CreateSampleFindingsCommand({ DetectorId: id, FindingTypes: ['Recon:EC2/Portscan'] }))
  const { FindingIds = [] } = await other.send(new ListFindingsCommand({ DetectorId: id }))
  const { Findings } = await other.send(new GetFindingsCommand({ DetectorId: id, FindingIds }))
  assert.equal(Findings?.[0]?.Service?.Archived, true)
})
