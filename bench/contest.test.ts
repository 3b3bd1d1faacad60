import assert from 'node:assert/strict'
import { test } from 'node:test'
import { contest } from './contest.ts'

test('contenders take turns, each round begun by another, and the best of each counts', async () => {
  const order: string[] = []
  const contender = (name: string, cpu: number[], wall: number[], peak: number[]) => ({
    name,
    run: async () => {
      order.push(name)
      return { cpuSeconds: cpu.shift() ?? 0, wallSeconds: wall.shift() ?? 0, peakBytes: peak.shift() ?? 0 }
    },
  })
  const best = await contest(
    [contender('a', [3, 1, 2], [5, 9, 7], [10, 20, 15]), contender('b', [1, 1, 1], [1, 1, 1], [1, 1, 1])],
    3,
  )
  assert.deepEqual(order, ['a', 'b', 'b', 'a', 'a', 'b'])
  assert.deepEqual(best.get('a'), { cpuSeconds: 1, wallSeconds: 5, peakBytes: 20 })
})
