import assert from 'node:assert/strict'
import { test } from 'node:test'
import { JsonScanner } from './json-scanner.ts'
import { hasPlainTime } from './scanned-time.ts'

function plain(eventTime: unknown): boolean {
  const bytes = Buffer.from(JSON.stringify({ eventSource: 'iam.amazonaws.com', eventTime }))
  const scanner = new JsonScanner()
  scanner.scan(bytes, 0, bytes.length, true)
  return hasPlainTime('cloudtrail', scanner)
}

test('times as the sources write them are plain, on every day of the year', () => {
  for (let day = Date.UTC(2023, 0, 1); day < Date.UTC(2024, 0, 1); day += 86_400_000) {
    assert.ok(plain(new Date(day).toISOString()))
  }
  assert.ok(plain('2024-02-28T23:59:59Z'))
})

test('what is no time, or no time that exists, needs a closer look', () => {
  for (const time of [
    undefined,
    5,
    '',
    'yesterday',
    '2024-02-31T00:00:00Z',
    '2024-13-01T00:00:00Z',
    '2024-04-31T00:00:00Z',
    '2024-01-01T24:00:00Z',
    '2024-1-1T00:00:00Z',
    '0024-01-01T00:00:00Z',
  ]) {
    assert.equal(plain(time), false, String(time))
  }
})
