import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { formatRange4 } from './address-text.ts'
import { CATEGORIES, type Category, categoryBit, keepsUnroutable } from './category.ts'
import type { Hit } from './indicator.ts'
import { type Indicators, IndicatorsBuilder } from './indicators.ts'
import { parseList } from './parse-list.ts'
import { isRoutable4 } from './routable.ts'

interface Entry {
  category: Category
  listName: string
  first: number
  last: number
  port: number
  threat: string
}

/** Addresses close to one another, so that ranges touch, overlap and coincide; some blocks are wide. */
const address = fc.oneof(
  fc.integer({ min: 0x0a0000f0, max: 0x0a000130 }),
  fc.integer({ min: 0x340000f0, max: 0x34000130 }),
  fc.constantFrom(0, 0xffffffff, 0x33ffffff, 0x35000000),
)
const entry: fc.Arbitrary<Entry> = fc
  .record({
    category: fc.constantFrom<Category>('C2_IP', 'TRUSTED_IP', 'CUSTOM_THREAT_IP'),
    listName: fc.constantFrom('a', 'b', 'c'),
    range: fc.oneof(
      address.map((one) => [one, one]),
      fc.tuple(address, address).map((pair) => pair.toSorted((a, b) => a - b)),
    ),
    port: fc.constantFrom(0, 0, 80, 443),
    threat: fc.constantFrom('', '', 'mirai', 'zeus'),
  })
  .map(({ range: [first = 0, last = 0], ...rest }) => ({ ...rest, first, last }))

function compiled(entries: readonly Entry[]): Indicators {
  const builder = new IndicatorsBuilder()
  for (const { category, listName, first, last, port, threat } of entries) {
    const text = `${formatRange4(first, last)}${port === 0 ? '' : `:${port}`} ${threat}`
    builder.add(category, parseList(Buffer.from(text)), listName)
  }
  return builder.build()
}

function matching(entries: readonly Entry[], value: number, port: number | undefined): Entry[] {
  return entries
    .filter(({ first, last }) => first <= value && value <= last)
    .filter((one) => one.port === 0 || port === undefined || one.port === port)
    .filter(({ category }) => isRoutable4(value) || keepsUnroutable(category))
}

function keyOf(hit: Pick<Hit, 'category' | 'listName' | 'threatName' | 'entry'>): string {
  return [hit.category, hit.listName, hit.threatName ?? '', hit.entry].join(' | ')
}

test('categories and hits are what reading every entry in turn would give', () => {
  fc.assert(
    fc.property(
      fc.array(entry, { maxLength: 25 }),
      fc.array(address, { minLength: 5, maxLength: 10 }),
      fc.constantFrom(undefined, 80, 22),
      (entries, addresses, port) => {
        const { addresses: table } = compiled(entries)
        for (const value of addresses) {
          const mask = matching(entries, value, undefined).reduce((sum, one) => sum | categoryBit(one.category), 0)
          assert.equal(table.categoriesOf4(value), mask)
          const expected = new Set(
            matching(entries, value, port).map((one) => {
              const text = `${formatRange4(one.first, one.last)}${one.port === 0 ? '' : `:${one.port}`}`
              return keyOf({ ...one, threatName: one.threat, entry: text })
            }),
          )
          const hits = table.hits(value, port)
          assert.deepEqual(hits.map(keyOf).toSorted(), [...expected].toSorted())
        }
      },
    ),
    { numRuns: 200 },
  )
})

test('the order in which lists are loaded changes nothing', () => {
  fc.assert(
    fc.property(
      fc.array(entry, { maxLength: 25 }),
      fc.array(address, { minLength: 5, maxLength: 10 }),
      (entries, at) => {
        const [forward, backward] = [compiled(entries), compiled(entries.toReversed())]
        for (const value of at) assert.deepEqual(forward.addresses.hits(value), backward.addresses.hits(value))
      },
    ),
    { numRuns: 100 },
  )
})

const indicatorsOf = (lists: [Category, string, string][]) => {
  const builder = new IndicatorsBuilder()
  for (const [category, name, text] of lists) builder.add(category, parseList(Buffer.from(text)), name)
  return builder.build()
}

test('the most specific entry comes first', () => {
  const { addresses } = indicatorsOf([['C2_IP', 'x', '52.0.0.0/8\n52.1.0.0/16 sinkhole\n52.1.2.3 bot\n52.1.2.0/24']])
  const entries = addresses.hits('52.1.2.3').map((hit) => hit.entry)
  assert.deepEqual(entries, ['52.1.2.3', '52.1.2.0/24', '52.1.0.0/16', '52.0.0.0/8'])
})

test('a private address is on no public list, not even under a block of everything; on a trusted list it is', () => {
  const { addresses } = indicatorsOf([
    ['C2_IP', 'all', '0.0.0.0/0\n10.0.0.5\n::/0\nfd00::5'],
    ['TRUSTED_IP', 'ours', '10.0.0.0/8\nfd00::/8'],
  ])
  assert.deepEqual(
    addresses.hits('10.0.0.5').map((hit) => hit.listName),
    ['ours'],
  )
  assert.equal(addresses.categoriesOf('10.0.0.5'), categoryBit('TRUSTED_IP'))
  assert.deepEqual(
    addresses.hits('fd00::5').map((hit) => hit.listName),
    ['ours'],
  )
  assert.deepEqual(addresses.hits('127.0.0.1'), [])
  assert.deepEqual(
    addresses.hits('52.1.1.1').map((hit) => hit.entry),
    ['0.0.0.0/0'],
  )
  assert.equal(addresses.categoriesOf4(0xffffffff), 0)
})

test('an entry with a port is meant for that port', () => {
  const { addresses } = indicatorsOf([['C2_IP', 'x', '52.1.1.1:8080 bot\n[2600::1]:443']])
  assert.deepEqual(addresses.hits('52.1.1.1', 8080), [
    { category: 'C2_IP', listName: 'x', threatName: 'bot', port: 8080, entry: '52.1.1.1:8080' },
  ])
  assert.deepEqual(addresses.hits('52.1.1.1', 80), [])
  assert.equal(addresses.hits('52.1.1.1').length, 1)
  assert.deepEqual(
    addresses.hits('2600::1', 443).map((hit) => hit.entry),
    ['[2600::1]:443'],
  )
})

test('IPv6 blocks and IPv4-mapped addresses are found', () => {
  const { addresses } = indicatorsOf([['C2_IP', 'x', '2600:1f00::/24\n2600:1f18::1\n52.1.1.1']])
  assert.deepEqual(
    addresses.hits('2600:1f18::1').map((hit) => hit.entry),
    ['2600:1f18::1', '2600:1f00::/24'],
  )
  assert.equal(addresses.categoriesOf('2600:1e00::1'), 0)
  assert.deepEqual(
    addresses.hits('::ffff:52.1.1.1').map((hit) => hit.entry),
    ['52.1.1.1'],
  )
  assert.equal(addresses.categoriesOf('::ffff:52.1.1.1'), categoryBit('C2_IP'))
})

test('what is no address is on no list', () => {
  const { addresses } = indicatorsOf([['C2_IP', 'x', '0.0.0.0/0']])
  for (const text of ['', 'AWS Internal', '1.2.3', '52.1.1.1.']) {
    assert.deepEqual(addresses.hits(text), [])
    assert.equal(addresses.categoriesOf(text), 0)
  }
})

test('each category has a bit of its own', () => {
  assert.equal(new Set(CATEGORIES.map(categoryBit)).size, CATEGORIES.length)
})
