import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Context } from '../detector.ts'
import { type RateRule, rate } from './rate.ts'
import { query } from './test-query.ts'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
const context = {} as Context

/** A hundred queries within five minutes, at twice what is usual. */
const rule: RateRule<'dns'> = {
  type: 'Trojan:EC2/DNSDataExfiltration',
  on: 'dns',
  select: [],
  key: (shown) => shown.sourceAddress,
  amounts: (shown) => ({ first: shown.time, last: shown.last, amounts: [shown.queries] }),
  windowMinutes: 5,
  exceeds: ({ sums: [queries], usual }) => queries >= 100 && queries >= 2 * usual,
  signal: (shown, window) => ({
    accountId: shown.accountId,
    region: shown.region,
    first: window.first,
    last: window.last,
    resource: { kind: 'instance', subject: { accountId: '', interfaceId: '' }, localAddress: shown.sourceAddress },
    action: { actionType: 'DNS_REQUEST', dnsRequestAction: { domain: shown.name, blocked: false } },
    reason: `${window.sums[0]} usual ${window.usual}`,
  }),
  vectors: [],
}

function many(queries: number, time: number, ms = 0) {
  return { ...query('a', time), last: time + ms, queries }
}

test('a long record is spread evenly over its minutes', () => {
  const running = rate(rule).start()
  running.observe(many(190, 0, 10 * MINUTE_MS), context)
  assert.equal(running.advance?.(20 * MINUTE_MS, context).length, 0)
  running.observe(many(200, 30 * MINUTE_MS, 10 * MINUTE_MS), context)
  const signals = running.advance?.(50 * MINUTE_MS, context) ?? []
  assert.deepEqual(new Set(signals.map(({ reason }) => reason)), new Set(['100 usual 0']))
  assert.equal(signals.length, 6)
})

test('a window slides over minutes, and what left it does not count', () => {
  const running = rate(rule).start()
  for (const minute of [0, 1, 2, 3, 4]) running.observe(many(20, minute * MINUTE_MS), context)
  assert.equal(running.advance?.(5 * MINUTE_MS, context).length, 1)
  running.observe(many(19, 5 * MINUTE_MS), context)
  assert.equal(running.advance?.(9 * MINUTE_MS, context).length, 0)
})

test('earlier days tell what is usual; today, and what was over the limit, does not', () => {
  const running = rate(rule).start()
  running.observe(many(90, 0), context)
  running.observe(many(150, DAY_MS), context)
  assert.equal(running.advance?.(DAY_MS + 9 * MINUTE_MS, context).length, 0)
  running.observe(many(400, 2 * DAY_MS), context)
  assert.equal(running.advance?.(2 * DAY_MS + MINUTE_MS, context)[0]?.reason, '400 usual 150')
  running.observe(many(310, 3 * DAY_MS), context)
  assert.equal(running.advance?.(3 * DAY_MS + MINUTE_MS, context)[0]?.reason, '310 usual 150')
})

test('survives a move to another process in the middle of a minute', () => {
  const [first, second] = [rate(rule).start(), rate(rule).start()]
  first.observe(many(60, 0), context)
  second.state.restore(structuredClone(first.state.snapshot()))
  second.observe(many(60, 1_000), context)
  assert.equal(second.advance?.(MINUTE_MS, context).length, 1)
})
