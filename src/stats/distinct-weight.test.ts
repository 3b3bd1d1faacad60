import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { hashText } from '../std/hash.ts'
import { DistinctWeight } from './distinct-weight.ts'

function sketchOf(values: readonly [text: string, weight: number][]): DistinctWeight {
  const sketch = new DistinctWeight()
  for (const [text, weight] of values) sketch.add(hashText(text), weight)
  return sketch
}

test('nothing weighs nothing', () => {
  assert.equal(new DistinctWeight().estimate(), 0)
})

test('the weight of many distinct values is right within four standard errors', () => {
  for (const [values, weight] of [
    [16, 20],
    [16, 64],
    [200, 10],
    [5_000, 50],
  ]) {
    const sketch = sketchOf(Array.from({ length: values }, (_, i) => [`name-${i}-${weight}`, weight]))
    const truth = values * weight
    assert.ok(Math.abs(sketch.estimate() - truth) < truth * 0.26, `${sketch.estimate()} instead of ${truth}`)
  }
})

test('repetition and order change nothing, nor does a move', () => {
  const value = fc.tuple(fc.string({ maxLength: 8 }), fc.nat({ max: 60 }))
  fc.assert(
    fc.property(fc.array(value, { maxLength: 60 }), (values) => {
      const once = sketchOf(values)
      const again = sketchOf([...values, ...values.toReversed()])
      assert.equal(again.estimate(), once.estimate())
      assert.equal(DistinctWeight.restore(once.snapshot()).estimate(), once.estimate())
    }),
    { numRuns: 100 },
  )
})
