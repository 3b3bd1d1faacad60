import assert from 'node:assert/strict'
import { globSync } from 'node:fs'
import { describe, test } from 'node:test'
import Value from 'typebox/value'
import { detectors } from '../../src/detect/detectors/index.ts'
import { Finding } from '../../src/model/finding.ts'
import { objectsOf, replayObjects } from './replay.ts'

for (const [i, detector] of detectors.entries()) {
  describe(`${detector.types.join(', ')} (${detector.shape}, ${i})`, () => {
    for (const vector of detector.vectors) {
      test(vector.name, async () => {
        const { findings, counts } = await replayObjects(objectsOf(vector.records), [detector], vector)
        assert.deepEqual(counts.rejected, {}, JSON.stringify(counts.shown))
        assert.equal(findings.length, vector.finds, JSON.stringify(findings, null, 1))
        const [first] = findings
        for (const finding of findings) {
          assert.ok(Value.Check(Finding, finding), JSON.stringify([...Value.Errors(Finding, finding)].slice(0, 3)))
          assert.ok(detector.types.some((type) => type === finding.type))
          assert.doesNotMatch(`${finding.title}${finding.description}`, /undefined|\{\w+\}/)
        }
        if (vector.count !== undefined) assert.equal(first?.service.count, vector.count)
        if (vector.severity !== undefined) assert.equal(first?.severity, vector.severity)
        if (vector.role !== undefined) assert.equal(first?.service.resourceRole, vector.role)
      })
    }
  })
}

test('every detector has a vector that fires and at least two that do not', () => {
  const short = detectors.filter(
    ({ vectors }) =>
      vectors.filter(({ finds }) => finds > 0).length < 1 || vectors.filter(({ finds }) => finds === 0).length < 2,
  )
  assert.deepEqual(
    short.map(({ types }) => types.join()),
    [],
  )
})

test('every detector file is among the detectors', async () => {
  const folder = new URL('../../src/detect/detectors/', import.meta.url)
  for (const file of globSync('*/*.ts', { cwd: folder })) {
    const module: { default: unknown } = await import(new URL(file, folder).href)
    for (const detector of [module.default].flat()) {
      assert.ok(
        detectors.some((one) => one === detector),
        `${file} is not listed in detectors/index.ts`,
      )
    }
  }
})
