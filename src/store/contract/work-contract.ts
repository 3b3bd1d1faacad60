import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { PendingObject, UsageRecord } from '../records.ts'
import { type Adapter, withStore } from './adapter.ts'
import { DETECTOR_ID, detector } from './records.ts'

const object = (id: string, size: number): Omit<PendingObject, 'sequence'> => ({
  id,
  name: `object ${id}`,
  accountId: '1'.repeat(12),
  region: 'eu-west-1',
  receivedAt: 100 + size,
  bytes: new Uint8Array(size).fill(7),
})

const used = (day: string, events: number, resource = ''): UsageRecord => ({
  accountId: '1'.repeat(12),
  region: 'eu-west-1',
  day,
  dataSource: resource === '' ? 'FLOW_LOGS' : 'S3_LOGS',
  resource,
  events,
  bytes: events * 5_000_000_000,
})

export function workContract(adapter: Adapter): void {
  describe(`${adapter.name}: work, usage, state`, () => {
    objectAndUsageTests(adapter)
    tokenAndStateTests(adapter)
    transactionTests(adapter)
  })
}

function objectAndUsageTests(adapter: Adapter): void {
  test('an object is accepted once, taken in order of receipt within limits, and forgotten when its time is over', () =>
    withStore(adapter, async ({ store, reopen }) => {
      for (const [id, size] of [
        ['a', 10],
        ['b', 20],
        ['c', 30],
      ] as const)
        assert.equal(await store.pendingObjects.add(object(id, size)), true)
      assert.equal(await store.pendingObjects.add(object('b', 20)), false)
      const { pendingObjects } = await reopen()
      const taken = async (objects: number, bytes: number, after: number) =>
        (await pendingObjects.take({ objects, bytes, after })).map(({ id }) => id).join('')
      assert.equal(await taken(10, 1000, 0), 'abc')
      assert.equal(await taken(10, 30, 0), 'ab')
      assert.equal(await taken(2, 1000, 0), 'ab')
      assert.equal(await taken(10, 1, 0), 'a', 'at least one')
      const [first] = await pendingObjects.take({ objects: 1, bytes: 1, after: 0 })
      assert.deepEqual(
        { ...first, bytes: [...(first?.bytes ?? [])] },
        { ...object('a', 10), bytes: Array(10).fill(7), sequence: first?.sequence },
      )
      assert.equal(await taken(10, 1000, first?.sequence ?? 0), 'bc')
      assert.deepEqual(await pendingObjects.pending(), { objects: 3, bytes: 60, oldestReceivedAt: 110 })
      await pendingObjects.markDone(['a', 'b', 'unknown'], 500)
      assert.equal(await taken(10, 1000, 0), 'c')
      assert.equal(await pendingObjects.add(object('a', 10)), false, 'done is known')
      assert.equal(await pendingObjects.forgetDoneBefore(500), 0)
      assert.equal(await pendingObjects.forgetDoneBefore(501), 2)
      assert.equal(await pendingObjects.add(object('a', 10)), true)
      assert.equal(await taken(10, 1000, 0), 'ca', 'receipt order goes on')
      await pendingObjects.markDone(['a', 'c'], 1)
      assert.deepEqual(await pendingObjects.pending(), { objects: 0, bytes: 0, oldestReceivedAt: null })
    }))

  test('usage adds up by day and is summed over days', () =>
    withStore(adapter, async ({ store: { usage } }) => {
      await usage.add([
        used('2022-01-01', 1),
        used('2022-01-02', 2),
        used('2022-01-02', 3),
        used('2022-01-02', 4, 'bucket'),
      ])
      await usage.add([used('2022-01-03', 10), { ...used('2022-01-02', 50), accountId: '2'.repeat(12) }])
      const { day: _, ...flow } = used('', 15)
      const { day: __, ...bucket } = used('', 4, 'bucket')
      const query = { accountIds: ['1'.repeat(12)], region: 'eu-west-1', from: '2022-01-02', to: '2022-01-03' }
      assert.deepEqual(await usage.sum(query), [flow, bucket])
      assert.equal((await usage.sum({ ...query, accountIds: ['1'.repeat(12), '2'.repeat(12)] })).length, 3)
      assert.equal(await usage.firstDay({ accountId: '1'.repeat(12), region: 'eu-west-1' }), '2022-01-01')
      assert.equal(await usage.firstDay({ accountId: '9'.repeat(12), region: 'eu-west-1' }), undefined)
      assert.equal(await usage.deleteBefore('2022-01-02'), 1)
      assert.equal(await usage.firstDay({ accountId: '1'.repeat(12), region: 'eu-west-1' }), '2022-01-02')
    }))
}

