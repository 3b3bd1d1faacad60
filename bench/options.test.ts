import assert from 'node:assert/strict'
import { test } from 'node:test'
import { benchOptions } from './options.ts'
import { SCENARIOS } from './scenarios/index.ts'

const names = (args: string[]) => benchOptions(args, SCENARIOS).scenarios.map(({ name }) => name)

test('without a name, every scenario runs but those that run by name only', () => {
  assert.deepEqual(names([]), ['flow-logs', 'cloudtrail', 'dns', 'kubernetes', 'workers', 'memory'])
  assert.deepEqual(names(['flow-logs-v5', 'dns']), ['flow-logs-v5', 'dns'])
})

test('--quick runs each contender once', () => {
  assert.equal(benchOptions(['--quick'], SCENARIOS).rounds, 1)
  assert.ok(benchOptions([], SCENARIOS).rounds > 1)
})

test('what cannot be is refused in words', () => {
  assert.throws(() => names(['flowlogs']), /no scenario flowlogs; there are flow-logs/)
  assert.throws(() => names(['--scale', '0']), /--scale takes a number/)
  assert.throws(() => names(['--scale', 'half']), /--scale takes a number/)
  assert.throws(() => names(['--fast']), /--fast/)
})
