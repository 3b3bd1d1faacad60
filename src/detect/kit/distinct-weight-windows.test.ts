import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hashText } from '../../std/hash.ts'
import { DistinctWeightWindows, EXACT_VALUES_MAX } from './distinct-weight-windows.ts'

const WINDOWS_MS = [1_000, 10_000]

test('few values are weighed exactly, each once, and are not many', () => {
  const windows = new DistinctWeightWindows(WINDOWS_MS)
  for (let round = 0; round < 3; round++) {
    for (let i = 0; i < EXACT_VALUES_MAX; i++) windows.add(hashText(`value ${i}`), 10, 5_000)
  }
  assert.deepEqual(windows.view(), new Array(2).fill({ since: 5_000, weight: EXACT_VALUES_MAX * 10, many: false }))
})

test('one value more makes many, and hardly changes the weight', () => {
  const windows = new DistinctWeightWindows(WINDOWS_MS)
  for (let i = 0; i <= EXACT_VALUES_MAX; i++) windows.add(hashText(`value ${i}`), 50, 5_000)
  for (const { weight, many } of windows.view()) {
    assert.ok(many)
    assert.ok(Math.abs(weight - 50 * (EXACT_VALUES_MAX + 1)) < 200, String(weight))
  }
})

test('a window ends its time after its first value, and the next one begins with the next value', () => {
  const windows = new DistinctWeightWindows(WINDOWS_MS)
  windows.add(1, 10, 0)
  windows.add(2, 10, 999)
  windows.add(3, 10, 1_000)
  const [short, long] = windows.view()
  assert.deepEqual([short.since, short.weight], [1_000, 10])
  assert.deepEqual([long.since, long.weight], [0, 30])
  assert.ok(!windows.areOver(9_999))
  assert.ok(windows.areOver(10_000))
})

test('a move to another process changes nothing', () => {
  const windows = new DistinctWeightWindows(WINDOWS_MS)
  for (let i = 0; i < 40; i++) windows.add(hashText(`value ${i}`), 20, 100 * i)
  const moved = DistinctWeightWindows.restore(JSON.parse(JSON.stringify(windows.snapshot())), WINDOWS_MS)
  for (const one of [windows, moved]) one.add(hashText('the last'), 20, 4_050)
  assert.deepEqual(moved.view(), windows.view())
})
