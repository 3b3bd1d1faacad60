import fc from 'fast-check'
import { HOT_ATTRIBUTES, INDEXED_ATTRIBUTES, SORT_ATTRIBUTES } from '../../aggregate/criteria/attributes.ts'
import type { WireCriteria } from '../../aggregate/criteria/normalise.ts'
import type { Sort } from '../../aggregate/criteria/sort-documents.ts'
import type { Finding } from '../../model/finding.ts'
import type { StoredFinding } from '../records.ts'
import { finding } from './records.ts'

/** Few values for each attribute, so that findings share them and criteria meet them. */
const TEXTS = [
  'a',
  'b',
  'B',
  'é',
  '\u{1f600}',
  '\uffee',
  '8',
  '8.0',
  'true',
  'True',
  '\u0001x',
  `${'l'.repeat(300)}1`,
  `${'l'.repeat(300)}2`,
  'o\'b"\\%_',
  'nul\u0000l',
]
const TIMES = [
  '2022-01-01T00:00:00.000Z',
  '2022-01-01T00:00:00Z',
  '2022-01-01T00:00:00.001Z',
  '2021-12-31T23:59:59Z',
  '2022-02-03T04:05:06.789Z',
]
const NUMBERS = [0, 1, 2, 5, 5.5, 8, 22, 443]

const text = fc.constantFrom(...TEXTS)
const time = fc.constantFrom(...TIMES)
const number = fc.constantFrom(...NUMBERS)
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })
const tags = fc.array(fc.record({ key: text, value: text }, { requiredKeys: [] }), { maxLength: 3 })

const remoteIpDetails = fc.record({
  ipAddressV4: text,
  country: maybe(fc.record({ countryName: maybe(text) })),
  city: maybe(fc.record({ cityName: maybe(text) })),
  organization: maybe(fc.record({ asn: maybe(fc.constantFrom('-1', '8', '7018')), asnOrg: maybe(text) })),
})

const action = fc.oneof(
  fc.record({
    actionType: fc.constant('NETWORK_CONNECTION'),
    networkConnectionAction: fc.record({
      connectionDirection: text,
      protocol: text,
      blocked: fc.boolean(),
      remoteIpDetails,
      localIpDetails: maybe(fc.record({ ipAddressV4: text })),
      remotePortDetails: maybe(fc.record({ port: number, portName: text })),
      localPortDetails: maybe(fc.record({ port: number, portName: text })),
    }),
  }),
  fc.record({
    actionType: fc.constant('AWS_API_CALL'),
    awsApiCallAction: fc.record({
      api: text,
      serviceName: text,
      callerType: text,
      errorCode: maybe(text),
      userAgent: maybe(text),
      remoteIpDetails: maybe(remoteIpDetails),
    }),
  }),
  fc.record({
    actionType: fc.constant('DNS_REQUEST'),
    dnsRequestAction: fc.record({ domain: text, blocked: fc.boolean() }),
  }),
)

const networkInterface = fc.record({
  ipv6Addresses: maybe(fc.array(text, { maxLength: 2 })),
  publicIp: maybe(fc.option(text)),
  subnetId: maybe(text),
  vpcId: maybe(text),
  securityGroups: maybe(fc.array(fc.record({ groupId: maybe(text), groupName: maybe(text) }), { maxLength: 2 })),
  privateIpAddresses: maybe(fc.array(fc.record({ privateIpAddress: maybe(text) }), { maxLength: 2 })),
})

const resource = fc.record({
  resourceType: fc.constantFrom('Instance', 'AccessKey', 'S3Bucket'),
  accessKeyDetails: maybe(fc.record({ accessKeyId: maybe(text), userName: maybe(text), userType: maybe(text) })),
  instanceDetails: maybe(
    fc.record({
      instanceId: text,
      instanceType: maybe(text),
      launchTime: maybe(time),
      outpostArn: maybe(fc.option(text)),
      iamInstanceProfile: maybe(fc.option(fc.record({ id: maybe(text) }))),
      networkInterfaces: maybe(fc.array(networkInterface, { maxLength: 2 })),
      tags: maybe(tags),
    }),
  ),
  s3BucketDetails: maybe(
    fc.array(
      fc.record({
        name: maybe(text),
        type: maybe(text),
        tags: maybe(tags),
        createdAt: maybe(number),
        publicAccess: maybe(fc.record({ effectivePermission: maybe(text) })),
      }),
      { maxLength: 2 },
    ),
  ),
})

