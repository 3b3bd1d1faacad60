import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Finding } from '../../model/finding.ts'
import { matches } from './matches.ts'
import { ATTRIBUTES_MAX, normalise, VALUES_MAX, type WireCriteria } from './normalise.ts'
import { compareText, sortDocuments } from './sort-documents.ts'

const document = {
  id: 'a'.repeat(32),
  accountId: '111122223333',
  severity: 8,
  updatedAt: '2022-01-12T19:29:30.028Z',
  type: 'Recon:EC2/Portscan',
  resource: {
    instanceDetails: {
      instanceId: 'i-1',
      outpostArn: 'arn:1',
      launchTime: '2016-08-02T02:05:06Z',
      productCodes: [{ productCodeId: 'p' }],
      platform: null,
      tags: [
        { key: 'team', value: 'red' },
        { key: 'stage', value: 'test' },
      ],
    },
    s3BucketDetails: [{ publicAccess: { effectivePermission: 'PUBLIC' } }],
  },
  service: {
    archived: false,
    count: 3,
    additionalInfo: { sample: true },
    action: {
      networkConnectionAction: { localIpDetails: { ipAddressV4: '10.0.0.1' }, remotePortDetails: { port: 443 } },
    },
  },
}

function isMatch(wire: WireCriteria): boolean {
  const criteria = normalise(wire)
  assert.ok(!('reason' in criteria), JSON.stringify(criteria))
  return matches(criteria, document)
}

function meets(attribute: string, condition: WireCriteria[string]): boolean {
  return isMatch({ [attribute]: condition })
}

