import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { JsonObject, JsonValue } from '../normalize/event.ts'
import { Inventory, type Loaded } from './inventory.ts'

const ACCOUNT = '111122223333'
const REGION = 'eu-west-1'
const DEFAULTS = { accountId: ACCOUNT, region: REGION }

function loaded(...documents: JsonValue[]): Inventory & { result: Loaded } {
  const inventory = new Inventory()
  const result = inventory.loadText(documents.map((one) => JSON.stringify(one, null, 2)).join('\n'), DEFAULTS)
  return Object.assign(inventory, { result })
}

const instance: JsonObject = {
  InstanceId: 'i-1',
  ImageId: 'ami-1',
  InstanceType: 't3.micro',
  LaunchTime: '2022-06-01T12:00:00+02:00',
  Platform: 'windows',
  Placement: { AvailabilityZone: 'eu-west-1a' },
  State: { Code: 16, Name: 'running' },
  ProductCodes: [{ ProductCodeId: 'pc-1', ProductCodeType: 'marketplace' }],
  IamInstanceProfile: { Arn: 'arn:profile', Id: 'AIPA1' },
  Tags: [{ Key: 'Name', Value: 'Web' }],
  NetworkInterfaces: [
    {
      NetworkInterfaceId: 'eni-1',
      PrivateIpAddress: '10.0.0.5',
      PrivateDnsName: 'ip-10-0-0-5.internal',
      PrivateIpAddresses: [{ PrivateIpAddress: '10.0.0.5', PrivateDnsName: 'ip-10-0-0-5.internal' }],
      Ipv6Addresses: [{ Ipv6Address: '2600:1f18::5' }],
      Association: { PublicIp: '52.1.1.1', PublicDnsName: 'ec2-52-1-1-1.example' },
      Groups: [{ GroupId: 'sg-1', GroupName: 'web' }],
      SubnetId: 'subnet-1',
      VpcId: 'vpc-1',
    },
  ],
}
const reservations = { Reservations: [{ OwnerId: '444455556666', Instances: [instance] }] }

describe('descriptions of EC2 and EKS', () => {
  test('an instance, with its interfaces, of the account that owns it', () => {
    const inventory = loaded(reservations)
    assert.deepEqual(inventory.result, { loaded: 1, rejected: 0 })
    assert.deepEqual(inventory.instanceDetails('i-1'), {
      instanceId: 'i-1',
      instanceType: 't3.micro',
      launchTime: '2022-06-01T10:00:00.000Z',
      platform: 'windows',
      productCodes: [{ productCodeId: 'pc-1', productCodeType: 'marketplace' }],
      iamInstanceProfile: { arn: 'arn:profile', id: 'AIPA1' },
      tags: [{ key: 'Name', value: 'Web' }],
      instanceState: 'running',
      availabilityZone: 'eu-west-1a',
      imageId: 'ami-1',
      networkInterfaces: [
        {
          networkInterfaceId: 'eni-1',
          privateIpAddress: '10.0.0.5',
          privateDnsName: 'ip-10-0-0-5.internal',
          privateIpAddresses: [{ privateDnsName: 'ip-10-0-0-5.internal', privateIpAddress: '10.0.0.5' }],
          ipv6Addresses: ['2600:1f18::5'],
          publicIp: '52.1.1.1',
          publicDnsName: 'ec2-52-1-1-1.example',
          subnetId: 'subnet-1',
          vpcId: 'vpc-1',
          securityGroups: [{ groupName: 'web', groupId: 'sg-1' }],
        },
      ],
    })
    assert.equal(inventory.instanceByAddress('444455556666', 'vpc-1', '2600:1f18::5'), 'i-1')
  })

  test('an interface described by itself joins its instance, whichever comes first', () => {
    const interfaces = {
      NetworkInterfaces: [
        {
          NetworkInterfaceId: 'eni-2',
          PrivateIpAddress: '10.0.0.6',
          Attachment: { InstanceId: 'i-1' },
          InterfaceType: 'interface',
        },
        { NetworkInterfaceId: 'eni-3', InterfaceType: 'nat_gateway', OwnerId: ACCOUNT },
      ],
    }
    const inventory = loaded(reservations, interfaces)
    assert.deepEqual(inventory.result, { loaded: 3, rejected: 0 })
    const ids = inventory.instanceDetails('i-1')?.networkInterfaces?.map((one) => one.networkInterfaceId)
    assert.deepEqual(ids, ['eni-1', 'eni-2'])
    assert.equal(inventory.isGateway('eni-3'), true)
    assert.equal(loaded(interfaces, reservations).instanceDetails('eni-2')?.instanceId, 'i-1')
  })

  test('clusters take account and region of their ARN, else the defaults; tags keep their capitals', () => {
    const inventory = loaded(
      { cluster: { name: 'a', arn: 'arn:aws:eks:us-east-2:444455556666:cluster/a', tags: { Team: 'Blue' } } },
      { cluster: { name: 'b', createdAt: '2022-06-01T10:00:00Z' } },
    )
    assert.deepEqual(inventory.eksClusterDetails('444455556666', 'us-east-2', 'a')?.tags, [
      { key: 'Team', value: 'Blue' },
    ])
    const b = inventory.eksClusterDetails(ACCOUNT, REGION, 'b')
    assert.deepEqual([b?.arn, b?.createdAt], [`arn:aws:eks:${REGION}:${ACCOUNT}:cluster/b`, 1_654_077_600])
  })
})

