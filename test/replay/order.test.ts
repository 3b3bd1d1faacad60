import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { detectors } from '../../src/detect/detectors/index.ts'
import { everything, everythingAround } from './everything.ts'
import { objectsOf, replayObjects } from './replay.ts'

const undisturbed = await replayObjects(objectsOf(everything), detectors, everythingAround)

test('all attacks together are found', () => {
  const types = new Set(undisturbed.findings.map((finding) => finding.type))
  const expected = new Set(detectors.flatMap((detector) => detector.types))
  assert.deepEqual(
    [...expected].filter((type) => !types.has(type)),
    [],
  )
})

test('any order and any batching of the same records give the same findings', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat(), { minLength: everything.length, maxLength: everything.length }),
      fc.integer({ min: 1, max: 7 }),
      async (keys, batches) => {
        const shuffled = everything.map((record, i) => ({ record, key: keys[i] })).sort((a, b) => a.key - b.key)
        const objects = Array.from({ length: batches }, (_, batch) =>
          objectsOf(shuffled.filter((_, i) => i % batches === batch).map(({ record }) => record)),
        ).flat()
        const { findings } = await replayObjects(objects, detectors, everythingAround)
        assert.deepEqual(findings, undisturbed.findings)
      },
    ),
    { numRuns: 8 },
  )
})

test('records delivered twice, in other company, raise no count', async () => {
  const twice = [...objectsOf(everything), ...objectsOf(everything.toReversed().slice(0, everything.length >> 1))]
  const { findings } = await replayObjects(twice, detectors, everythingAround)
  const counts = (all: typeof findings) =>
    all.map(({ id, service }) => `${id} ${service.count} ${service.eventLastSeen}`)
  assert.deepEqual(counts(findings), counts(undisturbed.findings))
})
