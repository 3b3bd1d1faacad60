import assert from 'node:assert/strict'
import { isIP } from 'node:net'
import { it } from 'node:test'
import fc from 'fast-check'
import { NO_ADDRESS4, readAddress4At, readAddress6 } from './flow-address.ts'
import { SLACK_BYTES } from './flow-line.ts'

it('reads an IPv4 address as a number', () => {
  assert.equal(read4('10.1.2.3'), 0x0a010203)
  assert.equal(read4('255.255.255.255'), 0xffffffff)
  assert.equal(read4('0.0.0.0'), 0)
})

it('takes as IPv4 what is four octets in decimal, and nothing else', () => {
  for (const text of [
    '1.2.3',
    '1.2.3.4.5',
    '256.1.1.1',
    '1.1.1.256',
    '01.2.3.4',
    '1..2.3',
    '1.2.3.4x',
    '-',
    'a.b.c.d',
    '.1.2.3.4',
    '1.2.3.',
    '1.2.3.1000',
  ]) {
    assert.equal(read4(text), undefined, text)
  }
})

it('agrees with the platform on what is an IPv4 address', () => {
  const almost = fc.array(fc.oneof(fc.ipV4(), fc.constantFrom('.', '0', '9', '255', '256', '1.', '.1', '/', ':')), {
    minLength: 1,
    maxLength: 3,
  })
  fc.assert(
    fc.property(
      fc.oneof(
        fc.ipV4(),
        almost.map((parts) => parts.join('')),
        fc.string({ maxLength: 15 }),
      ),
      (text) => {
        fc.pre(!/[^!-~]/.test(text) && text !== '')
        assert.equal(read4(text) !== undefined, isIP(text) === 4)
      },
    ),
    { numRuns: 3000 },
  )
})

it('reads the sixteen bytes of an IPv6 address', () => {
  assert.equal(read6('2001:db8::ff00:42:8329'), '20010db8000000000000ff0000428329')
  assert.equal(read6('::'), '0'.repeat(32))
  assert.equal(read6('::1'), `${'0'.repeat(31)}1`)
  assert.equal(read6('fe80::'), `fe80${'0'.repeat(28)}`)
  assert.equal(read6('::ffff:192.0.2.1'), '00000000000000000000ffffc0000201')
})

it('agrees with the platform on what is an IPv6 address', () => {
  const groups = fc.array(fc.constantFrom('', '0', '1', 'ffff', 'FE80', '12345', 'g', '1.2.3.4'), {
    minLength: 1,
    maxLength: 10,
  })
  fc.assert(
    fc.property(
      fc.oneof(
        fc.ipV6(),
        groups.map((parts) => parts.join(':')),
        fc.string({ maxLength: 20 }),
      ),
      (text) => {
        fc.pre(!/[^!-~]/.test(text) && !text.includes('%') && text !== '')
        assert.equal(read6(text) !== undefined, isIP(text) === 6, text)
      },
    ),
    { numRuns: 5000 },
  )
})

function read4(text: string): number | undefined {
  const out = new Uint32Array(1)
  const end = readAddress4At(viewOf(text), 0, out, 0)
  if (end === NO_ADDRESS4) return undefined
  assert.equal(end, text.length)
  return out[0]
}

function read6(text: string): string | undefined {
  const out = new Uint8Array(16)
  return readAddress6(viewOf(text), 0, text.length, out, 0) ? Buffer.from(out).toString('hex') : undefined
}

function viewOf(text: string): DataView {
  const bytes = new Uint8Array(text.length + SLACK_BYTES)
  bytes.set(Buffer.from(`${text} `, 'latin1'))
  return new DataView(bytes.buffer)
}