function tokenAndStateTests(adapter: Adapter): void {
  test('the first answer to a client token is kept for its time', () =>
    withStore(adapter, async ({ store: { idempotency } }) => {
      await idempotency.put('k', { requestDigest: 'd', response: { id: ['ü'] }, expiresAt: 100 })
      assert.deepEqual(await idempotency.find('k', 99), { requestDigest: 'd', response: { id: ['ü'] } })
      assert.equal(await idempotency.find('k', 100), undefined)
      assert.equal(await idempotency.expire(99), 0)
      assert.equal(await idempotency.expire(100), 1)
      assert.equal(await idempotency.find('k', 0), undefined)
    }))

  test('snapshots and secrets are kept by name', () =>
    withStore(adapter, async ({ store, reopen }) => {
      for (const bytes of [
        [1, 2],
        [0, 255, 3],
      ]) {
        await store.engineStates.write('live', Uint8Array.from(bytes))
        await store.secrets.write('key', Uint8Array.from(bytes))
      }
      const { engineStates, secrets } = await reopen()
      assert.deepEqual([...((await engineStates.read('live')) ?? [])], [0, 255, 3])
      assert.deepEqual([...((await secrets.read('key')) ?? [])], [0, 255, 3])
      await engineStates.delete('live')
      assert.equal(await engineStates.read('live'), undefined)
      assert.equal(await secrets.read('other'), undefined)
    }))
}

function transactionTests(adapter: Adapter): void {
  test('a transaction happens whole or not at all, and nobody sees half of it', () =>
    withStore(adapter, async ({ store }) => {
      const failing = store.transaction(async (stores) => {
        await stores.detectors.insert(detector())
        await stores.secrets.write('a', new Uint8Array([1]))
        assert.notEqual(await stores.detectors.find(DETECTOR_ID), undefined, 'it sees its own writes')
        assert.equal(await store.detectors.find(DETECTOR_ID), undefined, 'others do not')
        throw new Error('no')
      })
      await assert.rejects(failing, /^Error: no$/)
      assert.equal(await store.detectors.find(DETECTOR_ID), undefined)
      assert.equal(await store.secrets.read('a'), undefined)
      const answer = await store.transaction(
        async (stores) => {
          await stores.detectors.insert(detector())
          return 'done'
        },
        { durable: false },
      )
      assert.equal(answer, 'done')
      assert.deepEqual(await store.detectors.find(DETECTOR_ID), detector())
    }))

  test('transactions and single writes take turns in the order of asking', () =>
    withStore(adapter, async ({ store }) => {
      const add = (amount: number) =>
        store.transaction(async ({ secrets }) => {
          const before = (await secrets.read('sum'))?.[0] ?? 0
          await secrets.write('sum', new Uint8Array([before + amount]))
        })
      await Promise.all([add(1), add(2), store.secrets.write('sum', new Uint8Array([10])), add(3), add(4)])
      assert.equal((await store.secrets.read('sum'))?.[0], 17)
    }))

  test('a write within a transaction that goes round it is refused instead of waiting for ever', () =>
    withStore(adapter, async ({ store }) => {
      await assert.rejects(
        store.transaction(() => store.secrets.write('a', new Uint8Array([1]))),
        /within a transaction/,
      )
    }))
}
