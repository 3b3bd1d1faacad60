import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { formatIpv4, parseIpv4 } from './ipv4.ts'

test('what is printed is read back', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 0xffffffff }), (address) =>
      assert.equal(parseIpv4(formatIpv4(address)), address),
    ),
  )
})

test('anything but four decimal octets is no address', () => {
  for (const text of [
    '',
    '1.2.3',
    '1.2.3.4.5',
    '1.2.3.256',
    '225.01.00.16',
    '1..2.3',
    '1.2.3.4 ',
    'a.b.c.d',
    '1.2.3.',
    '::1',
    '1.2.3.-4',
  ]) {
    assert.equal(parseIpv4(text), undefined, text)
  }
})
