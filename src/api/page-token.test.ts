import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { PageTokens } from './page-token.ts'

const KEY = Buffer.alloc(32, 1)
const tokens = new PageTokens(KEY, 'ListFindings 111111111111 eu-west-1 digest')
const refused = { message: 'The request is rejected because the parameter nextToken has an invalid value' }

test('a token gives its position back, whatever it holds', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (position) => {
      const token = tokens.write(position)
      assert.match(token, /^[A-Za-z0-9_-]+$/)
      assert.equal(tokens.read(token), position)
    }),
  )
})

test('a token that was changed, or made up, is refused', () => {
  const token = tokens.write('7 after this')
  fc.assert(
    fc.property(fc.nat(token.length - 1), fc.constantFrom(...'AZaz09_-'), (at, character) => {
      const changed = token.slice(0, at) + character + token.slice(at + 1)
      // The last character may hold bits that stand for nothing.
      if (Buffer.from(changed, 'base64url').equals(Buffer.from(token, 'base64url'))) return
      assert.throws(() => tokens.read(changed), refused)
    }),
  )
  fc.assert(fc.property(fc.string(), (text) => assert.throws(() => tokens.read(text), refused)))
})

test('a token of another question, or of another installation, is refused', () => {
  const token = tokens.write('x')
  for (const other of [
    new PageTokens(KEY, 'ListFindings 222222222222 eu-west-1 digest'),
    new PageTokens(Buffer.alloc(32, 2), 'ListFindings 111111111111 eu-west-1 digest'),
  ]) {
    assert.throws(() => other.read(token), refused)
  }
})
