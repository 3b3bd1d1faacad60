import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { Check, Errors } from 'typebox/value'
import { Finding } from './finding.ts'
import { createdAtOfId, findingArn } from './finding-id.ts'
import { portName } from './port-name.ts'

const reference = new URL('../../../shared/reference/', import.meta.url)
const samples = new URL('sample-findings-2022-01.jsonl', reference)
const reals = new URL('real-findings.jsonl', reference)
const skip = existsSync(samples) ? false : 'the documents of the real service are not beside the repository'

const portProbe = {
  schemaVersion: '2.0',
  accountId: '111122223333',
  region: 'eu-west-1',
  partition: 'aws',
  id: '02bf27df0ab318783b0a8f63569dfd68',
  arn: 'arn:aws:guardduty:eu-west-1:111122223333:detector/37da5a0204286ccd967d2395320d4dcd/finding/02bf27df0ab318783b0a8f63569dfd68',
  type: 'Recon:EC2/PortProbeUnprotectedPort',
  resource: { resourceType: 'Instance', instanceDetails: { instanceId: 'i-0123456789abcdef0', platform: null } },
  service: {
    serviceName: 'guardduty',
    detectorId: '37da5a0204286ccd967d2395320d4dcd',
    action: {
      actionType: 'PORT_PROBE',
      portProbeAction: {
        portProbeDetails: [
          { localPortDetails: { port: 22, portName: 'SSH' }, remoteIpDetails: { ipAddressV4: '198.51.100.7' } },
        ],
        blocked: false,
      },
    },
    resourceRole: 'TARGET',
    additionalInfo: {},
    eventFirstSeen: '2022-01-12T19:22:41.000Z',
    eventLastSeen: '2022-01-12T21:25:21.000Z',
    archived: false,
    count: 24,
  },
  severity: 2,
  createdAt: '2022-01-12T19:29:42.262Z',
  updatedAt: '2022-01-12T21:30:45.518Z',
  title: 'A title.',
  description: 'A description.',
}

describe('the finding document', () => {
  it('holds what little is known, without the rest of the inventory', () => {
    assert.deepEqual([...Errors(Finding, portProbe)], [])
  })

  it('lets members through that the service may add later', () => {
    assert.ok(Check(Finding, { ...portProbe, findingTypeVersion: { present: false } }))
  })

  const { service, resource } = portProbe
  const wrong: [string, unknown][] = [
    ['a severity in words', { ...portProbe, severity: 'High' }],
    ['an id in capitals', { ...portProbe, id: portProbe.id.toUpperCase() }],
    ['a creation time in epoch milliseconds', { ...portProbe, createdAt: 1642015782262 }],
    ['no service', { ...portProbe, service: undefined }],
    ['a resource type that is none', { ...portProbe, resource: { ...resource, resourceType: 'Bucket' } }],
    ['a count in words', { ...portProbe, service: { ...service, count: '24' } }],
    ['a role that is neither target nor actor', { ...portProbe, service: { ...service, resourceRole: 'target' } }],
    [
      'an action whose type names another member',
      { ...portProbe, service: { ...service, action: { ...service.action, actionType: 'DNS_REQUEST' } } },
    ],
    [
      'a bucket created at a time in text',
      {
        ...portProbe,
        resource: {
          resourceType: 'S3Bucket',
          s3BucketDetails: [{ arn: 'arn:aws:s3:::b', name: 'b', createdAt: '2017-12-18T15:58:11.551Z' }],
        },
      },
    ],
  ]
  for (const [what, document] of wrong) {
    it(`refuses ${what}`, () => assert.equal(Check(Finding, document), false))
  }
})

describe('the documents of the real service', { skip }, () => {
  it('all fit: 102 samples and two real findings', () => {
    const documents = [...lines(samples), ...lines(reals)]
    assert.equal(documents.length, 104)
    for (const document of documents) assert.deepEqual([...Errors(Finding, document)], [])
  })

  it('have ids that hold their creation time, and ARNs made of it', () => {
    for (const document of [...lines(samples), ...lines(reals)]) {
      if (!Check(Finding, document)) throw new Error('not a finding')
      assert.equal(createdAtOfId(document.id), Date.parse(document.createdAt))
      // One of the real documents names another region than its ARN: it was edited before it was published.
      const region = document.arn.split(':')[3] ?? ''
      const { accountId, service, id } = document
      assert.equal(findingArn({ region, accountId, detectorId: service.detectorId, findingId: id }), document.arn)
    }
  })

  it('name their ports as we do', () => {
    const named = [...readFileSync(samples, 'utf8').matchAll(/"port":(\d+),"portName":"(\w+)"/g)]
    assert.ok(named.length > 40)
    for (const [, port, name] of named) assert.equal(portName(Number(port)), name)
  })
})

function lines(file: URL): unknown[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))
}