const item = (resourceType: string, configuration: JsonValue, more: JsonObject = {}): JsonObject => ({
  resourceType,
  awsAccountId: ACCOUNT,
  awsRegion: REGION,
  configurationItemStatus: 'OK',
  configuration,
  ...more,
})

const configInstance = {
  instanceId: 'i-9',
  instanceType: 't3.micro',
  state: { code: 16, name: 'running' },
  networkInterfaces: [{ networkInterfaceId: 'eni-9', privateIpAddress: '10.0.0.9', groups: [{ groupId: 'sg-9' }] }],
  tags: [{ key: 'Name', value: 'Db' }],
}
const policyText = JSON.stringify({
  Statement: [{ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::open/*' }],
})
const openBucket = item(
  'AWS::S3::Bucket',
  { name: 'open', creationDate: '2022-06-01T10:00:00.000Z', owner: { id: 'abc' } },
  {
    resourceName: 'open',
    tags: { Team: 'Blue' },
    supplementaryConfiguration: {
      BucketPolicy: JSON.stringify({ policyText }),
      AccessControlList: JSON.stringify(JSON.stringify({ grantList: [] })),
      ServerSideEncryptionConfiguration: {
        rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: 'AES256' } }],
      },
      PublicAccessBlockConfiguration: { blockPublicAcls: false, blockPublicPolicy: false },
    },
  },
)

describe('AWS Config', () => {
  test('items with configurations as objects or as text, in snapshots, notifications and answers', () => {
    const asText = item('AWS::EC2::Instance', JSON.stringify(configInstance))
    for (const document of [
      { fileVersion: '1.0', configurationItems: [item('AWS::EC2::Instance', configInstance)] },
      { configurationItems: [asText] },
      { messageType: 'ConfigurationItemChangeNotification', configurationItem: asText },
      { baseConfigurationItems: [{ ...asText, awsAccountId: undefined, accountId: ACCOUNT }] },
      asText,
      [asText],
    ]) {
      const inventory = loaded(document)
      assert.deepEqual(inventory.result, { loaded: 1, rejected: 0 })
      const details = inventory.instanceDetails('eni-9')
      assert.deepEqual(
        [details?.instanceId, details?.instanceState, details?.tags?.[0]?.value],
        ['i-9', 'running', 'Db'],
      )
      assert.equal(inventory.instanceByAddress(ACCOUNT, undefined, '10.0.0.9'), 'i-9')
    }
  })

  test('a bucket, with policy, block, encryption and tags', () => {
    const inventory = loaded(openBucket)
    assert.deepEqual(inventory.bucketAccess('open'), { read: 'anonymous', write: 'none' })
    const details = inventory.s3BucketDetails('open')
    assert.deepEqual(
      [details.createdAt, details.owner, details.tags, details.defaultServerSideEncryption],
      [1_654_077_600, { id: 'abc' }, [{ key: 'Team', value: 'Blue' }], { encryptionType: 'AES256' }],
    )
    assert.equal(details.publicAccess?.effectivePermission, 'PUBLIC')
  })

  test('grants to everybody, and the block of the account', () => {
    const acl = { grantList: [{ grantee: 'AllUsers', permission: 'Read' }] }
    const bucket = (more: JsonObject) =>
      item(
        'AWS::S3::Bucket',
        { name: 'b' },
        { supplementaryConfiguration: { AccessControlList: JSON.stringify(acl), ...more } },
      )
    assert.equal(loaded(bucket({})).bucketAccess('b').read, 'anonymous')
    const AccountLevelPublicAccessBlockConfiguration = { ignorePublicAcls: true }
    assert.equal(loaded(bucket({ AccountLevelPublicAccessBlockConfiguration })).bucketAccess('b').read, 'none')
  })

  test('a cluster with capitals and tags as a list', () => {
    const configuration = {
      Name: 'prod',
      ResourcesVpcConfig: { VpcId: 'vpc-1' },
      Tags: [{ Key: 'Team', Value: 'Blue' }],
    }
    const cluster = loaded(item('AWS::EKS::Cluster', configuration)).eksClusterDetails(ACCOUNT, REGION, 'prod')
    assert.deepEqual(cluster?.tags, [{ key: 'Team', value: 'Blue' }])
  })

  test('deleted resources are not learnt, other kinds are known and not needed', () => {
    const inventory = loaded({
      configurationItems: [
        item('AWS::EC2::Instance', configInstance, { configurationItemStatus: 'ResourceDeletedNotRecorded' }),
        item('AWS::IAM::Role', '{}'),
        openBucket,
        { ...openBucket, configurationItemStatus: 'ResourceDeleted' },
      ],
    })
    assert.deepEqual(inventory.result, { loaded: 4, rejected: 0 })
    assert.equal(inventory.instanceDetails('i-9'), undefined)
    assert.equal(inventory.s3BucketDetails('open').createdAt, undefined)
  })
})

describe('files', () => {
  const load = (text: string) => new Inventory().loadText(text, DEFAULTS)

  test('one document a line, several in a row, or a list', () => {
    const cluster = { cluster: { name: 'a' } }
    assert.deepEqual(load(`${JSON.stringify(reservations)}\n${JSON.stringify(cluster)}\n\n`), {
      loaded: 2,
      rejected: 0,
    })
    assert.deepEqual(load(`${JSON.stringify(reservations, null, 2)}\r\n${JSON.stringify(cluster, null, 2)}\r\n`), {
      loaded: 2,
      rejected: 0,
    })
    assert.deepEqual(load(JSON.stringify([reservations, [cluster]])), { loaded: 2, rejected: 0 })
  })

  test('what is none of the known documents is counted', () => {
    assert.deepEqual(load('{}'), { loaded: 0, rejected: 1 })
    assert.deepEqual(load('7'), { loaded: 0, rejected: 1 })
    assert.deepEqual(load('{"cluster":{}}'), { loaded: 0, rejected: 1 })
    assert.deepEqual(load('{"cluster":\n'), { loaded: 0, rejected: 1 })
    assert.deepEqual(load('no JSON at all'), { loaded: 0, rejected: 1 })
    assert.deepEqual(load(`{"Reservations":[{"Instances":[{"ImageId":"ami-1"},{"InstanceId":"i-1"}]}]}`), {
      loaded: 1,
      rejected: 1,
    })
  })

  test('bottomless documents are counted, and stop nothing', () => {
    assert.deepEqual(load('['.repeat(50_000) + ']'.repeat(50_000)), { loaded: 0, rejected: 1 })
    const deep = `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`
    assert.deepEqual(load(`{"NetworkInterfaces":[{"NetworkInterfaceId":"eni-1","Attachment":${deep}}]}`), {
      loaded: 1,
      rejected: 0,
    })
  })

  test('members named after what objects inherit do no harm', () => {
    const text = '{"cluster":{"name":"p","tags":{"__proto__":"x","constructor":"y"},"__proto__":{"status":"bad"}}}'
    const inventory = new Inventory()
    inventory.loadText(text, DEFAULTS)
    const cluster = inventory.eksClusterDetails(ACCOUNT, REGION, 'p')
    assert.deepEqual(cluster?.tags, [
      { key: '__proto__', value: 'x' },
      { key: 'constructor', value: 'y' },
    ])
    assert.equal(cluster?.status, undefined)
    assert.equal(({} as Record<string, unknown>)['status'], undefined)
  })
})
