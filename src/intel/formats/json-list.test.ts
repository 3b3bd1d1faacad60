import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formatRange4, formatRange6 } from '../address-text.ts'
import { parseList } from '../parse-list.ts'

function read(document: unknown) {
  const list = parseList(Buffer.from(typeof document === 'string' ? document : JSON.stringify(document, undefined, 2)))
  assert.equal(list.format, 'JSON')
  const entries = [...list.indicators()].map((one) => {
    if (one.kind === 'name') return one.name
    const text = one.kind === 'range4' ? formatRange4(one.first, one.last) : formatRange6(one.first, one.last)
    return [text, one.port, one.threatName].filter((part) => part !== undefined).join(' ')
  })
  return { entries, rejected: list.rejected.map(({ reason }) => reason) }
}

test('the address ranges that AWS publishes', () => {
  const { entries, rejected } = read({
    syncToken: '1',
    createDate: '2026-01-01-00-00-00',
    prefixes: [{ ip_prefix: '3.5.140.0/22', region: 'ap-northeast-2', service: 'AMAZON' }],
    ipv6_prefixes: [{ ipv6_prefix: '2600:1f14::/35', region: 'us-west-2', service: 'EC2' }],
  })
  assert.deepEqual(entries, ['3.5.140.0/22', '2600:1f14::/35'])
  assert.deepEqual(rejected, [])
})

test('a MISP warning list, with names below a leading dot', () => {
  const document = {
    description: 'dynamic names',
    list: ['.dyn.example', '52.1.1.1', '52.2.0.0/16', 'not a name'],
    type: 'hostname',
  }
  const { entries, rejected } = read(document)
  assert.deepEqual(entries, ['dyn.example', '52.1.1.1', '52.2.0.0/16'])
  assert.match(rejected.join(), /not a name is no address/)
})

test('arrays of addresses, and of objects with ports and malware', () => {
  const items = [
    '52.1.1.1',
    { ip_address: '52.1.1.2', port: 443, malware: 'Emotet' },
    { ip: '2600:1f14::1', port: '8080' },
    { host: 'evil.example' },
    { as_number: 1 },
    null,
  ]
  const { entries, rejected } = read(items)
  assert.deepEqual(entries, ['52.1.1.1', '52.1.1.2 443 Emotet', '2600:1f14::1 8080', 'evil.example'])
  assert.equal(rejected.length, 2)
})

test('JSON that holds no list, or is cut off, is one bad entry', () => {
  assert.deepEqual(read({ a: 1 }), { entries: [], rejected: ['no array of entries is in it'] })
  assert.match(read('["52.1.1.1", "52.1.').rejected.join(), /not JSON/)
})
