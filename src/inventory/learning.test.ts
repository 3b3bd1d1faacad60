import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { ApiCall, JsonObject } from '../normalize/event.ts'
import { BoundedMap } from '../std/bounded-map.ts'
import { Inventory, LEARNT_CALLS } from './inventory.ts'
import { emptyKnowledge } from './knowledge.ts'

const ACCOUNT = '111122223333'
const REGION = 'eu-west-1'
const START = Date.parse('2022-06-01T10:00:00Z')

function call(
  service: string,
  name: string,
  request: JsonObject,
  response: JsonObject = {},
  more: Partial<ApiCall> = {},
): ApiCall {
  return {
    source: 'cloudtrail',
    id: name,
    time: START,
    accountId: ACCOUNT,
    region: REGION,
    category: 'Management',
    eventType: 'AwsApiCall',
    service: `${service}.amazonaws.com`,
    name,
    actor: { type: 'IAMUser' },
    caller: { kind: 'address', address: '52.1.1.1' },
    userAgent: 'test',
    request,
    response,
    extra: {},
    resources: [],
    ...more,
  }
}

function learnt(...calls: ApiCall[]): Inventory {
  const inventory = new Inventory()
  for (const one of calls) inventory.learn(one)
  return inventory
}

const interfaceSet = (interfaceId: string, address: string): JsonObject => ({
  networkInterfaceId: interfaceId,
  subnetId: 'subnet-1',
  vpcId: 'vpc-1',
  privateIpAddress: address,
  privateDnsName: 'ip-10-0-0-5.internal',
  privateIpAddressesSet: { item: [], items: [{ privateIpAddress: address, privateDnsName: 'x', primary: true }] },
  ipv6AddressesSet: {},
  groupSet: { items: [{ groupId: 'sg-1', groupName: 'web' }] },
})

const runInstances = call(
  'ec2',
  'RunInstances',
  { instanceType: 't3.micro' },
  {
    instancesSet: {
      items: [
        {
          instanceId: 'i-1',
          imageId: 'ami-1',
          instanceType: 't3.micro',
          launchTime: START,
          instanceState: { code: 0, name: 'pending' },
          placement: { availabilityZone: 'eu-west-1a' },
          iamInstanceProfile: { arn: `arn:aws:iam::${ACCOUNT}:instance-profile/web`, id: 'AIPA1' },
          tagSet: { items: [{ key: 'Name', value: 'web-1' }] },
          networkInterfaceSet: { items: [interfaceSet('eni-1', '10.0.0.5')] },
        },
      ],
    },
  },
)

