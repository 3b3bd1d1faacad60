import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { parseAddress } from './address-text.ts'
import { openGeoFiles } from './geo-files.ts'

const folder = mkdtempSync(join(tmpdir(), 'picket-geo-'))
after(() => rmSync(folder, { recursive: true }))

function fileOf(name: string, content: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

type Value = string | number | Value[] | { [member: string]: Value }

/** A MaxMind DB of whole numbers, doubles, texts, lists and maps. */
function encoded(value: Value): Buffer {
  if (typeof value === 'string') return Buffer.concat([control(2, Buffer.byteLength(value)), Buffer.from(value)])
  if (Array.isArray(value)) return Buffer.concat([control(11, value.length), ...value.map(encoded)])
  if (typeof value === 'object') {
    const members = Object.entries(value)
    return Buffer.concat([
      control(7, members.length),
      ...members.flatMap(([name, one]) => [encoded(name), encoded(one)]),
    ])
  }
  const bytes = Buffer.alloc(Number.isInteger(value) && value >= 0 ? 4 : 8)
  if (bytes.length === 4) bytes.writeUInt32BE(value)
  else bytes.writeDoubleBE(value)
  return Buffer.concat([control(bytes.length === 4 ? 6 : 3, bytes.length), bytes])
}

function control(type: number, size: number): Buffer {
  const sizes = size < 29 ? [size] : [29, size - 29]
  const [head = 0, ...more] = sizes
  return type > 7 ? Buffer.from([head, type - 7, ...more]) : Buffer.from([(type << 5) | head, ...more])
}

/** A database of single addresses; IPv4 ones are under `::/96` in one of IPv6. */
function mmdb(version: 4 | 6, places: Record<string, Value>): Buffer {
  const nodes: [number | undefined, number | undefined][] = [[undefined, undefined]]
  const leaves: { node: number; side: 0 | 1; offset: number }[] = []
  const data: Buffer[] = []
  let size = 0
  for (const [address, record] of Object.entries(places)) {
    const bits = BigInt(parseAddress(address) ?? 0)
      .toString(2)
      .padStart(version === 4 ? 32 : 128, '0')
    let node = 0
    for (const [i, bit] of [...bits].entries()) {
      const side = bit === '1' ? 1 : 0
      if (i === bits.length - 1) leaves.push({ node, side, offset: size })
      else node = nodes[node][side] ??= nodes.push([undefined, undefined]) - 1
    }
    data.push(encoded(record))
    size += data.at(-1)?.length ?? 0
  }
  const tree = Buffer.alloc(nodes.length * 8)
  for (const [i, sides] of nodes.entries())
    for (const side of [0, 1] as const) tree.writeUInt32BE(sides[side] ?? nodes.length, i * 8 + side * 4)
  for (const { node, side, offset } of leaves) tree.writeUInt32BE(nodes.length + 16 + offset, node * 8 + side * 4)
  const metadata = encoded({
    binary_format_major_version: 2,
    binary_format_minor_version: 0,
    build_epoch: 1,
    database_type: 'test',
    description: {},
    ip_version: version,
    languages: ['en'],
    node_count: nodes.length,
    record_size: 32,
  })
  return Buffer.concat([tree, Buffer.alloc(16), ...data, Buffer.from('abcdef4d61784d696e642e636f6d', 'hex'), metadata])
}

const FLAT = { country_code: 'NL', city: 'Amsterdam', latitude: 52.377956, longitude: -4.897070001 }
const NESTED = {
  country: { iso_code: 'DE', names: { en: 'Germany', de: 'Deutschland' } },
  city: { names: { en: 'Cologne', de: 'Köln' } },
  location: { latitude: 50.9333, longitude: 6.95 },
}
const networks = () => fileOf('asn.csv', '16843008,16843263,64500,"Example, Inc"\n')

test("DB-IP's flat records", () => {
  const geo = openGeoFiles({ city: fileOf('flat.mmdb', mmdb(4, { '1.1.1.1': FLAT })), asn: networks() })
  assert.deepEqual(geo.locate('1.1.1.1'), {
    countryCode: 'NL',
    countryName: 'Netherlands',
    cityName: 'Amsterdam',
    lat: 52.378,
    lon: -4.8971,
    asn: 64_500,
    asnOrg: 'Example, Inc',
    isp: 'Example, Inc',
    org: 'Example, Inc',
  })
  assert.deepEqual(geo.locate('1.1.1.2'), {
    asn: 64_500,
    asnOrg: 'Example, Inc',
    isp: 'Example, Inc',
    org: 'Example, Inc',
  })
  assert.deepEqual(geo.locate('2.2.2.2'), {})
  assert.deepEqual(geo.locate('2600::1'), {}, 'a database of IPv4 knows no IPv6 address')
  assert.deepEqual(geo.warnings, [])
})

test("MaxMind's nested records, with IPv6, and networks from a database", () => {
  const asn = { autonomous_system_number: 64_501, autonomous_system_organization: 'Example' }
  const geo = openGeoFiles({
    city: fileOf('nested.mmdb', mmdb(6, { '1.1.1.1': NESTED, '2600:1f18::1': NESTED })),
    asn: fileOf('asn.mmdb', mmdb(6, { '2600:1f18::1': asn })),
  })
  const place = { countryCode: 'DE', countryName: 'Germany', cityName: 'Cologne', lat: 50.9333, lon: 6.95 }
  assert.deepEqual(geo.locate('1.1.1.1'), place)
  assert.deepEqual(geo.locate('2600:1f18:0::1'), {
    ...place,
    asn: 64_501,
    asnOrg: 'Example',
    isp: 'Example',
    org: 'Example',
  })
  assert.deepEqual(geo.warnings, [])
})

test('an IPv4-mapped address is where the IPv4 address is', () => {
  for (const version of [4, 6] as const) {
    const geo = openGeoFiles({
      city: fileOf(`mapped${version}.mmdb`, mmdb(version, { '1.1.1.1': FLAT })),
      asn: networks(),
    })
    assert.equal(geo.locate('::ffff:1.1.1.1').cityName, 'Amsterdam')
    assert.deepEqual(geo.locate('::ffff:101:101'), geo.locate('1.1.1.1'))
    assert.deepEqual(geo.locate('::ffff:10.0.0.1'), {})
  }
})

test('files are opened at the first look-up of a public address, and each missing one is told once', () => {
  const geo = openGeoFiles({ city: join(folder, 'none.mmdb'), asn: join(folder, 'none.csv') })
  for (const address of ['10.1.1.1', '169.254.169.254', '::1', 'fe80::1', 'AWS Internal', ''])
    assert.deepEqual(geo.locate(address), {})
  assert.deepEqual(geo.warnings, [])
  for (const address of ['1.1.1.1', '1.1.1.2', '2600::1', '2600::2']) assert.deepEqual(geo.locate(address), {})
  assert.equal(geo.warnings.length, 2)
  assert.match(geo.warnings[0] ?? '', /none\.mmdb cannot be read: .*no country/)
  assert.match(geo.warnings[1] ?? '', /none\.csv cannot be read: .*no organization/)
})

test('a file of another kind, or a damaged one, is told once and stops nothing', () => {
  const whole = mmdb(4, { '1.1.1.1': FLAT, '1.1.1.2': FLAT })
  const damaged = Buffer.from(whole)
  damaged.fill(0xff, whole.indexOf('Amsterdam') - 40, whole.indexOf('Amsterdam'))
  for (const [city, asn] of [
    [fileOf('text.mmdb', 'no database'), fileOf('text.csv', 'nothing,here\n')],
    [fileOf('damaged.mmdb', damaged), fileOf('text2.mmdb', '')],
  ] as const) {
    const geo = openGeoFiles({ city, asn })
    for (const address of ['1.1.1.1', '1.1.1.2', '1.1.1.3', '2600::1']) geo.locate(address)
    assert.equal(geo.warnings.length, 2, geo.warnings.join('\n'))
  }
})
