import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { AsnTable } from './asn-table.ts'

const table = (text: string) => AsnTable.parse(Buffer.from(text))

test('reads numbers and dotted quads, quoted and plain organisations, in any order', () => {
  const networks = table(
    '1.0.1.0,1.0.1.255,13335,"Example, ""Inc"""\r\n16777216,16777471,64500,Plain Org\n16777984,16778239,64500,Plain Org\n' +
      '4294967295,4294967295,64501,Última',
  )
  assert.equal(networks.size, 4)
  assert.deepEqual(networks.find(16_777_216), { asn: 64_500, asnOrg: 'Plain Org' })
  assert.deepEqual(networks.find(16_777_500), { asn: 13_335, asnOrg: 'Example, "Inc"' })
  assert.deepEqual(networks.find(0xffffffff), { asn: 64_501, asnOrg: 'Última' })
  assert.equal(networks.find(16_778_240), undefined)
  assert.equal(networks.find(0), undefined)
})

test('one network under two names keeps both', () => {
  const networks = table('1,1,7,A\n2,2,7,B\n3,3,7,A\n4,4,8,A\n')
  assert.deepEqual(
    [1, 2, 3, 4].map((address) => networks.find(address)?.asnOrg),
    ['A', 'B', 'A', 'A'],
  )
})

test('lines that are none are left out', () => {
  const lines = [
    '',
    'start,end,asn,org',
    '1,2',
    '5,4,7,backwards',
    '4294967296,4294967297,7,too large',
    ',,,',
    '1,2,x,y',
  ]
  assert.equal(table(lines.join('\n')).size, 0)
  assert.equal(table(`${lines.join('\n')}\n8,9,7,good`).size, 1)
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
      const networks = table(lines.join('\n'))
      for (let address = 0; address <= at; address++)
        assert.equal(networks.find(address)?.asn, expected.get(address), `address ${address}`)
    }),
  )
})
