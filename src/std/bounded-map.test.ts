import assert from 'node:assert/strict'
import { test } from 'node:test'
import { BoundedMap } from './bounded-map.ts'

test('forgets the least recently written entry and counts it', () => {
  const map = new BoundedMap<string, number>(2)
  map.set('a', 1)
  map.set('b', 2)
  map.set('a', 3)
  map.set('c', 4)
  assert.equal(map.get('b'), undefined)
  assert.equal(map.get('a'), 3)
  assert.equal(map.size, 2)
  assert.equal(map.evictions, 1)
})
