import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { amountOf, costsOf, type Prices, topResources, totalsBy, type UsageSum } from './usage-cost.ts'

const prices: Prices = {
  cloudTrail: [{ price: 4 }],
  flowAndDnsLogs: [{ upTo: 500, price: 1 }, { upTo: 2500, price: 0.5 }, { price: 0.25 }],
  s3Logs: [{ upTo: 500, price: 0.8 }, { upTo: 5000, price: 0.4 }, { price: 0.2 }],
  kubernetesAuditLogs: [{ upTo: 100, price: 1.6 }, { upTo: 200, price: 0.8 }, { price: 0.2 }],
}
const GB = 1024 ** 3
const A = '111111111111'
const B = '222222222222'

const usage = (dataSource: UsageSum['dataSource'], amount: Partial<UsageSum>): UsageSum => ({
  accountId: A,
  dataSource,
  resource: '',
  events: 0,
  bytes: 0,
  ...amount,
})
const amounts = (...sums: UsageSum[]) => costsOf(sums, prices).map(({ cost }) => amountOf(cost))

describe('what usage costs', () => {
  it('events cost by the million', () => {
    assert.deepEqual(amounts(usage('CLOUD_TRAIL', { events: 2_500_000 })), ['10.00'])
    assert.deepEqual(amounts(usage('KUBERNETES_AUDIT_LOGS', { events: 250e6 })), ['250.00'])
  })

  it('bytes of events and events of bytes cost nothing', () => {
    assert.deepEqual(amounts(usage('CLOUD_TRAIL', { bytes: GB })), ['0.00'])
    assert.deepEqual(amounts(usage('DNS_LOGS', { events: 1e9 })), ['0.00'])
  })

  it('a tier is cheaper only for what lies in it, and its end belongs to it', () => {
    assert.deepEqual(amounts(usage('FLOW_LOGS', { bytes: 500 * GB })), ['500.00'])
    assert.deepEqual(amounts(usage('FLOW_LOGS', { bytes: 501 * GB })), ['500.50'])
    assert.deepEqual(amounts(usage('FLOW_LOGS', { bytes: 3000 * GB })), ['1625.00'])
  })

  it('flow and DNS logs climb the tiers together and share the price by their gigabytes', () => {
    // 600 + 200 GB: 500 at 1.00 and 300 at 0.50 are 650.00, three quarters of it for flow logs.
    const sums = [usage('FLOW_LOGS', { bytes: 600 * GB }), usage('DNS_LOGS', { bytes: 200 * GB })]
    assert.deepEqual(amounts(...sums), ['487.50', '162.50'])
  })

  it('the buckets of an account climb the tiers together', () => {
    // 400 M + 600 M events: 500 at 0.80 and 500 at 0.40 are 600.00.
    const sums = [
      usage('S3_LOGS', { resource: 'alpha', events: 400e6 }),
      usage('S3_LOGS', { resource: 'beta', events: 600e6 }),
    ]
    assert.deepEqual(amounts(...sums), ['240.00', '360.00'])
  })

  it('accounts never share a tier', () => {
    const sums = [A, B].map((accountId) => usage('FLOW_LOGS', { accountId, bytes: 400 * GB }))
    assert.deepEqual(amounts(...sums), ['400.00', '400.00'])
  })
})

describe('totals', () => {
  const costs = costsOf(
    [
      usage('S3_LOGS', { resource: 'beta', events: 2e6 }),
      usage('CLOUD_TRAIL', { events: 1e6 }),
      usage('S3_LOGS', { resource: 'alpha', events: 1e6 }),
      usage('S3_LOGS', { accountId: B, resource: 'alpha', events: 3e6 }),
    ],
    prices,
  )
  const told = (totals: { name: string; cost: number }[]) => totals.map(({ name, cost }) => [name, amountOf(cost)])

  it('are by account, by source, and by resource where there is one', () => {
    assert.deepEqual(told(totalsBy('accountId', costs)), [
      [A, '6.40'],
      [B, '2.40'],
    ])
    assert.deepEqual(told(totalsBy('dataSource', costs)), [
      ['CLOUD_TRAIL', '4.00'],
      ['S3_LOGS', '4.80'],
    ])
    assert.deepEqual(told(totalsBy('resource', costs)), [
      ['alpha', '3.20'],
      ['beta', '1.60'],
    ])
  })

  it('show the fifty most expensive resources, the dearest first', () => {
    const buckets = Array.from({ length: 60 }, (_, n) =>
      usage('S3_LOGS', { resource: `bucket-${n}`, events: (n + 1) * 1e5 }),
    )
    const top = told(topResources(costsOf(buckets, prices)))
    assert.equal(top.length, 50)
    assert.deepEqual(top.at(0), ['bucket-59', '4.80'])
    assert.deepEqual(top.at(-1), ['bucket-10', '0.88'])
  })
})

describe('amounts', () => {
  it('one event and one byte are more than nothing', () => {
    assert.deepEqual(amounts(usage('CLOUD_TRAIL', { events: 1 })), ['0.000004'])
    assert.deepEqual(amounts(usage('FLOW_LOGS', { bytes: 1 })), ['0.0000000009'])
  })

  it('have two decimals at least, and no noise of binary fractions', () => {
    assert.equal(amountOf(0), '0.00')
    assert.equal(amountOf(12), '12.00')
    assert.equal(amountOf(0.1 + 0.2), '0.30')
    assert.equal(amountOf(1_234_567.1 + 0.2), '1234567.30')
  })
})
