import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formatRange4, formatRange6 } from '../address-text.ts'
import { parseList } from '../parse-list.ts'

function read(text: string) {
  const list = parseList(Buffer.from(text))
  const entries = [...list.indicators()].map((one) => {
    const entry =
      one.kind === 'name'
        ? one.name
        : one.kind === 'range4'
          ? formatRange4(one.first, one.last)
          : formatRange6(one.first, one.last)
    return one.threatName === undefined ? entry : `${entry} ${one.threatName}`
  })
  assert.equal(list.format, 'STIX')
  return { entries, rejected: list.rejected.map(({ reason }) => reason), rejectedCount: list.rejectedCount }
}

const stix1 = (inside: string) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<stix:STIX_Package xmlns:stix="http://stix.mitre.org/stix-1" version="1.2">${inside}</stix:STIX_Package>`

const address = (value: string, attributes = '') =>
  `<cybox:Observable><cybox:Object><cybox:Properties xsi:type="AddressObject:AddressObjectType" category="ipv4-addr">
   <AddressObject:Address_Value${attributes}>${value}</AddressObject:Address_Value></cybox:Properties></cybox:Object></cybox:Observable>`

test('STIX 1: addresses, lists and ranges', () => {
  const observables = [
    address('192.0.2.0##comma##192.0.2.255', ' condition="InclusiveBetween"'),
    address('52.51.100.1'),
    address(' 52.1.1.1 ##comma## 52.1.1.2##comma##52.1.1.3', ' condition="Equals" apply_condition="ANY"'),
    address('52.3.0.0/16', ' condition="Equals"'),
  ]
  const { entries } = read(stix1(`<stix:Observables>${observables.join('\n')}</stix:Observables>`))
  assert.deepEqual(entries, ['192.0.2.0/24', '52.51.100.1', '52.1.1.1', '52.1.1.2', '52.1.1.3', '52.3.0.0/16'])
})

test('STIX 1: a missing space before the condition is mended', () => {
  const typo = address('52.2.0.0##comma##52.2.0.9', ' condition="InclusiveBetween"').replace(
    'Value condition',
    'Valuecondition',
  )
  assert.match(typo, /Address_Valuecondition=/)
  assert.deepEqual(read(stix1(typo)).entries, ['52.2.0.0-52.2.0.9'])
})

test('STIX 1: a watchlist of names, with the title of its indicator', () => {
  const { entries, rejected } = read(
    stix1(`<stix:Indicators><stix:Indicator><indicator:Title>Example &amp; Co domains</indicator:Title>
      <indicator:Observable><cybox:Object><cybox:Properties xsi:type="DomainNameObj:DomainNameObjectType" type="FQDN">
        <DomainNameObj:Value condition="Equals">a.example##comma##b.example</DomainNameObj:Value></cybox:Properties></cybox:Object></indicator:Observable>
      <indicator:Observable><cybox:Object><cybox:Properties xsi:type="URIObj:URIObjectType" type="URL">
        <URIObj:Value>http://c.example/x</URIObj:Value></cybox:Properties></cybox:Object></indicator:Observable>
      <indicator:Observable><cybox:Object><cybox:Properties xsi:type="AddressObj:AddressObjectType" category="e-mail">
        <AddressObj:Address_Value>a@b.example</AddressObj:Address_Value></cybox:Properties></cybox:Object></indicator:Observable>
    </stix:Indicator></stix:Indicators>`),
  )
  assert.deepEqual(entries, ['a.example Example & Co domains', 'b.example Example & Co domains'])
  assert.deepEqual(rejected, ['URIs are not used', 'addresses of category e-mail are not used'])
})

test('STIX 1: what an address must not be, or only contain, is no entry', () => {
  const { entries, rejected } = read(
    stix1(address('52.1.1.1', ' condition="DoesNotEqual"') + address('52.1.1.2', ' condition="Equals"')),
  )
  assert.deepEqual(entries, ['52.1.1.2'])
  assert.deepEqual(rejected, ['values under the condition DoesNotEqual are not used'])
})

test('STIX 1: the title of an observable is no threat name', () => {
  const titled = address('52.1.1.1').replace('<cybox:Object>', '<cybox:Title>IP: 52.1.1.1</cybox:Title><cybox:Object>')
  assert.deepEqual(read(stix1(titled)).entries, ['52.1.1.1'])
})

test('STIX 1: entities cannot grow: document types are refused', () => {
  const levels = Array.from({ length: 10 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`)
  const { entries, rejected } = read(
    `<?xml version="1.0"?><!DOCTYPE bomb [<!ENTITY l0 "52.1.1.1">${levels.join('')}]>${stix1(address('&l10;'))}`,
  )
  assert.deepEqual(entries, [])
  assert.deepEqual(rejected, ['XML with a document type definition is refused'])
})

