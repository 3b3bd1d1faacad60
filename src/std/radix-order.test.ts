import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { radixOrder } from './radix-order.ts'

test('orders by the high word, then the low one, and keeps equal items in their order', () => {
  const word = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 0xffffffff }))
  fc.assert(
    fc.property(fc.array(fc.tuple(word, word), { maxLength: 200 }), (pairs) => {
      const high = Uint32Array.from(pairs, ([h]) => h)
      const low = Uint32Array.from(pairs, ([, l]) => l)
      const expected = pairs.map((_, i) => i).sort((a, b) => high[a] - high[b] || low[a] - low[b] || a - b)
      assert.deepEqual([...radixOrder(high, low, pairs.length)], expected)
    }),
  )
})
