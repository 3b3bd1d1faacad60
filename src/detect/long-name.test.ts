import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { isLongName, isLongNameText } from './long-name.ts'

test('names of ordinary hosts are not long', () => {
  for (const name of [
    'www.example.com',
    'www.some-very-long-registered-name-of-a-company.co.uk',
    'ec2-52-1-2-3.compute-1.amazonaws.com',
    'my-bucket-with-a-name.s3.eu-central-1.amazonaws.com',
    'ip-10-0-1-10.eu-central-1.compute.internal',
    '4.3.2.1.in-addr.arpa',
    'e1234567890123.g.akamaiedge.net',
    'localhost',
    '.',
    '',
  ]) {
    assert.ok(!isLongNameText(name), name)
  }
})

test('names that can carry data are long, in any case and with a trailing dot', () => {
  for (const name of [
    'NBSWY3DPEB3W64TMMQ.t.example.com',
    'mzxw6ytboi.www.example.tk',
    'dnscat.6d1201a3b4c5d6e7f80912233445566778899aabb',
    'data-below-a-country.evil.co.uk.',
  ]) {
    assert.ok(isLongNameText(name), name)
  }
})

test('no bytes are too strange, and nothing outside of the name counts', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), fc.nat({ max: 20 }), fc.nat({ max: 80 }), (bytes, start, length) => {
      const end = Math.min(bytes.length, start + length)
      if (start > end) return
      assert.equal(isLongName(bytes, start, end), isLongName(bytes.slice(start, end), 0, end - start))
    }),
    { numRuns: 500 },
  )
})
