import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { parseIpv6 } from './address-text.ts'
import { AsnCsv } from './asn-csv.ts'

const csv = (text: string) => new AsnCsv(Buffer.from(text))

test('reads numbers and dotted quads, quoted and plain organisations, under a heading or none', () => {
  const networks = csv(
    'start,end,asn,org\r\n16777216,16777471,64500,Plain Org\r\n1.0.1.0,1.0.1.255,13335,"Example, ""Inc"""\n' +
      '16777984,16778239,64500,Plain Org\n4294967295,4294967295,64501,Última',
  )
  assert.ok(networks.isReadable)
  assert.deepEqual(networks.find(16_777_216), { asn: 64_500, asnOrg: 'Plain Org' })
  assert.deepEqual(networks.find(16_777_500), { asn: 13_335, asnOrg: 'Example, "Inc"' })
  assert.deepEqual(networks.find(0xffffffff), { asn: 64_501, asnOrg: 'Última' })
  assert.equal(networks.find(16_778_240), undefined)
  assert.equal(networks.find(0), undefined)
})

test('another kind of file is told from one of networks', () => {
  for (const text of ['', '\n', '1,2\n', 'a,b,c,d\n', '4294967296,4294967297,7,too large\n', '5,4,7,backwards\n']) {
    assert.equal(csv(text).isReadable, false, text)
    assert.equal(csv(text).find(1), undefined)
  }
})

test('every address of every line is found, and no other', () => {
  const gaps = fc.array(fc.tuple(fc.nat(3), fc.nat(3), fc.integer({ min: 1, max: 4 })), { maxLength: 30 })
  fc.assert(
    fc.property(gaps, (rows) => {
      const expected = new Map<number, number>()
      let at = 0
      const lines = rows.map(([gap, size, asn]) => {
        const first = at + gap
        at = first + size + 1
        for (let address = first; address < at; address++) expected.set(address, asn)
        return `${first},${at - 1},${asn},Org ${asn}`
      })
      const networks = csv(lines.join('\n'))
      for (let address = 0; address <= at; address++)
        assert.equal(networks.find(address)?.asn, expected.get(address), `address ${address}`)
    }),
  )
})

test('networks of IPv6', () => {
  const networks = new AsnCsv(
    Buffer.from(
      '2001:200::,2001:200:1b9:ffff:ffff:ffff:ffff:ffff,64500,Plain Org\n' +
        '2001:218:2000:2::,2001:218:2000:2:ffff:ffff:ffff:ffff,64502,Small\n' +
        '2600:1f18::,2600:1f18:ffff:ffff:ffff:ffff:ffff:ffff,64501,"Example, Inc"\n',
    ),
  )
  const networkOf = (text: string) => networks.find(parseIpv6(text) ?? 0n)?.asnOrg
  assert.equal(networkOf('2600:1f18::1'), 'Example, Inc')
  assert.equal(networkOf('2001:218:2000:2::9'), 'Small')
  assert.equal(networkOf('2001:200:1b9:ffff:ffff:ffff:ffff:ffff'), 'Plain Org')
  for (const address of ['::1', '2001:200:1ba::', '2001:218:2000:3::', '2600:1f19::'])
    assert.equal(networkOf(address), undefined, address)
})
