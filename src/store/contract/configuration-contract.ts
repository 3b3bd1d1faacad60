import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Filter, IndicatorSet, PublishingDestination } from '../records.ts'
import { type Adapter, withStore } from './adapter.ts'
import { DETECTOR_ID, detector, finding, OTHER_DETECTOR_ID } from './records.ts'

const filter: Filter = {
  detectorId: DETECTOR_ID,
  name: 'first',
  description: null,
  action: 'ARCHIVE',
  rank: 1,
  criterion: { severity: { Eq: ['8'], gte: 7 }, 'service.archived': { eq: ['False'] } },
  createdAt: 5,
}

const set: IndicatorSet = {
  id: 'a'.repeat(32),
  detectorId: DETECTOR_ID,
  kind: 'ipset',
  name: 'office',
  format: 'TXT',
  location: 's3://bucket/key',
  status: 'ACTIVE',
  reason: null,
  entries: 3,
  createdAt: 1,
  updatedAt: 2,
}

const destination: PublishingDestination = {
  id: 'b'.repeat(32),
  detectorId: DETECTOR_ID,
  destinationType: 'S3',
  destinationArn: 'arn:aws:s3:::bucket',
  kmsKeyArn: null,
  status: 'PENDING_VERIFICATION',
  failureStartedAt: 0,
  reason: null,
  createdAt: 3,
}

export function configurationContract(adapter: Adapter): void {
  describe(`${adapter.name}: configuration`, () => {
    detectorTests(adapter)
    filterAndSetTests(adapter)
    destinationAndTagTests(adapter)
  })
}

function detectorTests(adapter: Adapter): void {
  test('a detector is found by id and by place, and survives reopening', () =>
    withStore(adapter, async ({ store, reopen }) => {
      await store.detectors.insert(detector())
      await store.detectors.insert(detector(OTHER_DETECTOR_ID, '444455556666'))
      const changed = { ...detector(), enabled: false, findingPublishingFrequency: 'ONE_HOUR' as const, updatedAt: 9 }
      await store.detectors.update(changed)
      const again = await reopen()
      assert.deepEqual(await again.detectors.find(DETECTOR_ID), changed)
      assert.deepEqual(
        await again.detectors.findByPlace({ accountId: '444455556666', region: 'eu-west-1' }),
        detector(OTHER_DETECTOR_ID, '444455556666'),
      )
      assert.equal(await again.detectors.findByPlace({ accountId: '444455556666', region: 'us-east-1' }), undefined)
      assert.deepEqual(
        (await again.detectors.all()).map(({ id }) => id),
        [DETECTOR_ID, OTHER_DETECTOR_ID],
      )
    }))

  test('there is one detector for an account and region', () =>
    withStore(adapter, async ({ store }) => {
      await store.detectors.insert(detector())
      await assert.rejects(store.detectors.insert(detector(OTHER_DETECTOR_ID)))
      assert.equal((await store.detectors.all()).length, 1)
    }))

  test('a detector takes everything of its own with it, and nothing else', () =>
    withStore(adapter, async ({ store }) => {
      for (const one of [detector(), detector(OTHER_DETECTOR_ID, '444455556666')]) {
        const { id } = one
        await store.detectors.insert(one)
        await store.filters.insert({ ...filter, detectorId: id })
        await store.indicatorSets.insert({ ...set, id: id.replace('d', 'a'), detectorId: id })
        await store.indicatorSets.writeContent(id.replace('d', 'a'), new Uint8Array([1]))
        await store.destinations.insert({ ...destination, id: id.replace('d', 'b'), detectorId: id })
        await store.tags.merge(`arn:aws:guardduty:eu-west-1:1:detector/${id}`, { a: 'b' })
        await store.tags.merge(`arn:aws:guardduty:eu-west-1:1:detector/${id}/filter/first`, { a: 'b' })
        await store.engineStates.write(id, new Uint8Array([1]))
        await store.findings.put([finding(1, { detectorId: id })])
      }
      await store.detectors.delete(DETECTOR_ID)
      for (const [id, left] of [
        [DETECTOR_ID, 0],
        [OTHER_DETECTOR_ID, 1],
      ] as const) {
        assert.equal((await store.filters.all(id)).length, left)
        assert.equal((await store.indicatorSets.list(id, 'ipset')).length, left)
        assert.equal((await store.indicatorSets.readContent(id.replace('d', 'a')))?.length ?? 0, left)
        assert.equal((await store.destinations.list(id)).length, left)
        for (const arn of [`detector/${id}`, `detector/${id}/filter/first`])
          assert.equal(Object.keys(await store.tags.of(`arn:aws:guardduty:eu-west-1:1:${arn}`)).length, left)
        assert.equal((await store.engineStates.read(id))?.length ?? 0, left)
        assert.equal((await store.findings.list({ detectorIds: [id], criteria: [], limit: 5 })).ids.length, left)
      }
      assert.equal(await store.findings.deleteUpdatedBefore(0, 10), 1, 'what is left behind is cleared away')
      await store.detectors.insert(detector())
      assert.deepEqual(await store.findings.countBySeverity({ detectorIds: [DETECTOR_ID], criteria: [] }), {})
    }))
}

