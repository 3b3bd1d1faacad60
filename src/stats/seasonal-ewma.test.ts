import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newSeasonalEwma, surprise } from './seasonal-ewma.ts'

const SLOTS = 24

/** Ten days of a quiet series with a peak at four every morning. */
function habit() {
  const series = newSeasonalEwma(SLOTS)
  for (let hour = 0; hour < 10 * SLOTS; hour++) {
    surprise(series, hour % SLOTS, hour % SLOTS === 4 ? 5_000_000 : 1_000 + (hour % 7) * 10)
  }
  return series
}

test('a daily peak is no surprise at its hour, and is one at another', () => {
  const atFour = surprise(habit(), 4, 5_000_000)
  const atNoon = surprise(habit(), 12, 5_000_000)
  assert.ok(atFour < 3, String(atFour))
  assert.ok(atNoon > 10 * Math.max(atFour, 1), `${atNoon} against ${atFour}`)
})

test('a new series surprises nobody', () => {
  assert.equal(surprise(newSeasonalEwma(SLOTS), 0, 1e12), 0)
})
