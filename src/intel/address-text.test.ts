import assert from 'node:assert/strict'
import { isIPv6 } from 'node:net'
import { test } from 'node:test'
import fc from 'fast-check'
import { formatRange4, formatRange6, parseAddress, parseAddressEntry, parseIpv6 } from './address-text.ts'

test('reads addresses, blocks, ranges and ports, and nothing else', () => {
  assert.deepEqual(parseAddressEntry('192.0.2.77/24'), { kind: 'range4', first: 0xc0000200, last: 0xc00002ff })
  assert.deepEqual(parseAddressEntry('1.2.3.4 - 1.2.3.9'), { kind: 'range4', first: 0x01020304, last: 0x01020309 })
  assert.deepEqual(parseAddressEntry('1.2.3.4:80'), { kind: 'range4', first: 0x01020304, last: 0x01020304, port: 80 })
  assert.deepEqual(parseAddressEntry('1.2.3.0/24:80'), {
    kind: 'range4',
    first: 0x01020300,
    last: 0x010203ff,
    port: 80,
  })
  assert.deepEqual(parseAddressEntry('[::1]:443'), { kind: 'range6', first: 1n, last: 1n, port: 443 })
  assert.deepEqual(parseAddressEntry('0.0.0.0/0'), { kind: 'range4', first: 0, last: 0xffffffff })
  for (const bad of [
    '1.2.3',
    '1.2.3.4/33',
    '1.2.3.9-1.2.3.4',
    '1.2.3.4:0',
    '1.2.3.4:65536',
    '1.2.3.4:80:90',
    '',
    '::/129',
  ])
    assert.equal(parseAddressEntry(bad), undefined, bad)
})

test('an IPv4-mapped address is the IPv4 address', () => {
  assert.equal(parseAddress('::ffff:1.2.3.4'), 0x01020304)
  assert.equal(parseAddress('::FFFF:102:304'), 0x01020304)
  assert.deepEqual(parseAddressEntry('::ffff:1.2.3.4/120'), { kind: 'range4', first: 0x01020300, last: 0x010203ff })
})

test('knows the IPv6 addresses that Node knows', () => {
  const group = fc.constantFrom('', '0', '1', 'ffff', 'abcd', '12345', '1.2.3.4', 'g')
  const text = fc.array(group, { maxLength: 10 }).map((groups) => groups.join(':'))
  fc.assert(
    fc.property(fc.oneof(text, fc.ipV6()), (address) => {
      assert.equal(parseIpv6(address) !== undefined, isIPv6(address), address)
    }),
    { numRuns: 1_000 },
  )
})

test('an entry is written so that reading it gives the same range', () => {
  const word = fc.integer({ min: 0, max: 0xffffffff })
  fc.assert(
    fc.property(word, word, (a, b) => {
      const [first, last] = [Math.min(a, b), Math.max(a, b)]
      assert.deepEqual(parseAddressEntry(formatRange4(first, last)), { kind: 'range4', first, last })
    }),
  )
  const long = fc.bigInt({ min: 1n << 64n, max: (1n << 128n) - 1n })
  fc.assert(
    fc.property(long, fc.integer({ min: 0, max: 64 }), (value, bits) => {
      const first = (value >> BigInt(bits)) << BigInt(bits)
      const last = first + (1n << BigInt(bits)) - 1n
      assert.deepEqual(parseAddressEntry(formatRange6(first, last)), { kind: 'range6', first, last })
    }),
  )
  assert.equal(formatRange6(0x20010db8n << 96n, 0x20010db8n << 96n), '2001:db8::')
})
