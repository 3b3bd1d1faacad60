import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { mergeSorted } from './merge-sorted.ts'

test('merges any number of sorted sequences into one', () => {
  fc.assert(
    fc.property(fc.array(fc.array(fc.integer()), { maxLength: 8 }), (sequences) => {
      const cursors = sequences.map((values) => {
        const sorted = values.toSorted((a, b) => a - b)
        let at = -1
        return { advance: () => ++at < sorted.length, current: () => sorted[at] }
      })
      const merged = [...mergeSorted(cursors, (a, b) => a.current() - b.current())]
      assert.equal(merged.length, sequences.flat().length)
    }),
  )
})

test('hands out the items in order', () => {
  const cursors = [[1, 4, 9], [], [2, 3, 10, 11]].map((values) => {
    let at = -1
    return { advance: () => ++at < values.length, current: () => values[at] }
  })
  const seen: number[] = []
  for (const cursor of mergeSorted(cursors, (a, b) => a.current() - b.current())) seen.push(cursor.current())
  assert.deepEqual(seen, [1, 2, 3, 4, 9, 10, 11])
})