test('STIX 1: thousands of ordinary entities are no attack', () => {
  const titled = `<stix:Description>${'a &amp; b '.repeat(20_000)}</stix:Description>`
  assert.deepEqual(read(stix1(titled + address('52.1.1.1'))).entries, ['52.1.1.1'])
})

test('STIX 1: broken or bottomless documents are one bad entry', () => {
  for (const text of [stix1(address('x').slice(0, 80)), '<a'.repeat(10), '<a>'.repeat(100_000), '<a></a>'])
    assert.equal(read(text).rejectedCount, 1, text.slice(0, 40))
})

const bundle = (...objects: object[]) => JSON.stringify({ type: 'bundle', id: 'bundle--1', objects })

test('STIX 2: bundles, arrays and single objects', () => {
  const observable = { type: 'ipv4-addr', value: '52.51.100.1/32' }
  assert.deepEqual(read(bundle(observable, { type: 'domain-name', value: 'evil.example' })).entries, [
    '52.51.100.1',
    'evil.example',
  ])
  assert.deepEqual(read(JSON.stringify([observable, { type: 'ipv6-addr', value: '2600::1' }])).entries, [
    '52.51.100.1',
    '2600::1',
  ])
  assert.deepEqual(read(JSON.stringify(observable)).entries, ['52.51.100.1'])
  assert.deepEqual(read(`[${bundle(observable)},${bundle(observable)}]`).entries, ['52.51.100.1', '52.51.100.1'])
})

test('STIX 2: patterns of every comparison, named by the indicator', () => {
  const pattern =
    "[ipv4-addr:value = '52.1.1.1' OR ipv4-addr:value ISSUBSET '52.2.0.0/16'] AND " +
    "[domain-name:value IN ('a.example', 'b\\'.example', 'c.example')] OR [network-traffic:dst_ref.type = 'ipv4-addr' " +
    "AND network-traffic:dst_ref.value = '52.3.3.3'] OR [file:name = '52.9.9.9']"
  const { entries, rejectedCount } = read(bundle({ type: 'indicator', name: 'Zeus', pattern_type: 'stix', pattern }))
  assert.deepEqual(entries, ['52.1.1.1 Zeus', '52.2.0.0/16 Zeus', 'a.example Zeus', 'c.example Zeus', '52.3.3.3 Zeus'])
  assert.equal(rejectedCount, 1)
})

test('STIX 2: what names no address is counted', () => {
  const { entries, rejected } = read(
    bundle({ type: 'indicator', pattern: "[file:hashes.MD5 = 'd41d8cd9']" }, { type: 'malware', name: 'x' }),
  )
  assert.deepEqual(entries, [])
  assert.equal(rejected.length, 1)
  assert.match(rejected[0] ?? '', /compares no address or name/)
  assert.equal(read('{"type":"bundle","objects":[null,1,"x",[]]}').rejectedCount, 1)
  assert.match(read('{"type":"bundle",').rejected[0] ?? '', /not JSON/)
})

test('STIX 2: what its author revoked is left out', () => {
  const indicator = { type: 'indicator', id: 'indicator--1', pattern: "[ipv4-addr:value = '52.1.1.1']", revoked: true }
  const { entries, rejected } = read(JSON.stringify({ type: 'bundle', objects: [indicator] }))
  assert.deepEqual(entries, [])
  assert.deepEqual(rejected, ['the indicator was revoked'])
})
