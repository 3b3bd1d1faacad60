import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Signal } from '../detect/signal.ts'
import { Inventory } from '../inventory/inventory.ts'
import { Findings } from './findings.ts'

function signal(instanceAddress: string): Signal {
  return {
    type: 'Trojan:EC2/DNSDataExfiltration',
    accountId: '111122223333',
    region: 'us-east-1',
    first: 0,
    last: 1_000,
    resource: {
      kind: 'instance',
      subject: { accountId: '111122223333', interfaceId: `eni-${instanceAddress}` },
      localAddress: instanceAddress,
    },
    action: { actionType: 'DNS_REQUEST', dnsRequestAction: { domain: 'a.example', blocked: false } },
    reason: '',
  }
}

test('when there is no room for a new finding, its signals are counted; the findings held go on', () => {
  const findings = new Findings(1)
  const inventory = new Inventory()
  assert.ok(findings.add(signal('10.0.0.5'), inventory))
  assert.equal(findings.add(signal('10.0.0.6'), inventory), undefined)
  assert.equal(findings.add(signal('10.0.0.5'), inventory)?.count, 2)
  assert.equal(findings.overflow, 1)
  assert.equal(findings.size, 1)
})
