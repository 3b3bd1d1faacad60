import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { normalise, type WireCriteria } from '../../aggregate/criteria/normalise.ts'
import type { Store } from '../ports.ts'
import { type Adapter, withStore } from './adapter.ts'
import { DETECTOR_ID, detector, finding, OTHER_DETECTOR_ID } from './records.ts'

export function criteria(wire: WireCriteria) {
  const normal = normalise(wire)
  assert.ok(!('reason' in normal))
  return normal
}

const OWN = [DETECTOR_ID]

async function counts(store: Store, wire: WireCriteria = {}) {
  return store.findings.countBySeverity({ detectorIds: OWN, criteria: criteria(wire) })
}

export function findingsContract(adapter: Adapter): void {
  const withDetector: WithDetector = (body) =>
    withStore(adapter, async ({ store, reopen }) => {
      await store.detectors.insert(detector())
      await body(store, reopen)
    })

  describe(`${adapter.name}: findings`, () => {
    putTests(withDetector)
    identityTests(withDetector)
    pageTests(withDetector)
  })
}

type WithDetector = (body: (store: Store, reopen: () => Promise<Store>) => Promise<void>) => Promise<void>

function putTests(withDetector: WithDetector): void {
  test('come back whole, in the order asked for, without those unknown', () =>
    withDetector(async (store, reopen) => {
      const all = [finding(1), { ...finding(2), state: null }, { ...finding(3), suppressed: true }]
      await store.findings.put(all)
      const { findings } = await reopen()
      const ids = all.map(({ document }) => document.id)
      const asked = [ids[2] ?? '', 'f'.repeat(32), ids[0] ?? '', ids[1] ?? '']
      assert.deepEqual(await findings.get(OWN, asked), [all[2], all[0], all[1]])
      assert.deepEqual(await findings.get([OTHER_DETECTOR_ID], ids), [])
    }))

  test('are replaced by id, and counts and attributes follow', () =>
    withDetector(async (store) => {
      await store.findings.put([finding(1), finding(2), finding(3, { severity: 8 })])
      assert.deepEqual(await counts(store), { '2.0': 2, '8.0': 1 })
      const changed = finding(2, { severity: 5 })
      changed.document.resource.instanceDetails = { instanceId: 'i-new', tags: [{ key: 'team', value: 'new' }] }
      await store.findings.put([changed])
      assert.deepEqual(await counts(store), { '2.0': 1, '5.0': 1, '8.0': 1 })
      assert.deepEqual(await counts(store, { 'resource.instanceDetails.tags.value': { eq: ['new'] } }), { '5.0': 1 })
      assert.deepEqual(await counts(store, { 'resource.instanceDetails.tags.value': { eq: ['t2'] } }), {})
      assert.deepEqual(await counts(store, { 'resource.instanceDetails.instanceId': { eq: ['i-new'] } }), {
        '5.0': 1,
      })
    }))

  test('cannot be put into a detector that is not there', () =>
    withDetector(async (store) => {
      await assert.rejects(store.findings.put([finding(1, { detectorId: OTHER_DETECTOR_ID })]), /no detector/)
    }))
}

function identityTests(withDetector: WithDetector): void {
  test('one archived by hand gives up its identity for good, one that a filter archived keeps it', () =>
    withDetector(async (store) => {
      const { findings } = store
      const suppressed = { ...finding(2, { identity: 'two' }), suppressed: true }
      suppressed.document.service.archived = true
      await findings.put([finding(1, { identity: 'one' }), suppressed])
      const [first = '', second = ''] = [finding(1), finding(2)].map(({ document }) => document.id)
      const live = async () =>
        [...(await findings.byIdentity(DETECTOR_ID, ['one', 'two', 'three']))]
          .map(([identity, { document }]) => `${identity} ${document.id}`)
          .sort()
      assert.deepEqual(await live(), [`one ${first}`, `two ${second}`])
      assert.deepEqual(await findings.setArchived(OWN, [second, 'f'.repeat(32), first], true), [second, first])
      assert.deepEqual(await live(), [`two ${second}`])
      assert.deepEqual(await counts(store, { 'service.archived': { eq: ['TRUE'] } }), { '2.0': 2 })
      await findings.setArchived(OWN, [first], false)
      await findings.put([finding(1, { identity: 'one' })])
      assert.deepEqual(await live(), [`two ${second}`], 'neither unarchiving nor an update takes it back')
      await findings.put([finding(4, { identity: 'one' })])
      assert.deepEqual(await live(), [`one ${finding(4).document.id}`, `two ${second}`])
      assert.deepEqual(await findings.byIdentity(OTHER_DETECTOR_ID, ['one']), new Map())
    }))

  test('feedback shows in the document', () =>
    withDetector(async ({ findings }) => {
      await findings.put([finding(1), finding(2)])
      const { id } = finding(1).document
      assert.deepEqual(await findings.setFeedback(OWN, [id, 'f'.repeat(32)], { feedback: 'USEFUL', comments: 'yes' }), [
        id,
      ])
      const [stored] = await findings.get(OWN, [id])
      assert.equal(stored?.document.service.userFeedback, 'USEFUL')
      assert.deepEqual(
        await findings.setFeedback([OTHER_DETECTOR_ID], [id], { feedback: 'USEFUL', comments: null }),
        [],
      )
    }))
}

function pageTests(withDetector: WithDetector): void {
  test('the oldest go first, a few at a time, with all that is known of them', () =>
    withDetector(async (store) => {
      const all = Array.from({ length: 10 }, (_, number) => finding(number))
      await store.findings.put(all)
      const sixth = Date.parse(all[6]?.document.updatedAt ?? '')
      assert.equal(await store.findings.deleteUpdatedBefore(sixth, 4), 4)
      assert.equal(await store.findings.deleteUpdatedBefore(sixth, 4), 2)
      assert.equal(await store.findings.deleteUpdatedBefore(sixth, 4), 0)
      assert.deepEqual(await counts(store), { '2.0': 4 })
      assert.deepEqual(await counts(store, { 'resource.instanceDetails.tags.key': { eq: ['team'] } }), { '2.0': 4 })
      const left: string[] = []
      for await (const { title } of store.findings.all(DETECTOR_ID)) left.push(title)
      assert.deepEqual(left, ['Finding 6', 'Finding 7', 'Finding 8', 'Finding 9'])
    }))

  test('the newest activity comes first, then the least id; pages follow each other', () =>
    withDetector(async ({ findings }) => {
      const all = [3, 1, 2, 5, 4].map((number) => finding(number))
      for (const { document } of all) document.service.eventLastSeen = all[0]?.document.createdAt ?? ''
      const latest = finding(9)
      await findings.put([...all, latest])
      const first = await findings.list({ detectorIds: OWN, criteria: [], limit: 3 })
      const ids = (numbers: number[]) => numbers.map((number) => finding(number).document.id)
      assert.deepEqual(first.ids, ids([9, 1, 2]))
      const second = await findings.list({ detectorIds: OWN, criteria: [], limit: 3, after: first.next ?? '' })
      assert.deepEqual(second, { ids: ids([3, 4, 5]) })
    }))

  test('what an answer holds is a copy', () =>
    withDetector(async ({ findings }) => {
      await findings.put([finding(1)])
      const { id } = finding(1).document
      const [stored] = await findings.get(OWN, [id])
      if (stored !== undefined) stored.document.title = 'changed'
      assert.equal((await findings.get(OWN, [id]))[0]?.document.title, 'Finding 1')
    }))
}
