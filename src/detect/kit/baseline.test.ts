import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Context } from '../detector.ts'
import { baseline } from './baseline.ts'
import { query } from './test-query.ts'

const context = { learning: false } as Context

/** A name that an instance asks for the first time; three names and two instances are remembered. */
const detector = baseline({
  type: 'Trojan:EC2/DNSDataExfiltration',
  on: 'dns',
  select: [],
  subject: (query) => query.sourceAddress,
  values: (query) => [query.name],
  quietMs: 1_000,
  signal: (query, unseen) => ({
    accountId: query.accountId,
    region: query.region,
    first: query.time,
    last: query.last,
    resource: { kind: 'instance', subject: { accountId: '', interfaceId: '' }, localAddress: query.sourceAddress },
    action: { actionType: 'DNS_REQUEST', dnsRequestAction: { domain: query.name, blocked: false } },
    reason: unseen.join(),
  }),
  vectors: [],
  subjectsMax: 2,
  valuesMax: 3,
})

test('a new subject learns for a while; then each value fires once', () => {
  const running = detector.start()
  const reasons = [query('a', 0), query('b', 999), query('b', 1_000), query('c', 1_001), query('c', 1_002)].flatMap(
    (one) => running.observe(one, context).map(({ reason }) => reason),
  )
  assert.deepEqual(reasons, ['c'])
})

test('values of a profile that are forgotten for want of room are counted, and so are subjects', () => {
  const running = detector.start()
  for (const name of ['a', 'b', 'c', 'd', 'e']) running.observe(query(name, 0), context)
  assert.equal(running.state.evictions, 2)
  for (const address of ['10.0.0.6', '10.0.0.7']) running.observe(query('a', 0, address), context)
  assert.equal(running.state.evictions, 3)
})

test('a restored profile knows its values', () => {
  const running = detector.start()
  running.observe(query('a', 0), context)
  const moved = detector.start()
  moved.state.restore(structuredClone(running.state.snapshot()))
  assert.deepEqual(moved.observe(query('a', 2_000), context), [])
  assert.equal(moved.observe(query('b', 2_000), context).length, 1)
})