function filterAndSetTests(adapter: Adapter): void {
  test('filters echo their criteria as written, by rank', () =>
    withStore(adapter, async ({ store, reopen }) => {
      await store.detectors.insert(detector())
      await store.filters.insert({ ...filter, rank: 2 })
      await store.filters.insert({ ...filter, name: 'second', rank: 1, description: 'ü' })
      const again = await reopen()
      assert.deepEqual(await again.filters.find(DETECTOR_ID, 'first'), { ...filter, rank: 2 })
      assert.deepEqual(
        (await again.filters.all(DETECTOR_ID)).map(({ name }) => name),
        ['second', 'first'],
      )
      await again.filters.update({ ...filter, rank: 1 })
      await again.filters.delete(DETECTOR_ID, 'second')
      assert.deepEqual(await again.filters.all(DETECTOR_ID), [filter])
    }))

  test('sets are listed without those deleted, and keep the content in force', () =>
    withStore(adapter, async ({ store, reopen }) => {
      await store.detectors.insert(detector())
      await store.indicatorSets.insert(set)
      await store.indicatorSets.insert({ ...set, id: 'c'.repeat(32), kind: 'threatintelset', status: 'ACTIVATING' })
      const content = Uint8Array.from({ length: 300_000 }, (_, i) => i % 251)
      await store.indicatorSets.writeContent(set.id, new Uint8Array([1]))
      await store.indicatorSets.writeContent(set.id, content)
      const { indicatorSets } = await reopen()
      assert.deepEqual(Buffer.from((await indicatorSets.readContent(set.id)) ?? []), Buffer.from(content))
      assert.deepEqual(await indicatorSets.list(DETECTOR_ID, 'ipset'), [set])
      assert.deepEqual(
        (await indicatorSets.withStatus(['ACTIVATING', 'DEACTIVATING'])).map(({ id }) => id),
        ['c'.repeat(32)],
      )
      await indicatorSets.update({ ...set, status: 'DELETED' })
      await indicatorSets.writeContent(set.id, null)
      assert.deepEqual(await indicatorSets.list(DETECTOR_ID, 'ipset'), [])
      assert.equal((await indicatorSets.find(DETECTOR_ID, 'ipset', set.id))?.status, 'DELETED')
      assert.equal(await indicatorSets.find(DETECTOR_ID, 'threatintelset', set.id), undefined)
      assert.equal(await indicatorSets.find(OTHER_DETECTOR_ID, 'ipset', set.id), undefined)
      assert.equal(await indicatorSets.readContent(set.id), undefined)
    }))
}

function destinationAndTagTests(adapter: Adapter): void {
  test('destinations belong to their detector', () =>
    withStore(adapter, async ({ store }) => {
      await store.detectors.insert(detector())
      await store.destinations.insert(destination)
      await store.destinations.update({ ...destination, status: 'PUBLISHING' })
      assert.deepEqual(await store.destinations.list(DETECTOR_ID), [{ ...destination, status: 'PUBLISHING' }])
      assert.equal(await store.destinations.find(OTHER_DETECTOR_ID, destination.id), undefined)
      await store.destinations.delete(OTHER_DETECTOR_ID, destination.id)
      assert.notEqual(await store.destinations.find(DETECTOR_ID, destination.id), undefined)
      await store.destinations.delete(DETECTOR_ID, destination.id)
      assert.deepEqual(await store.destinations.list(DETECTOR_ID), [])
    }))

  test('tags are merged, removed and cleared by ARN', () =>
    withStore(adapter, async ({ store }) => {
      await store.tags.merge('arn:1', { a: '1', b: '2' })
      await store.tags.merge('arn:1', { b: '3', c: '4' })
      await store.tags.merge('arn:2', { a: '5' })
      assert.deepEqual(await store.tags.of('arn:1'), { a: '1', b: '3', c: '4' })
      await store.tags.remove('arn:1', ['a', 'unknown'])
      assert.deepEqual(await store.tags.of('arn:1'), { b: '3', c: '4' })
      await store.tags.clear('arn:1')
      assert.deepEqual(await store.tags.of('arn:1'), {})
      assert.deepEqual(await store.tags.of('arn:2'), { a: '5' })
    }))
}
