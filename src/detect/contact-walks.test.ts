import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ContactWalks } from './contact-walks.ts'
import { serviceOf } from './flow-groups.ts'

const TCP = 6

function contact(host: number, answered: boolean, minute = 0, port = 445) {
  return {
    subject: { accountId: '111122223333', interfaceId: 'eni-1' },
    minute,
    remote: 0x5db8_0000 + host,
    portsTried: 1,
    packetsSent: 1,
    apart: false,
    failed: !answered,
    services: 1,
    service: serviceOf(TCP, port),
    contacts: () => [{ protocol: TCP, port, answered }],
    contactsFail: false,
  }
}

test('answered contacts are worth a look only while failures prevail', () => {
  const walks = new ContactWalks()
  assert.ok(!walks.failing(contact(1, true)))
  assert.ok(walks.failing(contact(2, false)))
  assert.ok(walks.failing(contact(3, true)))
  assert.ok(!walks.failing(contact(4, true)))
})

test('services are told apart, private hosts are no contacts, and walks are forgotten', () => {
  const walks = new ContactWalks()
  walks.failing(contact(1, false))
  assert.ok(!walks.failing(contact(2, true, 0, 443)))
  assert.ok(!walks.failing({ ...contact(3, false), remote: 0x0a000001 }))
  assert.ok(!walks.failing(contact(4, true, 11)))
})

test('survives a move to another process', () => {
  const [first, second] = [new ContactWalks(), new ContactWalks()]
  first.failing(contact(1, false))
  second.restore(structuredClone(first.snapshot()))
  assert.ok(second.failing(contact(2, true)))
})