describe('instances', () => {
  test('a launch tells all that findings show', () => {
    const inventory = learnt(runInstances)
    const expected = {
      instanceId: 'i-1',
      instanceType: 't3.micro',
      launchTime: '2022-06-01T10:00:00.000Z',
      platform: null,
      productCodes: [],
      iamInstanceProfile: { arn: `arn:aws:iam::${ACCOUNT}:instance-profile/web`, id: 'AIPA1' },
      tags: [{ key: 'Name', value: 'web-1' }],
      instanceState: 'pending',
      availabilityZone: 'eu-west-1a',
      imageId: 'ami-1',
      networkInterfaces: [
        {
          networkInterfaceId: 'eni-1',
          privateIpAddress: '10.0.0.5',
          privateDnsName: 'ip-10-0-0-5.internal',
          privateIpAddresses: [{ privateDnsName: 'x', privateIpAddress: '10.0.0.5' }],
          ipv6Addresses: [],
          subnetId: 'subnet-1',
          vpcId: 'vpc-1',
          securityGroups: [{ groupName: 'web', groupId: 'sg-1' }],
        },
      ],
    }
    assert.deepEqual(inventory.instanceDetails('i-1'), expected)
    assert.deepEqual(inventory.instanceDetails('eni-1'), expected)
    assert.equal(inventory.instanceDetails('i-2'), undefined)
    assert.equal(inventory.instanceByAddress(ACCOUNT, 'vpc-1', '10.0.0.5'), 'i-1')
    assert.equal(inventory.instanceByAddress(ACCOUNT, undefined, '10.0.0.5'), 'i-1')
    assert.equal(inventory.instanceByAddress('999999999999', 'vpc-1', '10.0.0.5'), undefined)
    assert.deepEqual(inventory.addressesOf('eni-1'), new Set([0x0a000005]))
  })

  test('tags, states, profiles and public addresses follow the calls; documents handed out stay as they were', () => {
    const inventory = learnt(runInstances)
    const before = inventory.instanceDetails('i-1')
    const copy = structuredClone(before)
    const resourcesSet = { items: [{ resourceId: 'i-1' }, { resourceId: 'vol-1' }] }
    const profile = { instanceId: 'i-1', iamInstanceProfile: { arn: 'arn:new', id: 'AIPA2' } }
    for (const one of [
      call('ec2', 'CreateTags', {
        resourcesSet,
        tagSet: {
          items: [
            { key: 'Name', value: 'web-2' },
            { key: '__proto__', value: 'x' },
          ],
        },
      }),
      call('ec2', 'CreateTags', {
        resourcesSet,
        tagSet: {
          items: [
            { key: 'kept', value: '1' },
            { key: 'gone', value: '1' },
          ],
        },
      }),
      call('ec2', 'DeleteTags', { resourcesSet, tagSet: { items: [{ key: 'kept', value: '2' }, { key: 'gone' }] } }),
      call(
        'ec2',
        'StopInstances',
        {},
        { instancesSet: { items: [{ instanceId: 'i-1', currentState: { name: 'stopping' } }] } },
      ),
      call('ec2', 'AssociateAddress', { instanceId: 'i-1', publicIp: '52.9.9.9' }),
      call(
        'ec2',
        'AssociateIamInstanceProfile',
        {},
        { AssociateIamInstanceProfileResponse: { iamInstanceProfileAssociation: profile } },
      ),
    ])
      inventory.learn(one)
    const after = inventory.instanceDetails('i-1')
    assert.deepEqual(after?.tags, [
      { key: 'Name', value: 'web-2' },
      { key: '__proto__', value: 'x' },
      { key: 'kept', value: '1' },
    ])
    assert.equal(after?.instanceState, 'stopping')
    assert.equal(after?.networkInterfaces?.[0]?.publicIp, '52.9.9.9')
    assert.deepEqual(after?.iamInstanceProfile, { arn: 'arn:new', id: 'AIPA2' })
    assert.deepEqual(before, copy)
  })

  test('an interface goes with the instance that it was attached to last', () => {
    const create = call('ec2', 'CreateNetworkInterface', {}, { networkInterface: interfaceSet('eni-2', '10.0.0.6') })
    const attach = (instanceId: string) =>
      call('ec2', 'AttachNetworkInterface', { networkInterfaceId: 'eni-2', instanceId })
    const second = structuredClone(runInstances)
    Object.assign((second.response['instancesSet'] as { items: JsonObject[] }).items[0] ?? {}, {
      instanceId: 'i-2',
      networkInterfaceSet: { items: [interfaceSet('eni-3', '10.0.0.7')] },
    })
    const inventory = learnt(runInstances, second, create)
    const interfacesOf = (id: string) =>
      inventory.instanceDetails(id)?.networkInterfaces?.map((one) => one.networkInterfaceId)
    assert.equal(inventory.instanceOfInterface('eni-2'), undefined)
    inventory.learn(attach('i-1'))
    assert.deepEqual([interfacesOf('i-1'), interfacesOf('i-2')], [['eni-1', 'eni-2'], ['eni-3']])
    assert.equal(inventory.instanceByAddress(ACCOUNT, 'vpc-1', '10.0.0.6'), 'i-1')
    inventory.learn(attach('i-2'))
    assert.deepEqual([interfacesOf('i-1'), interfacesOf('i-2')], [['eni-1'], ['eni-3', 'eni-2']])
    inventory.learn(call('ec2', 'DeleteNetworkInterface', { networkInterfaceId: 'eni-2' }))
    assert.deepEqual(interfacesOf('i-2'), ['eni-3'])
    assert.equal(inventory.instanceByAddress(ACCOUNT, 'vpc-1', '10.0.0.6'), undefined)
  })

  test('an address used again in its network is its new holder’s; in two networks it is nobody’s without the network', () => {
    const create = (id: string, vpcId: string, instanceId: string) =>
      call(
        'ec2',
        'CreateNetworkInterface',
        {},
        {
          networkInterface: { ...interfaceSet(id, '10.0.0.8'), vpcId, attachment: { instanceId } },
        },
      )
    const inventory = learnt(create('eni-a', 'vpc-1', 'i-a'), create('eni-b', 'vpc-1', 'i-b'))
    assert.equal(inventory.instanceByAddress(ACCOUNT, 'vpc-1', '10.0.0.8'), 'i-b')
    assert.equal(inventory.instanceByAddress(ACCOUNT, undefined, '10.0.0.8'), 'i-b')
    inventory.learn(create('eni-c', 'vpc-2', 'i-c'))
    assert.equal(inventory.instanceByAddress(ACCOUNT, 'vpc-1', '10.0.0.8'), 'i-b')
    assert.equal(inventory.instanceByAddress(ACCOUNT, 'vpc-2', '10.0.0.8'), 'i-c')
    assert.equal(inventory.instanceByAddress(ACCOUNT, undefined, '10.0.0.8'), undefined)
  })

  test('interfaces of gateways and load balancers are known as such', () => {
    const create = (id: string, more: JsonObject) =>
      call('ec2', 'CreateNetworkInterface', {}, { networkInterface: { ...interfaceSet(id, '10.0.0.9'), ...more } })
    const inventory = learnt(
      create('eni-nat', { interfaceType: 'nat_gateway' }),
      create('eni-elb', { interfaceType: 'interface', requesterId: 'amazon-elb' }),
      create('eni-own', { interfaceType: 'interface' }),
    )
    assert.deepEqual(
      ['eni-nat', 'eni-elb', 'eni-own', 'eni-unknown'].map((id) => inventory.isGateway(id)),
      [true, true, false, false],
    )
  })
})

