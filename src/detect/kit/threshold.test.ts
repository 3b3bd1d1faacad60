import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Context } from '../detector.ts'
import { query as queryAt } from './test-query.ts'
import { type ThresholdRule, threshold } from './threshold.ts'

const MINUTE_MS = 60_000
const context = {} as Context

/** Three distinct names within five minutes by one instance. */
const rule: ThresholdRule<'dns'> = {
  type: 'Trojan:EC2/DNSDataExfiltration',
  on: 'dns',
  select: [],
  key: (query) => query.sourceAddress,
  items: (query) => [{ value: query.name, first: query.time, last: query.last, measure: 1, good: true }],
  windowMs: 5 * MINUTE_MS,
  exceeds: (window) => window.within(5 * MINUTE_MS).items.length >= 3,
  signal: (query, window) => ({
    accountId: query.accountId,
    region: query.region,
    first: window.items[0].first,
    last: query.last,
    resource: { kind: 'instance', subject: { accountId: '', interfaceId: '' }, localAddress: query.sourceAddress },
    action: { actionType: 'DNS_REQUEST', dnsRequestAction: { domain: query.name, blocked: false } },
    reason: window.items.map((item) => item.value).join(),
  }),
  vectors: [],
  subjectsMax: 10,
}
const detector = threshold(rule)

function query(name: string, minute: number, sourceAddress?: string) {
  return queryAt(name, minute * MINUTE_MS + 1_000, sourceAddress)
}

test('fires once for each minute over the limit, after the minute is over', () => {
  const running = detector.start()
  for (const name of ['a', 'b', 'c', 'd']) running.observe(query(name, 0), context)
  assert.equal(running.advance?.(30_000, context).length, 0)
  const [signal, ...others] = running.advance?.(MINUTE_MS, context) ?? []
  assert.equal(signal?.reason, 'a,b,c,d')
  assert.equal(others.length, 0)
  running.observe(query('e', 1), context)
  assert.equal(running.advance?.(2 * MINUTE_MS, context).length, 1)
  assert.equal(running.advance?.(3 * MINUTE_MS, context).length, 0)
})

test('what is older than the window does not count, and other subjects neither', () => {
  const running = detector.start()
  running.observe(query('a', 0), context)
  running.observe(query('b', 3), context)
  running.observe(query('x', 7, '10.0.0.6'), context)
  running.observe(query('c', 7), context)
  assert.deepEqual(running.advance?.(60 * MINUTE_MS, context), [])
})

test('a minute judged late, for what belongs to it to settle, does not count what came after it', () => {
  const running = threshold({ ...rule, settleMs: 5 * MINUTE_MS }).start()
  for (const [name, minute] of [
    ['a', 0],
    ['b', 0],
    ['c', 1],
  ] as const)
    running.observe(query(name, minute), context)
  assert.deepEqual(running.advance?.(6 * MINUTE_MS, context), [])
  const [signal] = running.advance?.(7 * MINUTE_MS, context) ?? []
  assert.equal(signal?.reason, 'a,b,c')
})

test('a restored detector goes on where the other stopped', () => {
  const running = detector.start()
  running.observe(query('a', 0), context)
  running.observe(query('b', 1), context)
  const moved = detector.start()
  moved.state.restore(structuredClone(running.state.snapshot()))
  moved.observe(query('c', 2), context)
  assert.equal(moved.advance?.(3 * MINUTE_MS, context).length, 1)
})

test('the items of a subject are bounded, and forgotten ones counted', () => {
  const running = threshold({ ...rule, itemsMax: 4 }).start()
  for (const name of ['a', 'b', 'c', 'd', 'd', 'e', 'f']) running.observe(query(name, 0), context)
  assert.equal(running.state.evictions, 2)
  assert.equal(running.advance?.(MINUTE_MS, context)[0]?.reason, 'c,d,e,f')
})

test('subjects are bounded, and forgotten ones counted', () => {
  const running = detector.start()
  for (let i = 0; i < 25; i++) running.observe(query('a', 0, `10.0.0.${i}`), context)
  assert.equal(running.state.size, 10)
  assert.equal(running.state.evictions, 15)
})
