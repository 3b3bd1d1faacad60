import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hashText } from '../../std/hash.ts'
import type { Context } from '../detector.ts'
import { distinctWeight } from './distinct-weight.ts'
import { THINGS_MAX } from './familiarity.ts'
import { query as queryAt } from './test-query.ts'

const context = { learning: false } as Context

const detector = distinctWeight({
  type: 'Trojan:EC2/DNSDataExfiltration',
  on: 'dns',
  select: [],
  weigh: (query) => ({ subject: query.sourceAddress, hash: hashText(query.name), weight: 10 }),
  windowsMs: [1_000],
  exceeds: () => false,
  unlessOrdinary: (query) => ({ thing: query.name, asker: query.sourceAddress }),
  signal: (query) => ({
    accountId: query.accountId,
    region: query.region,
    first: query.time,
    last: query.last,
    resource: { kind: 'instance', subject: { accountId: '', interfaceId: '' }, localAddress: query.sourceAddress },
    action: { actionType: 'DNS_REQUEST', dnsRequestAction: { domain: query.name, blocked: false } },
    reason: '',
  }),
  vectors: [],
  subjectsMax: 2,
})

function query(name: string, sourceAddress: string) {
  return queryAt(name, 0, sourceAddress)
}

test('forgotten subjects are counted, and so are forgotten things that were becoming ordinary', () => {
  const running = detector.start()
  for (const address of ['10.0.0.5', '10.0.0.6', '10.0.0.7']) running.observe(query('a', address), context)
  assert.equal(running.state.evictions, 1)
  for (let i = 0; i < THINGS_MAX; i++) running.observe(query(`name ${i}`, '10.0.0.7'), context)
  assert.equal(running.state.evictions, 2)
})
