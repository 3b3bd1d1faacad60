import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import Value from 'typebox/value'
import { findingTypeNames } from '../../model/catalogue/index.ts'
import { Finding } from '../../model/finding.ts'
import { repeatedSample, sampleFinding } from './sample-finding.ts'

const place = {
  accountId: '123456789012',
  region: 'us-west-2',
  detectorId: '1'.repeat(32),
  now: 1_700_000_000_123,
  id: '2'.repeat(32),
}
const real = new URL('../../../../shared/reference/sample-findings-2022-01.jsonl', import.meta.url)
const skip = existsSync(real) ? false : 'the recorded sample findings are not beside the repository'

test('every type has a sample, and every sample is a finding', () => {
  for (const type of findingTypeNames) {
    const errors = [...Value.Errors(Finding, sampleFinding(type, place))]
    assert.deepEqual(errors, [], type)
  }
})

test('a repeated sample is the same finding, seen once more', () => {
  const first = sampleFinding('Recon:EC2/Portscan', place)
  const again = repeatedSample(first, place.now + 60_000)
  assert.equal(again.id, first.id)
  assert.equal(again.createdAt, first.createdAt)
  assert.equal(again.service.eventFirstSeen, first.service.eventFirstSeen)
  assert.equal(again.service.count, 2)
  assert.equal(again.updatedAt, '2023-11-14T22:14:20.123Z')
  assert.equal(again.service.eventLastSeen, '2023-11-14T22:14:20.000Z')
})

test('samples have the severity, resource, action and resource details of the real ones', { skip }, () => {
  for (const line of readFileSync(real, 'utf8').trim().split('\n')) {
    const theirs = JSON.parse(line)
    const ours = sampleFinding(theirs.type, place)
    assert.equal(ours.severity, theirs.severity, theirs.type)
    assert.equal(ours.resource.resourceType, theirs.resource.resourceType, theirs.type)
    assert.deepEqual(Object.keys(ours.resource).sort(), Object.keys(theirs.resource).sort(), theirs.type)
    assert.equal(ours.service.resourceRole, theirs.service.resourceRole, theirs.type)
    assert.equal(ours.service.action.actionType, theirs.service.action.actionType, theirs.type)
    assert.equal(ours.service.additionalInfo?.['sample'], true)
  }
})
