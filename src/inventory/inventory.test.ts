import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import type { ApiCall, JsonObject } from '../normalize/event.ts'
import { Inventory } from './inventory.ts'

const ACCOUNT = '111122223333'
const REGION = 'us-east-1'

function call(service: string, name: string, parts: Partial<ApiCall> = {}): ApiCall {
  return {
    source: 'cloudtrail',
    id: `${name}-1`,
    time: Date.UTC(2024, 5, 3),
    accountId: ACCOUNT,
    region: REGION,
    category: 'Management',
    eventType: 'AwsApiCall',
    service: `${service}.amazonaws.com`,
    name,
    actor: { type: 'IAMUser' },
    caller: { kind: 'address', address: '203.0.113.7' },
    userAgent: '',
    request: {},
    response: {},
    extra: {},
    resources: [],
    ...parts,
  }
}

function networkInterface(networkInterfaceId: string, privateIpAddress: string): JsonObject {
  return {
    networkInterfaceId,
    subnetId: 'subnet-1',
    vpcId: 'vpc-1',
    privateIpAddress,
    privateIpAddressesSet: { item: [{ primary: true, privateIpAddress, privateDnsName: 'ip.internal' }] },
    ipv6AddressesSet: {},
    groupSet: { items: [{ groupId: 'sg-1', groupName: 'web' }] },
  }
}

const launch = call('ec2', 'RunInstances', {
  response: {
    instancesSet: {
      items: [
        {
          instanceId: 'i-1',
          instanceType: 't3.micro',
          imageId: 'ami-1',
          launchTime: 1665707736000,
          instanceState: { code: 0, name: 'pending' },
          placement: { availabilityZone: 'us-east-1a' },
          productCodes: {},
          tagSet: { items: [{ key: 'Name', value: 'web' }] },
          networkInterfaceSet: { items: [networkInterface('eni-1', '10.0.0.5')] },
        },
      ],
    },
  },
})
const create = call('ec2', 'CreateNetworkInterface', {
  response: { networkInterface: networkInterface('eni-2', '10.0.0.6') },
})
const attach = call('ec2', 'AttachNetworkInterface', {
  request: { networkInterfaceId: 'eni-2', instanceId: 'i-1' },
  response: { attachmentId: 'eni-attach-1' },
})
const detach = call('ec2', 'DetachNetworkInterface', { request: { attachmentId: 'eni-attach-1' } })
const allocate = call('ec2', 'AllocateAddress', {
  response: { publicIp: '198.51.100.9', allocationId: 'eipalloc-1' },
})
const associate = call('ec2', 'AssociateAddress', {
  request: { allocationId: 'eipalloc-1', instanceId: 'i-1' },
  response: { associationId: 'eipassoc-1' },
})
const disassociate = call('ec2', 'DisassociateAddress', { request: { associationId: 'eipassoc-1' } })
const release = call('ec2', 'ReleaseAddress', { request: { allocationId: 'eipalloc-1' } })
const regroup = call('ec2', 'ModifyInstanceAttribute', {
  request: { instanceId: 'i-1', groupSet: { items: [{ groupId: 'sg-1' }, { groupId: 'sg-9' }] } },
})

