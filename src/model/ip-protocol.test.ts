import assert from 'node:assert/strict'
import { it } from 'node:test'
import { ipProtocolName } from './ip-protocol.ts'

it('the everyday protocols have names, the others are numbers as text', () => {
  assert.deepEqual([6, 17, 1, 0, 2, 58, 255].map(ipProtocolName), ['TCP', 'UDP', 'ICMP', '0', '2', '58', '255'])
})
