import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Random } from './random.ts'

test('a fork draws the same whatever its parent drew before', () => {
  const drawn = new Random('seed')
  for (let draw = 0; draw < 100; draw += 1) drawn.unit()
  assert.equal(drawn.fork('hour').uuid(), new Random('seed').fork('hour').uuid())
})

test('seeds that differ by little give streams that differ', () => {
  const first = Array.from({ length: 2_000 }, (_, seed) => new Random(seed).hex(12))
  assert.equal(new Set(first).size, 2_000)
})

test('whole numbers stay within their ends', () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: -50, max: 50 }), fc.nat(100), (seed, least, width) => {
      const drawn = new Random(seed).whole(least, least + width)
      assert.ok(Number.isInteger(drawn) && drawn >= least && drawn <= least + width)
    }),
    { numRuns: 300 },
  )
})

test('rare events happen as often as they should on average', () => {
  for (const mean of [0.3, 4, 80]) {
    const random = new Random(`mean ${mean}`)
    const total = Array.from({ length: 5_000 }, () => random.count(mean)).reduce((sum, count) => sum + count, 0)
    assert.ok(Math.abs(total / 5_000 - mean) < mean * 0.1, `${total / 5_000} for ${mean}`)
  }
})