const publicPolicy: JsonObject = {
  Statement: [{ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::reports/*' }],
}
const s3 = (name: string, request: JsonObject = {}) =>
  call('s3', name, { request: { bucketName: 'reports', ...request } })
const all = (on: boolean): JsonObject => ({
  PublicAccessBlockConfiguration: {
    BlockPublicAcls: on,
    IgnorePublicAcls: on,
    BlockPublicPolicy: on,
    RestrictPublicBuckets: on,
  },
})
const openBucket = s3('PutBucketPolicy', { bucketPolicy: publicPolicy })
const createTrail = call('cloudtrail', 'CreateTrail', { request: { name: 'main', s3BucketName: 'audit-logs' } })
const createCluster = call('eks', 'CreateCluster', {
  request: { name: 'shop' },
  response: { cluster: { name: 'shop', status: 'CREATING', resourcesVpcConfig: { vpcId: 'vpc-1' } } },
})

function after(...calls: ApiCall[]): Inventory {
  const inventory = new Inventory()
  for (const one of calls) inventory.learn(one)
  return inventory
}

describe('instances', () => {
  test('a launched instance is shown as the launch described it', () => {
    const details = after(launch).instanceDetails('i-1')
    assert.equal(details?.launchTime, '2022-10-14T00:35:36.000Z')
    assert.equal(details?.platform, null)
    assert.deepEqual(details?.tags, [{ key: 'Name', value: 'web' }])
    const [one] = details?.networkInterfaces ?? []
    assert.deepEqual(one?.privateIpAddresses, [{ privateDnsName: 'ip.internal', privateIpAddress: '10.0.0.5' }])
    assert.deepEqual(one?.securityGroups, [{ groupName: 'web', groupId: 'sg-1' }])
    assert.deepEqual(one?.ipv6Addresses, [])
  })

  test('a launch that failed teaches nothing', () => {
    assert.equal(after({ ...launch, errorCode: 'Client.UnauthorizedOperation' }).instanceDetails('i-1'), undefined)
  })

  test('what was handed out stays as it was', () => {
    const inventory = after(launch)
    const before = inventory.instanceDetails('i-1')
    const copy = structuredClone(before)
    for (const one of [create, attach, allocate, associate, regroup]) inventory.learn(one)
    assert.deepEqual(before, copy)
    assert.notDeepEqual(inventory.instanceDetails('i-1'), copy)
  })

  test('an interface is its instance while it is attached', () => {
    const inventory = after(launch, create)
    assert.equal(inventory.instanceOfInterface('eni-2'), undefined)
    assert.equal(inventory.instanceDetails('eni-2')?.instanceId, 'eni-2')
    inventory.learn(attach)
    assert.equal(inventory.instanceOfInterface('eni-2'), 'i-1')
    assert.equal(inventory.instanceByAddress(ACCOUNT, 'vpc-1', '10.0.0.6'), 'i-1')
    inventory.learn(detach)
    assert.equal(inventory.instanceOfInterface('eni-2'), undefined)
    assert.equal(inventory.instanceDetails('i-1')?.networkInterfaces?.length, 1)
  })

  test('an elastic address is shown on its instance, and is the account’s until it is released', () => {
    const inventory = after(launch, allocate, associate)
    const publicIp = () => inventory.interface('eni-1')?.publicIp
    assert.equal(publicIp(), '198.51.100.9')
    inventory.learn(disassociate)
    assert.equal(publicIp(), undefined)
    assert.equal(inventory.isOwnAddress(ACCOUNT, '198.51.100.9'), true)
    assert.equal(inventory.isOwnAddress('444455556666', '198.51.100.9'), false)
    inventory.learn(release)
    assert.equal(inventory.isOwnAddress(ACCOUNT, '198.51.100.9'), false)
  })

  test('an instance gets other security groups; a name that is not known is left out', () => {
    assert.deepEqual(after(launch, regroup).interface('eni-1')?.securityGroups, [
      { groupName: 'web', groupId: 'sg-1' },
      { groupId: 'sg-9' },
    ])
  })
})

describe('buckets', () => {
  const levels = (inventory: Inventory, one: ApiCall) =>
    inventory.learn(one).map(({ before, after: now }) => `${before.read} ${now.read}`)

  test('a bucket is opened by a policy and closed by its end', () => {
    const inventory = new Inventory()
    assert.deepEqual(levels(inventory, openBucket), ['none anonymous'])
    assert.deepEqual(levels(inventory, openBucket), [])
    assert.deepEqual(levels(inventory, s3('DeleteBucketPolicy')), ['anonymous none'])
  })

  test('the account’s block hides a grant, and unhides it when lifted', () => {
    const inventory = after(openBucket)
    const account = (name: string, request: JsonObject) =>
      call('s3', name, { request: { accountId: ACCOUNT, ...request } })
    assert.deepEqual(levels(inventory, account('PutAccountPublicAccessBlock', all(true))), ['anonymous none'])
    assert.deepEqual(levels(inventory, s3('PutBucketPublicAccessBlock', all(false))), [])
    assert.deepEqual(levels(inventory, account('DeleteAccountPublicAccessBlock', {})), ['none anonymous'])
  })

  test('an ACL opens a bucket, however the call writes it', () => {
    const uri = 'http://acs.amazonaws.com/groups/global/AllUsers'
    const grant = { Grantee: { URI: uri }, Permission: 'READ' }
    const forms: JsonObject[] = [
      { 'x-amz-acl': 'public-read' },
      { 'x-amz-acl': ['public-read'] },
      { 'x-amz-grant-read': `uri="${uri}"` },
      { AccessControlPolicy: { AccessControlList: { Grant: grant } } },
      { AccessControlPolicy: { AccessControlList: { Grant: [grant] } } },
    ]
    for (const form of forms)
      assert.deepEqual(levels(new Inventory(), s3('PutBucketAcl', form)), ['none anonymous'], JSON.stringify(form))
  })

  test('a bucket that nothing is known of is shown by its name alone', () => {
    assert.deepEqual(new Inventory().s3BucketDetails('reports'), {
      arn: 'arn:aws:s3:::reports',
      name: 'reports',
      type: 'Destination',
    })
  })

  test('an open bucket is shown as public', () => {
    assert.equal(after(openBucket).s3BucketDetails('reports').publicAccess?.effectivePermission, 'PUBLIC')
  })
})

test('the bucket of a trail is one until the trail is deleted', () => {
  const inventory = after(createTrail)
  assert.equal(inventory.isTrailBucket(ACCOUNT, 'audit-logs'), true)
  inventory.learn(call('cloudtrail', 'DeleteTrail', { request: { name: 'main' } }))
  assert.equal(inventory.isTrailBucket(ACCOUNT, 'audit-logs'), false)
})

test('documents of EC2 and EKS are read from one file', () => {
  const documents: JsonObject[] = [
    { Reservations: [{ OwnerId: ACCOUNT, Instances: [{ InstanceId: 'i-2', Tags: [{ Key: 'Name', Value: 'Db' }] }] }] },
    { cluster: { name: 'shop', arn: `arn:aws:eks:${REGION}:${ACCOUNT}:cluster/shop`, createdAt: 1636625755.218 } },
    { NatGateways: [{ NatGatewayAddresses: [{ PublicIp: '198.51.100.20', NetworkInterfaceId: 'eni-9' }] }] },
  ]
  const inventory = new Inventory()
  const text = documents.map((one) => JSON.stringify(one, null, 2)).join('\n')
  assert.deepEqual(inventory.loadText(text, { accountId: ACCOUNT }), { loaded: 3, rejected: 0 })
  assert.deepEqual(inventory.instanceDetails('i-2')?.tags, [{ key: 'Name', value: 'Db' }])
  assert.equal(inventory.eksClusterDetails(ACCOUNT, REGION, 'shop')?.createdAt, 1636625755.218)
  assert.equal(inventory.isOwnAddress(ACCOUNT, '198.51.100.20'), true)
})

test('a snapshot restores to the same inventory, whatever was learnt', () => {
  const calls = [
    ...[launch, create, attach, detach, allocate, associate, disassociate, release, regroup],
    ...[openBucket, s3('CreateBucket'), s3('PutBucketPublicAccessBlock', all(true)), s3('DeleteBucket')],
    ...[
      createTrail,
      createCluster,
      call('ec2', 'DeleteNetworkInterface', { request: { networkInterfaceId: 'eni-2' } }),
    ],
  ]
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...calls), { maxLength: 30 }), fc.constantFrom(...calls), (some, next) => {
      const inventory = after(...some)
      const restored = Inventory.restore(JSON.parse(JSON.stringify(inventory.snapshot())))
      assert.deepEqual(restored.snapshot(), inventory.snapshot())
      assert.deepEqual(restored.learn(next), inventory.learn(next))
      assert.deepEqual(restored.snapshot(), inventory.snapshot())
    }),
    { numRuns: 200 },
  )
})
