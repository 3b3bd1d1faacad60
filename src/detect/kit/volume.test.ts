import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Context } from '../detector.ts'
import type { NameSummary } from '../observation.ts'
import { type VolumeRule, volume } from './volume.ts'

const HOUR_MS = 3_600_000
const context = { learning: false } as Context

const rule: VolumeRule<'dns'> = {
  type: 'Behavior:EC2/TrafficVolumeUnusual',
  on: 'dns',
  select: [],
  key: (query) => query.sourceAddress,
  amount: (query) => query.queries,
  bucketMs: HOUR_MS,
  exceeds: ({ amount, surprise, samples }) => samples >= 24 && surprise > 8 && amount > 1_000,
  signal: (query, { amount }) => ({
    accountId: query.accountId,
    region: query.region,
    first: query.time,
    last: query.last,
    resource: { kind: 'instance', subject: { accountId: '', interfaceId: '' }, localAddress: query.sourceAddress },
    action: { actionType: 'DNS_REQUEST', dnsRequestAction: { domain: query.name, blocked: false } },
    reason: String(amount),
  }),
  vectors: [],
}
const detector = volume(rule)

function queries(hour: number, count: number): NameSummary {
  const time = hour * HOUR_MS
  return {
    source: 'dns',
    time,
    last: time,
    queries: count,
    blocked: false,
    accountId: '1',
    region: 'r',
    name: 'a',
    type: 'A',
    rcode: 'NOERROR',
    answers: [],
    sourceAddress: '10.0.0.5',
    transport: 'UDP',
  }
}

/** Hours of `usual`, then one of `last`; answers what was signalled, over a move to another process half way. */
function signals(usual: number, last: number): string[] {
  let running = detector.start()
  const found: string[] = []
  for (let hour = 0; hour < 72; hour++) {
    found.push(...running.observe(queries(hour, usual + (hour % 5)), context).map((signal) => signal.reason))
    if (hour === 40) {
      const moved = detector.start()
      moved.state.restore(structuredClone(running.state.snapshot()))
      running = moved
    }
  }
  running.observe(queries(72, last), context)
  return [...found, ...(running.advance?.(74 * HOUR_MS, context) ?? []).map((signal) => signal.reason)]
}

test('an hour far above three days of habit fires once, when it is over', () => {
  assert.deepEqual(signals(200, 900_000), ['900000'])
})

test('an hour like the others does not', () => {
  assert.deepEqual(signals(200, 203), [])
})

test('a bucket that time has closed is not closed again by what comes next, nor after a move', () => {
  const told: VolumeRule<'dns'> = {
    ...rule,
    exceeds: ({ amount, samples }) => {
      judged.push(`${amount} after ${samples}`)
      return false
    },
  }
  const judged: string[] = []
  let running = volume(told).start()
  for (const [hour, count] of [10, 20, 30].entries()) {
    running.observe(queries(hour, count), context)
    running.advance?.((hour + 1) * HOUR_MS, context)
    running.advance?.((hour + 1) * HOUR_MS + 60_000, context)
    const moved = volume(told).start()
    moved.state.restore(structuredClone(running.state.snapshot()))
    running = moved
  }
  running.advance?.(9 * HOUR_MS, context)
  assert.deepEqual(judged, ['10 after 0', '20 after 1', '30 after 2'])
})
