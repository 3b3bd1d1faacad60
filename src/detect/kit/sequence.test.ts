import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Context } from '../detector.ts'
import { sequence } from './sequence.ts'
import { query } from './test-query.ts'

const context = { learning: false } as Context

/** `first` and then `second` within ten seconds. */
const detector = sequence<'dns', { time: number; name: string }>({
  type: 'Trojan:EC2/DropPoint!DNS',
  on: 'dns',
  select: [],
  key: (query) => query.sourceAddress,
  stage: ({ time, name }) => ({ time, name }),
  withinMs: 10_000,
  completes: (earlier, latest) =>
    latest.name === 'second' && earlier.some((one) => one.name === 'first') ? [...earlier, latest] : [],
  signal: (query, stages) => ({
    accountId: query.accountId,
    region: query.region,
    first: stages[0].time,
    last: query.last,
    resource: { kind: 'instance', subject: { accountId: '', interfaceId: '' }, localAddress: query.sourceAddress },
    action: { actionType: 'DNS_REQUEST', dnsRequestAction: { domain: query.name, blocked: false } },
    reason: stages.map((stage) => stage.name).join(),
  }),
  vectors: [],
})

test('fires on the stage that completes the sequence in time', () => {
  const running = detector.start()
  assert.deepEqual(running.observe(query('first', 0), context), [])
  const [signal] = running.observe(query('second', 9_000), context)
  assert.equal(signal?.reason, 'first,second')
})

test('too late, in the wrong order, or by another subject is nothing', () => {
  for (const steps of [
    [query('first', 0), query('second', 20_000)],
    [query('second', 0), query('first', 1_000)],
    [query('first', 0), query('second', 1_000, '10.0.0.6')],
  ]) {
    const running = detector.start()
    assert.deepEqual(
      steps.flatMap((step) => running.observe(step, context)),
      [],
    )
  }
})

test('a restored detector remembers the earlier stages', () => {
  const running = detector.start()
  running.observe(query('first', 0), context)
  const moved = detector.start()
  moved.state.restore(structuredClone(running.state.snapshot()))
  assert.equal(moved.observe(query('second', 5_000), context).length, 1)
})