const additionalInfo = fc.record({
  threatListName: maybe(fc.oneof(text, number, fc.boolean(), fc.array(fc.oneof(text, number), { maxLength: 2 }))),
  sample: maybe(fc.boolean()),
  unusual: maybe(fc.oneof(number, text, fc.record({ hoursOfDay: fc.array(number, { maxLength: 3 }) }))),
})

/** A finding of the schema's shape, its id and identity by a number and by the second digit of its detector's id. */
export function randomFinding(detectorIds: readonly string[], numbersMax: number): fc.Arbitrary<StoredFinding> {
  return fc
    .record({
      number: fc.nat(numbersMax - 1),
      detector: fc.nat(detectorIds.length - 1),
      severity: number,
      confidence: maybe(number),
      type: text,
      times: fc.tuple(time, time, time, time),
      archived: fc.boolean(),
      count: fc.nat(3),
      resource,
      action,
      additionalInfo,
    })
    .map(({ number, detector, times, resource, action, additionalInfo, archived, count, ...rest }) => {
      const detectorId = detectorIds[detector] ?? ''
      // Each detector has ids of its own, which alternate in the order of all.
      const stored = finding(number * 10 + Number(detectorId[1]), { detectorId })
      const [createdAt, updatedAt, eventFirstSeen, eventLastSeen] = times
      const document: object = {
        ...stored.document,
        ...rest,
        createdAt,
        updatedAt,
        resource,
        service: { ...stored.document.service, action, additionalInfo, archived, count, eventFirstSeen, eventLastSeen },
      }
      return { ...stored, document: JSON.parse(JSON.stringify(document)) as Finding }
    })
}

const OTHER_PATHS = [
  'service.additionalInfo.sample',
  'service.additionalInfo.unusual',
  'service.additionalInfo.unusual.hoursOfDay',
  'resource.s3BucketDetails.createdAt',
  'service.action.networkConnectionAction.remotePortDetails.portName',
  'resource.s3BucketDetails.publicAccess.effectivePermissions',
  'resource.instanceDetails.outpostARN',
  'service.localIpDetails.ipAddressV4',
  'no.such.path',
  'title',
]

const equality = fc.tuple(
  fc.constantFrom('eq', 'equals', 'neq', 'notEquals'),
  fc.array(
    fc.oneof(
      text,
      number.map(String),
      fc.constantFrom(...TIMES),
      fc.constantFrom('TRUE', 'false', 'Instance', 'Finding 3', '111122223333'),
    ),
    { minLength: 1, maxLength: 4 },
  ),
)
const range = fc.tuple(
  fc.constantFrom(
    'gt',
    'greaterThan',
    'gte',
    'greaterThanOrEqual',
    'greaterThanOrEqualTo',
    'lt',
    'lessThan',
    'lte',
    'lessThanOrEqual',
    'lessThanOrEqualTo',
  ),
  fc.oneof(
    number,
    number.map(String),
    time,
    time.map((iso) => Date.parse(iso)),
  ),
)
const condition = fc
  .array(fc.oneof(equality, range), { minLength: 1, maxLength: 2 })
  .map((operators): { [operator: string]: unknown } => Object.fromEntries(operators))

/** Criteria on any attribute; not all of them have a meaning. */
export const randomCriteria: fc.Arbitrary<WireCriteria> = fc
  .array(
    fc.tuple(
      fc.oneof(
        fc.constantFrom(...Object.keys(HOT_ATTRIBUTES)),
        fc.constantFrom(...INDEXED_ATTRIBUTES),
        fc.constantFrom(...OTHER_PATHS),
      ),
      condition,
    ),
    { maxLength: 3 },
  )
  .map((attributes) => Object.fromEntries(attributes))

export const randomSort: fc.Arbitrary<Sort | undefined> = fc.option(
  fc.record({
    attribute: fc.constantFrom<string>(...SORT_ATTRIBUTES),
    order: fc.constantFrom<Sort['order'][]>('ASC', 'DESC'),
  }),
  { nil: undefined },
)