describe('criteria', () => {
  test('every spelling of every operator', () => {
    for (const [spellings, below, same, above] of [
      [['eq', 'equals'], false, true, false],
      [['neq', 'notEquals'], true, false, true],
      [['gt', 'greaterThan'], true, false, false],
      [['gte', 'greaterThanOrEqual', 'greaterThanOrEqualTo'], true, true, false],
      [['lt', 'lessThan'], false, false, true],
      [['lte', 'lessThanOrEqual', 'lessThanOrEqualTo'], false, true, true],
    ] as const) {
      for (const operator of spellings) {
        const value = (number: number) =>
          /eq$|quals$/.test(operator) && !/[gl]te?$/.test(operator) ? [String(number)] : number
        const answers = [7, 8, 9].map((number) => meets('severity', { [operator]: value(number) }))
        assert.deepEqual(answers, [below, same, above], operator)
      }
    }
  })

  test('attributes and operators all hold, of values any, of elements any', () => {
    assert.equal(isMatch({ severity: { eq: ['5', '8'] }, type: { eq: ['Recon:EC2/Portscan'] } }), true)
    assert.equal(isMatch({ severity: { eq: ['5', '8'] }, type: { eq: ['recon:ec2/portscan'] } }), false)
    assert.equal(meets('severity', { gte: 7, lt: 8 }), false)
    assert.equal(meets('severity', { gte: 7, lt: '8.5' }), true)
    assert.equal(meets('resource.instanceDetails.tags.value', { eq: ['test'] }), true)
    assert.equal(meets('resource.instanceDetails.tags.value', { neq: ['test'] }), false, 'an element is equal')
    assert.equal(meets('resource.instanceDetails.tags.value', { neq: ['blue'] }), true)
  })

  test('what is missing, or null, is not equal to anything and in no range', () => {
    for (const attribute of [
      'resource.accessKeyDetails.userName',
      'resource.instanceDetails.platform',
      'resource',
      'constructor',
      '__proto__.x',
    ]) {
      assert.equal(meets(attribute, { eq: ['x'] }), false, attribute)
      assert.equal(meets(attribute, { neq: ['x'] }), true, attribute)
      assert.equal(meets(attribute, { gte: 0 }), false, attribute)
    }
  })

  test('numbers compare as numbers, however they are written', () => {
    for (const eight of ['8', '8.0', ' 8 ', '0.8e1']) assert.equal(meets('severity', { eq: [eight] }), true, eight)
    assert.equal(meets('service.action.networkConnectionAction.remotePortDetails.port', { eq: ['443'] }), true)
    assert.equal(meets('accountId', { eq: ['0111122223333'] }), false, 'texts as texts')
  })

  test('times may be ISO 8601, epoch milliseconds, or those as text', () => {
    for (const time of [
      '2022-01-12T19:29:30.028Z',
      '2022-01-12T20:29:30.028+01:00',
      '1642015770028',
      1_642_015_770_028,
    ]) {
      assert.equal(meets('updatedAt', { eq: [time] }), true, String(time))
      assert.equal(meets('updatedAt', { gte: time, lte: time }), true, String(time))
      assert.equal(meets('updatedAt', { gt: time }), false, String(time))
    }
    assert.equal(meets('updatedAt', { gt: '1642015364454' }), true)
    assert.equal(meets('resource.instanceDetails.launchTime', { eq: ['2016-08-02T02:05:06.000Z'] }), true)
    assert.equal(meets('updatedAt', { lt: '2022-01-13' }), true)
  })

  test('true and false in any case', () => {
    for (const value of ['false', 'False', 'FALSE', false])
      assert.equal(meets('service.archived', { eq: [value] }), true)
    assert.equal(meets('service.additionalInfo.sample', { eq: ['TRUE'] }), true)
  })

  test("other spellings of the document's paths", () => {
    assert.equal(meets('resource.s3BucketDetails.publicAccess.effectivePermissions', { eq: ['PUBLIC'] }), true)
    assert.equal(meets('resource.instanceDetails.outpostARN', { eq: ['arn:1'] }), true)
    assert.equal(meets('resource.instanceDetails.productCodes.code', { eq: ['p'] }), true)
    assert.equal(meets('service.localIpDetails.ipAddressV4', { eq: ['10.0.0.1'] }), true)
  })

  test('no attributes at all are met by everything', () => assert.equal(isMatch({}), true))

  test('what has no meaning is refused with a reason', () => {
    const many = Object.fromEntries(Array.from({ length: ATTRIBUTES_MAX + 1 }, (_, i) => [`a${i}`, { eq: ['x'] }]))
    const wrong: unknown[] = [
      { severity: {} },
      { severity: { eq: [] } },
      { severity: { eq: null } },
      { severity: { eq: '8' } },
      { severity: { like: ['8'] } },
      { severity: { toString: ['8'] } },
      { severity: { eq: [{}] } },
      { severity: { eq: [null] } },
      { severity: { gt: ['8'] } },
      { severity: { gt: 'high' } },
      { severity: { gt: true } },
      { severity: { gt: '2022-01-12T19:29:30.028Z' } },
      { severity: ['8'] },
      { severity: null },
      { '': { eq: ['x'] } },
      { ['x'.repeat(300)]: { eq: ['x'] } },
      { updatedAt: { eq: ['yesterday'] } },
      { updatedAt: { gt: '2022-99-99T00:00:00Z' } },
      { severity: { eq: Array(VALUES_MAX + 1).fill('8') } },
      many,
    ]
    for (const criteria of wrong) {
      const normal = normalise(criteria as WireCriteria)
      assert.ok('reason' in normal, JSON.stringify(criteria))
    }
  })
})

describe('sorting', () => {
  test('missing values are least, equal ones stand by id in both directions', () => {
    const of = (id: string, confidence?: number) =>
      ({ id, ...(confidence === undefined ? {} : { confidence }) }) as Finding
    const all = [of('d', 1), of('c'), of('b', 1), of('a', 2), of('e')]
    const sorted = (order: 'ASC' | 'DESC') =>
      sortDocuments(all, { attribute: 'confidence', order })
        .map(({ id }) => id)
        .join('')
    assert.equal(sorted('ASC'), 'cebda')
    assert.equal(sorted('DESC'), 'abdce')
  })

  test('texts are in the order of their code points, as databases have them', () => {
    const texts = ['', 'a', 'ab', 'b', '\ud7ff', '\ue000', '\uffee', '\u{10000}', '\u{1f600}']
    for (const [i, a] of texts.entries())
      for (const [j, b] of texts.entries()) {
        assert.equal(Math.sign(compareText(a, b)), Math.sign(i - j), `${i} ${j}`)
        assert.equal(Math.sign(compareText(a, b)), Math.sign(Buffer.compare(Buffer.from(a), Buffer.from(b))))
      }
  })
})
