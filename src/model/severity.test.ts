import assert from 'node:assert/strict'
import { it } from 'node:test'
import { severityKey, severityLabel } from './severity.ts'

it('a severity is labelled by the band that it lies in, bounds included', () => {
  const labels = [0.1, 2, 3.9, 4, 5, 6.9, 7, 8, 8.9].map(severityLabel)
  assert.deepEqual(labels, ['Low', 'Low', 'Low', 'Medium', 'Medium', 'Medium', 'High', 'High', 'High'])
})

it('statistics are keyed by severity with one decimal', () => {
  assert.deepEqual([2, 5, 8, 8.5].map(severityKey), ['2.0', '5.0', '8.0', '8.5'])
})
