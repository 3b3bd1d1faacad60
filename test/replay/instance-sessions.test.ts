import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import exfiltration from '../../src/detect/detectors/iam-user/instance-credential-exfiltration.ts'
import { callRecord, HOME_ADDRESS, roleSession } from '../../src/detect/records/cloudtrail-record.ts'
import type { RawRecord } from '../../src/detect/vector.ts'
import { objectsOf, replayObjects } from './replay.ts'

const NAT = '52.95.10.10'
const lists = { AWS_IP_RANGES: ['52.95.0.0/16', '3.5.140.0/22'] }

/** Three hours of an instance that calls every four minutes, several times in a second, while its key is used elsewhere. */
const calls: readonly RawRecord[] = Array.from({ length: 45 }, (_, i) => i * 240).flatMap((at) => [
  ...['ListBuckets', 'GetObject', 'PutObject'].map((name) => call(name, NAT, at)),
  call('GetObject', '3.5.141.7', at + 7),
  ...(at < 7_000 ? [call('ListBuckets', HOME_ADDRESS, at + 9), call('GetObject', HOME_ADDRESS, at + 9)] : []),
])

function call(name: string, address: string, at: number, options: object = {}): RawRecord {
  const actor = roleSession('web', 'i-0a1b2c3d4e5f60061')
  return callRecord('s3.amazonaws.com', name, { actor, address, at, ...options })
}

test("any order and batching of an instance's calls give the same findings, counted by hour and address", async () => {
  const { findings } = await replayObjects(objectsOf(calls), exfiltration, { lists })
  assert.deepEqual(findings.map(({ service }) => service.count).sort(), [2, 3])
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat(), { minLength: calls.length, maxLength: calls.length }),
      fc.integer({ min: 1, max: 5 }),
      async (keys, batches) => {
        const shuffled = calls.map((record, i) => ({ record, key: keys[i] })).sort((a, b) => a.key - b.key)
        const objects = Array.from({ length: batches }, (_, batch) =>
          objectsOf(shuffled.filter((_, i) => i % batches === batch).map(({ record }) => record)),
        ).flat()
        assert.deepEqual((await replayObjects(objects, exfiltration, { lists })).findings, findings)
      },
    ),
    { numRuns: 20 },
  )
})

test('a call that cannot be read or that a service made stands before none that counts', async () => {
  const [found] = (await replayObjects(objectsOf([call('GetObject', HOME_ADDRESS, 30)]), exfiltration, { lists }))
    .findings
  const damaged = { ...call('GetObject', HOME_ADDRESS, 10), requestParameters: 7 }
  const actor = { ...roleSession('web', 'i-0a1b2c3d4e5f60061'), invokedBy: 'athena.amazonaws.com' }
  const byService = call('GetObject', HOME_ADDRESS, 20, { actor })
  const objects = objectsOf([damaged, byService, call('GetObject', HOME_ADDRESS, 30)])
  const { findings, counts } = await replayObjects(objects, exfiltration, { lists })
  assert.deepEqual(findings, [found])
  assert.deepEqual(Object.values(counts.rejected), [1])
})
