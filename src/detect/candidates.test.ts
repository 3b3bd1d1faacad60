import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CandidateCollector } from './candidates.ts'

test('a run is sorted by time, source and bytes, whatever order its candidates came in', () => {
  const collector = new CandidateCollector()
  const came = [
    [2, 'cloudtrail', 'a'],
    [1, 'kubernetes', 'a'],
    [1, 'cloudtrail', 'b'],
    [1, 'cloudtrail', 'a'],
  ] as const
  for (const [time, source, text] of came) collector.add(time, source, {}, Buffer.from(text))
  const { times, origins, originIndexes, bytes } = collector.take()
  const sources = Array.from(originIndexes, (index) => origins[index].source)
  assert.deepEqual([...times], [1, 1, 1, 2])
  assert.deepEqual(sources, ['cloudtrail', 'cloudtrail', 'kubernetes', 'cloudtrail'])
  assert.equal(Buffer.from(bytes).toString(), 'abaa')
})

test('each candidate keeps its account, even among more accounts than 16 bits can number', () => {
  const collector = new CandidateCollector()
  const accounts = 65_540
  for (let i = 0; i < accounts; i++) collector.add(i, 'dns', { accountId: String(i) }, Buffer.from('x'))
  const { origins, originIndexes } = collector.take()
  assert.equal(origins[originIndexes[accounts - 1]].context.accountId, String(accounts - 1))
})
