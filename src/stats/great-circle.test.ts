import assert from 'node:assert/strict'
import { test } from 'node:test'
import { kilometresBetween } from './great-circle.ts'

test('Berlin to Singapore is about 9,930 km, and nowhere is far from itself', () => {
  const berlin = { lat: 52.52, lon: 13.4 }
  const distance = kilometresBetween(berlin, { lat: 1.29, lon: 103.85 })
  assert.ok(Math.abs(distance - 9_930) < 30, String(distance))
  assert.equal(kilometresBetween(berlin, berlin), 0)
})

test('the antipode is half the circumference away', () => {
  const distance = kilometresBetween({ lat: 0, lon: 0 }, { lat: 0, lon: 180 })
  assert.ok(Math.abs(distance - 20_015) < 5, String(distance))
})
