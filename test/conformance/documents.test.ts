import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { detectors } from '../../src/detect/detectors/index.ts'
import { objectsOf, replayObjects } from '../replay/replay.ts'

const reference = new URL('../../../shared/reference/', import.meta.url)
const samples = new URL('sample-findings-2022-01.jsonl', reference)
const skip = existsSync(samples) ? false : 'the real service’s sample findings are not beside the repository'

/**
 * Members that ours have and the samples of the same type lack: what the service added in June 2022, what real findings
 * have and samples do not, and what a family of findings tells.
 */
const BEYOND_SAMPLES = [
  /^service\.additionalInfo\./,
  /^service\.evidence\b/,
  /^service\.action\.awsApiCallAction\.(userAgent|errorCode|remoteAccountDetails|affectedResources|domainDetails)/,
  /^service\.action\.kubernetesApiCallAction\.parameters$/,
  /^resource\.kubernetesDetails\.kubernetesWorkloadDetails/,
  /^resource\.s3BucketDetails\[\]/,
]

/** Members that the samples have and ours may lack: what needs a GeoIP database or the inventory, hangs on the case, or is the sample's own. */
const NEEDS_MORE =
  /geoLocation|country|city|organization|remoteAccountDetails|parameters$|affectedResources|^resource\.|^service\.additionalInfo|^service\.evidence|errorCode/

function kindsOf(value: unknown, path = '', found = new Map<string, string>()): Map<string, string> {
  if (Array.isArray(value)) for (const one of value) kindsOf(one, `${path}[]`, found)
  else if (typeof value === 'object' && value !== null) {
    for (const [name, member] of Object.entries(value)) kindsOf(member, path === '' ? name : `${path}.${name}`, found)
  } else found.set(path, value === null ? 'null' : typeof value)
  return found
}

test('documents have the members and kinds of the real service’s for the same type', { skip }, async () => {
  const real = new Map<string, Map<string, string>>()
  for (const line of readFileSync(samples, 'utf8').trim().split('\n')) {
    const sample: { type: string } = JSON.parse(line)
    real.set(sample.type, kindsOf(sample))
  }
  const wrong: string[] = []
  for (const detector of detectors) {
    for (const vector of detector.vectors.filter(({ finds }) => finds > 0)) {
      const { findings } = await replayObjects(objectsOf(vector.records), [detector], vector)
      for (const finding of findings) {
        const expected = real.get(finding.type) ?? new Map()
        const actual = kindsOf(JSON.parse(JSON.stringify(finding)))
        for (const [path, kind] of actual) {
          const other = expected.get(path)
          if (other === undefined && !BEYOND_SAMPLES.some((pattern) => pattern.test(path)))
            wrong.push(`${finding.type}: ${path} is not in the sample`)
          if (other !== undefined && other !== kind && other !== 'null' && kind !== 'null')
            wrong.push(`${finding.type}: ${path} is ${kind}, not ${other}`)
        }
        for (const path of expected.keys()) {
          if (!actual.has(path) && !NEEDS_MORE.test(path)) wrong.push(`${finding.type}: ${path} is missing`)
        }
      }
    }
  }
  assert.deepEqual([...new Set(wrong)].sort(), [])
})