describe('clusters', () => {
  const cluster = {
    name: 'prod',
    arn: `arn:aws:eks:${REGION}:${ACCOUNT}:cluster/prod`,
    createdAt: '2022-06-01T10:00:00Z',
    status: 'CREATING',
    resourcesVpcConfig: { vpcId: 'vpc-1' },
    tags: { Team: 'blue', gone: '1' },
  }
  const created = call('eks', 'CreateCluster', { name: 'prod' }, { cluster })

  test('a cluster is learnt, tagged, and forgotten', () => {
    const inventory = learnt(
      created,
      call('eks', 'TagResource', { resourceArn: cluster.arn, tags: { Team: 'red', __proto__x: '1' } }),
      call('eks', 'UntagResource', { resourceArn: encodeURIComponent(cluster.arn), tagKeys: ['gone'] }),
    )
    assert.deepEqual(inventory.eksClusterDetails(ACCOUNT, REGION, 'prod'), {
      name: 'prod',
      arn: cluster.arn,
      vpcId: 'vpc-1',
      status: 'CREATING',
      tags: [
        { key: 'Team', value: 'red' },
        { key: '__proto__x', value: '1' },
      ],
      createdAt: START / 1000,
    })
    assert.deepEqual(inventory.findCluster(ACCOUNT, ''), { accountId: ACCOUNT, region: REGION, clusterName: 'prod' })
    inventory.learn(call('eks', 'DeleteCluster', { name: 'prod' }))
    assert.equal(inventory.eksClusterDetails(ACCOUNT, REGION, 'prod'), undefined)
  })

  test('a description without an answer forgets nothing, and makes an unknown cluster known', () => {
    const describe = call('eks', 'DescribeCluster', { name: 'prod' })
    assert.equal(learnt(created, describe).eksClusterDetails(ACCOUNT, REGION, 'prod')?.vpcId, 'vpc-1')
    assert.equal(learnt(describe).eksClusterDetails(ACCOUNT, REGION, 'prod')?.name, 'prod')
  })

  test('an ARN that is none does no harm', () => {
    learnt(created, call('eks', 'TagResource', { resourceArn: '%E0%A4%A', tags: { a: 'b' } }))
  })
})

describe('trails', () => {
  test('a trail is known by name and ARN, with the bucket before the last change', () => {
    const arn = `arn:aws:cloudtrail:${REGION}:${ACCOUNT}:trail/audit`
    const inventory = learnt(
      call(
        'cloudtrail',
        'CreateTrail',
        { name: 'audit', s3BucketName: 'logs' },
        { trailARN: arn, name: 'audit', s3BucketName: 'logs' },
      ),
    )
    assert.equal(inventory.isTrailBucket(ACCOUNT, 'logs'), true)
    assert.equal(inventory.isTrailBucket('999999999999', 'logs'), false)
    inventory.learn(call('cloudtrail', 'UpdateTrail', { name: arn, s3BucketName: 'elsewhere' }, {}))
    const expected = { accountId: ACCOUNT, bucketName: 'elsewhere', previousBucket: 'logs' }
    assert.deepEqual(inventory.trail(ACCOUNT, REGION, 'audit'), expected)
    assert.deepEqual(inventory.trail(ACCOUNT, REGION, arn), expected)
    assert.equal(inventory.isTrailBucket(ACCOUNT, 'logs'), false)
    inventory.learn(call('cloudtrail', 'DeleteTrail', { name: 'audit' }))
    assert.equal(inventory.trail(ACCOUNT, REGION, arn), undefined)
  })
})

test('what is known is bounded, and what was forgotten is counted', () => {
  const inventory = new Inventory({ ...emptyKnowledge(), interfaces: new BoundedMap(2) })
  for (const id of ['eni-1', 'eni-2', 'eni-3'])
    inventory.learn(call('ec2', 'CreateNetworkInterface', {}, { networkInterface: interfaceSet(id, '10.0.0.5') }))
  assert.equal(inventory.evictions, 1)
  assert.equal(inventory.addressesOf('eni-1'), undefined)
  assert.deepEqual(inventory.addressesOf('eni-3'), new Set([0x0a000005]))
})

test('calls whose parameters are of other shapes teach nothing and stop nothing', () => {
  const odd: JsonObject[] = [
    {},
    { instancesSet: null, networkInterface: 'x', cluster: [1], name: 7, bucketName: {} },
    { instancesSet: { items: [null, 1, [], { instanceId: 7 }, { instanceId: 'i-1', tagSet: 'x', placement: [] }] } },
    { resourcesSet: { items: [{}] }, tagSet: { items: { key: {} } }, resourceArn: 'arn:', tagKeys: 'x', tags: 'y' },
    { name: 'n', bucketName: 'b', trailList: [[]], PublicAccessBlockConfiguration: 'x', Tagging: [], bucketPolicy: 7 },
  ]
  for (const name of LEARNT_CALLS) {
    const [service = '', operation = ''] = name.split(':')
    for (const request of odd)
      for (const response of odd) new Inventory().learn({ ...call('', operation, request, response), service })
  }
})
