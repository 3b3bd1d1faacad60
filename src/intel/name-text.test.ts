import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { parseName } from './name-text.ts'

test('names are lower case, without wildcard, dots around them, or other alphabets', () => {
  assert.equal(parseName('WWW.Evil.COM.'), 'www.evil.com')
  assert.equal(parseName('*.evil.com'), 'evil.com')
  assert.equal(parseName('.evil.com'), 'evil.com')
  assert.equal(parseName('_dmarc.evil.com'), '_dmarc.evil.com')
  assert.equal(parseName('bücher.example'), 'xn--bcher-kva.example')
  assert.equal(parseName('BÜCHER.example'), 'xn--bcher-kva.example')
  assert.equal(parseName('3k5zv7qzjw4x.onion'), '3k5zv7qzjw4x.onion')
})

test('what everybody shares is refused; what one company gives away is not', () => {
  for (const suffix of ['com', 'co.uk', '*.co.uk', 'xn--p1ai', 'k12.ca.us', 'herøy.møre-og-romsdal.no'])
    assert.equal(parseName(suffix), 'public-suffix', suffix)
  for (const name of ['github.io', 'duckdns.org', 's3.amazonaws.com', 'evil.co.uk']) assert.equal(parseName(name), name)
})

test('what is no name is refused', () => {
  const bad = ['', '.', '..', 'evil', 'a..b.com', 'evil .com', 'evil.com/x', 'ev!l.com', '1.2.3.4', '1.2.3', 'a.com.1']
  for (const text of [...bad, `${'a'.repeat(64)}.com`, `${'a.'.repeat(126)}com`, '\u0000.com', '*.*.com'])
    assert.equal(parseName(text), undefined, JSON.stringify(text))
})

test('any text is a name in order or none', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      const name = parseName(text)
      assert.ok(name === undefined || name === 'public-suffix' || /^[a-z0-9_.-]{1,253}$/.test(name))
    }),
    { numRuns: 500 },
  )
})
