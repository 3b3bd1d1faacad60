import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fillMaxLast, rangesHolding } from './interval-tree.ts'

test('finds exactly the ranges that hold a value', () => {
  const range = fc.tuple(fc.nat(60), fc.nat(20)).map(([first, size]) => ({ first, last: first + size }))
  fc.assert(
    fc.property(fc.array(range, { maxLength: 60 }), fc.nat(80), (unordered, value) => {
      const ordered = unordered.toSorted((a, b) => a.first - b.first)
      const last = ordered.map((one) => one.last)
      const maxLast = [...last]
      fillMaxLast(last, maxLast)
      const expected = ordered.flatMap((one, i) => (one.first <= value && value <= one.last ? [i] : []))
      assert.deepEqual(rangesHolding({ first: ordered.map((one) => one.first), last, maxLast }, value), expected)
    }),
    { numRuns: 500 },
  )
})

test('one range over everything does not make a look-up read every other', () => {
  const count = 100_000
  const first = Uint32Array.from({ length: count }, (_, i) => (i === 0 ? 0 : i * 10))
  const last = Uint32Array.from({ length: count }, (_, i) => (i === 0 ? 0xffffffff : i * 10))
  const maxLast = new Uint32Array(count)
  fillMaxLast(last, maxLast)
  let reads = 0
  const counted = new Proxy(maxLast, {
    get(target, member) {
      reads++
      return Reflect.get(target, member)
    },
  })
  assert.deepEqual(rangesHolding({ first, last, maxLast: counted }, 500_000), [0, 50_000])
  assert.ok(reads < 200, `${reads} reads`)
})
