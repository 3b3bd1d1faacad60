import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fitsPattern } from './fits-pattern.ts'

test('fits as the regular expression of the same meaning does', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'B', '.', '/'), maxLength: 8 })
  const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '.', '/', '*', '?'), maxLength: 8 })
  fc.assert(
    fc.property(pattern, text, (wanted, given) => {
      const source = wanted.replace(/[./]/g, '\\$&').replaceAll('*', '.*').replaceAll('?', '.')
      assert.equal(fitsPattern(wanted, given), new RegExp(`^${source}$`, 'i').test(given), `${wanted} ${given}`)
    }),
    { numRuns: 2_000 },
  )
})

test('a pattern made to be slow is not', () => {
  assert.equal(fitsPattern(`${'*a'.repeat(5_000)}b`, 'a'.repeat(5_000)), false)
})
