import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Category, categoryBit } from './category.ts'
import { type Indicators, IndicatorsBuilder } from './indicators.ts'
import { parseList } from './parse-list.ts'

interface Entry {
  category: Category
  listName: string
  name: string
}

const label = fc.constantFrom('a', 'b', 'ab', 'x-1', '_dns', 'evil')
const name = fc.array(label, { minLength: 1, maxLength: 4 }).map((labels) => [...labels, 'example'].join('.'))
const entry: fc.Arbitrary<Entry> = fc.record({
  category: fc.constantFrom<Category>('C2_DOMAIN', 'CRYPTO_DOMAIN', 'REP_ABUSED'),
  listName: fc.constantFrom('one', 'two'),
  name,
})

function compiled(entries: readonly Entry[]): Indicators {
  const builder = new IndicatorsBuilder()
  for (const one of entries) builder.add(one.category, parseList(Buffer.from(one.name)), one.listName)
  return builder.build()
}

/** Entries of the nearest name at or above the one asked for. */
function nearest(entries: readonly Entry[], asked: string): Entry[] {
  const labels = asked.split('.')
  for (let i = 0; i < labels.length; i++) {
    const found = entries.filter((one) => one.name === labels.slice(i).join('.'))
    if (found.length > 0) return found
  }
  return []
}

test('a name is matched by the most specific entry at or above it, whole labels only', () => {
  fc.assert(
    fc.property(
      fc.array(entry, { maxLength: 20 }),
      fc.array(name, { minLength: 1, maxLength: 10 }),
      (entries, asked) => {
        const { names } = compiled(entries)
        for (const one of asked) {
          const expected = nearest(entries, one)
          assert.equal(
            names.categoriesOfText(one),
            expected.reduce((mask, { category }) => mask | categoryBit(category), 0),
          )
          const texts = names.hits(one).map((hit) => [hit.listName, hit.category, hit.entry].join(' '))
          const wanted = new Set(expected.map((hit) => [hit.listName, hit.category, hit.name].join(' ')))
          assert.deepEqual(texts, [...wanted].toSorted())
        }
      },
    ),
    { numRuns: 300 },
  )
})

test('the order in which lists are loaded changes nothing', () => {
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 20 }), name, (entries, asked) => {
      assert.deepEqual(compiled(entries).names.hits(asked), compiled(entries.toReversed()).names.hits(asked))
    }),
  )
})

const evil = compiled([{ category: 'C2_DOMAIN', listName: 'x', name: 'evil.example' }]).names
const C2 = categoryBit('C2_DOMAIN')

test('case and a trailing dot do not matter; a longer label and a name above do', () => {
  for (const hit of ['EVIL.example', 'www.Evil.Example.', 'a..evil.example', '.evil.example'])
    assert.equal(evil.categoriesOfText(hit), C2, hit)
  for (const miss of ['notevil.example', 'evil.example.com', 'example', '', '.', 'evil.example..', 'evil-example'])
    assert.equal(evil.categoriesOfText(miss), 0, miss)
})

test('escapes and bytes of any value are compared as they are', () => {
  assert.equal(evil.categoriesOfText('\\000\\377.evil.example'), C2)
  assert.equal(evil.categoriesOfText('x\\056evil.example'), 0, 'an escaped dot ends no label')
  const bytes = Buffer.from([0xff, 0x00, 0x2e, ...Buffer.from('evil.example'), 0x2e, 0x80])
  assert.equal(evil.categoriesOf(bytes, 0, bytes.length - 1), C2)
  assert.equal(evil.categoriesOf(bytes, 0, bytes.length), 0)
  assert.equal(evil.categoriesOf(bytes, 3, 3), 0)
})

test('a name of 253 bytes is listed and found', () => {
  const long = `${'a'.repeat(63)}.${'b'.repeat(63)}.${'c'.repeat(63)}.${'d'.repeat(57)}.com`
  assert.equal(long.length, 253)
  const { names } = compiled([{ category: 'C2_DOMAIN', listName: 'x', name: long }])
  assert.equal(names.hits(long)[0]?.entry, long)
  assert.equal(names.categoriesOfText(`x.${long}`), C2)
  assert.equal(names.categoriesOfText(long.slice(1)), 0)
})

test('names that crowd the same slots are told apart by their bytes', () => {
  const many = Array.from({ length: 3_000 }, (_, i) => `n${i.toString(36)}.example`)
  const builder = new IndicatorsBuilder()
  builder.add('C2_DOMAIN', parseList(Buffer.from(many.filter((_, i) => i % 2 === 0).join('\n'))), 'even')
  builder.add('REP_ABUSED', parseList(Buffer.from(many.filter((_, i) => i % 2 === 1).join('\n'))), 'odd')
  const { names } = builder.build()
  for (const [i, one] of many.entries()) {
    const [hit, ...others] = names.hits(one)
    assert.deepEqual([hit?.listName, hit?.entry, others.length], [i % 2 === 0 ? 'even' : 'odd', one, 0])
    assert.equal(names.categoriesOfText(`${one}x`), 0)
  }
})

test('a name on two lists with two threats tells both', () => {
  const builder = new IndicatorsBuilder()
  builder.add('C2_DOMAIN', parseList(Buffer.from('evil.example zeus\nevil.example zeus\nevil.example mirai')), 'b')
  builder.add('C2_DOMAIN', parseList(Buffer.from('evil.example')), 'a')
  assert.deepEqual(builder.build().names.hits('x.evil.example'), [
    { category: 'C2_DOMAIN', listName: 'a', entry: 'evil.example' },
    { category: 'C2_DOMAIN', listName: 'b', threatName: 'mirai', entry: 'evil.example' },
    { category: 'C2_DOMAIN', listName: 'b', threatName: 'zeus', entry: 'evil.example' },
  ])
})
