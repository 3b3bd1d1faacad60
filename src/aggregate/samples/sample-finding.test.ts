import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import Value from 'typebox/value'
import { type FindingTypeName, findingTypeNames } from '../../model/catalogue/index.ts'
import { Finding } from '../../model/finding.ts'
import { repeatedSample, sampleFinding } from './sample-finding.ts'

const place = {
  accountId: '123456789012',
  region: 'us-east-2',
  detectorId: '1'.repeat(32),
  now: Date.UTC(2022, 0, 12, 19, 22, 44, 454),
  id: '2'.repeat(32),
}
const file = new URL('../../../../shared/reference/sample-findings-2022-01.jsonl', import.meta.url)
const skip = existsSync(file) ? false : 'the real service’s sample findings are not beside the repository'

/** Members that ours have beyond the real ones of January 2022. */
const LATER = new Map([
  ['service.additionalInfo.value', 'the service repeats additionalInfo as text since June 2022'],
  ['service.additionalInfo.type', 'and says so'],
])

/** Values that differ between the real samples of one shape for no reason to be seen: ours are the most frequent ones. */
const ARBITRARY = [
  /^action\..*\.(asn|countryName)$/,
  /^resource\.instanceDetails\.(launchTime|instanceType)$/,
  /^resource\.eksClusterDetails\.createdAt$/,
  /^additionalInfo\.apiCalls\./,
]

/** Every value by its path, elements of an array by number. */
function valuesOf(value: unknown, path = '', found = new Map<string, unknown>()): Map<string, unknown> {
  if (typeof value !== 'object' || value === null) return found.set(path, value)
  for (const [name, member] of Object.entries(value)) valuesOf(member, path === '' ? name : `${path}.${name}`, found)
  return Object.keys(value).length === 0 ? found.set(path, Array.isArray(value) ? '[]' : '{}') : found
}

/** Paths with their kinds of value, elements of an array alike. */
const kindsOf = (document: Finding): string[] =>
  [
    ...new Set(
      Array.from(valuesOf(document), ([path, value]) => `${path} ${value === null ? 'null' : typeof value}`).map(
        (line) => line.replace(/\.\d+(?=[. ])/g, '[]'),
      ),
    ),
  ].sort()

const realSamples = (): Finding[] =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))

const ours = (type: string): Finding => {
  const name = findingTypeNames.find((one) => one === type)
  assert.ok(name !== undefined, type)
  return sampleFinding(name, place)
}

describe('sample findings', () => {
  for (const type of findingTypeNames) {
    it(`${type} is a finding whose texts leave nothing open`, () => {
      const sample = sampleFinding(type, place)
      assert.deepEqual([...Value.Errors(Finding, sample)], [])
      assert.doesNotMatch(`${sample.title} ${sample.description}`, /[{}]|unknown|undefined|\[SAMPLE\]/)
      const { value, type: kind, ...info } = sample.service.additionalInfo ?? {}
      assert.equal(info['sample'], true)
      assert.deepEqual([JSON.parse(String(value)), kind], [info, 'default'])
    })
  }

  it('have the severities 2, 5 and 8 as often as the real ones', () => {
    const severities = Map.groupBy(findingTypeNames, (type) => sampleFinding(type, place).severity)
    assert.deepEqual(
      [2, 5, 8].map((severity) => severities.get(severity)?.length),
      [12, 39, 51],
    )
  })

  it('name the account, region and partition of the detector', () => {
    const sample = sampleFinding('Policy:S3/BucketPublicAccessGranted', { ...place, region: 'cn-north-1' })
    assert.equal(sample.partition, 'aws-cn')
    assert.equal(
      sample.arn,
      `arn:aws-cn:guardduty:cn-north-1:123456789012:detector/${place.detectorId}/finding/${place.id}`,
    )
    assert.equal(sample.resource.s3BucketDetails?.[0]?.arn, 'arn:aws-cn:s3:::bucketName')
  })

  it('asked for once more are seen once more', () => {
    const type: FindingTypeName = 'Recon:EC2/Portscan'
    const again = repeatedSample(sampleFinding(type, place), Date.UTC(2022, 0, 28, 21, 12, 25, 478))
    assert.deepEqual([again.createdAt, again.updatedAt], ['2022-01-12T19:22:44.454Z', '2022-01-28T21:12:25.478Z'])
    assert.deepEqual(
      [again.service.eventFirstSeen, again.service.eventLastSeen],
      ['2022-01-12T19:22:44.000Z', '2022-01-28T21:12:25.000Z'],
    )
    assert.deepEqual([again.id, again.service.count], [place.id, 2])
    assert.deepEqual([...Value.Errors(Finding, again)], [])
  })
})

describe('beside the real samples', { skip }, () => {
  it('there is one of each type', () => {
    assert.deepEqual(
      realSamples()
        .map(({ type }) => type)
        .sort(),
      [...findingTypeNames].sort(),
    )
  })

  for (const theirs of skip ? [] : realSamples()) {
    const { type } = theirs
    it(`${type} has the same members and kinds of value`, () => {
      const since = (line: string) => LATER.has(line.split(' ', 1)[0] ?? '')
      assert.deepEqual(
        kindsOf(ours(type)).filter((line) => !since(line)),
        kindsOf(theirs),
      )
    })

    it(`${type} has the same severity, role and placeholders`, () => {
      const told = ({ severity, resource, service }: Finding) => {
        const { value: _, type: __, ...additionalInfo } = service.additionalInfo ?? {}
        const { action, evidence, resourceRole } = service
        const values = valuesOf({ severity, resource, resourceRole, action, evidence, additionalInfo })
        return Object.fromEntries([...values].filter(([path]) => !ARBITRARY.some((pattern) => pattern.test(path))))
      }
      assert.deepEqual(told(ours(type)), told(theirs))
    })
  }
})
