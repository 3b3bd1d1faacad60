import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { ApiCall, JsonObject } from '../normalize/event.ts'
import { Inventory } from './inventory.ts'

const ACCOUNT = '111122223333'

function call(name: string, request: JsonObject): ApiCall {
  return {
    source: 'cloudtrail',
    id: name,
    time: 1_654_077_600_000,
    accountId: ACCOUNT,
    region: 'eu-west-1',
    category: 'Management',
    eventType: 'AwsApiCall',
    service: 's3.amazonaws.com',
    name,
    actor: { type: 'IAMUser' },
    caller: { kind: 'address', address: '52.1.1.1' },
    userAgent: 'test',
    request,
    response: {},
    extra: {},
    resources: [],
  }
}

const on = (name: string, request: JsonObject = {}, bucketName = 'b') => call(name, { bucketName, ...request })
const PUBLIC = {
  Statement: [{ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/*' }],
}
const BLOCK = { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true }

const openPolicy = on('PutBucketPolicy', { bucketPolicy: PUBLIC })
const openAcl = on('PutBucketAcl', { 'x-amz-acl': ['public-read-write'] })
const block = on('PutBucketPublicAccessBlock', { PublicAccessBlockConfiguration: BLOCK })
const unblock = on('DeleteBucketPublicAccessBlock')
const blockAccount = call('PutAccountPublicAccessBlock', { accountId: ACCOUNT, PublicAccessBlockConfiguration: BLOCK })
const unblockAccount = call('DeleteAccountPublicAccessBlock', { accountId: ACCOUNT })
const CALLS = [openPolicy, openAcl, block, unblock, blockAccount, unblockAccount, on('DeleteBucketPolicy')]

const NONE = { read: 'none', write: 'none' }
const READ = { read: 'anonymous', write: 'none' }
const BOTH = { read: 'anonymous', write: 'anonymous' }

function accessAfter(...calls: ApiCall[]) {
  const inventory = new Inventory()
  for (const one of calls) inventory.learn(one)
  return inventory.bucketAccess('b')
}

test('policy and ACL open a bucket; what undoes them closes it', () => {
  assert.deepEqual(accessAfter(openPolicy), READ)
  assert.deepEqual(accessAfter(on('PutBucketPolicy', { bucketPolicy: JSON.stringify(PUBLIC) })), READ)
  assert.deepEqual(accessAfter(openPolicy, openAcl), BOTH)
  assert.deepEqual(accessAfter(openPolicy, on('DeleteBucketPolicy')), NONE)
  assert.deepEqual(accessAfter(openAcl, on('PutBucketAcl', { AccessControlPolicy: { AccessControlList: '' } })), NONE)
  assert.deepEqual(accessAfter(on('CreateBucket', { 'x-amz-acl': ['public-read'] })), READ)
  assert.deepEqual(accessAfter(openPolicy, on('DeleteBucket')), NONE)
})

test('creating a bucket again keeps what is known of it', () => {
  assert.deepEqual(accessAfter(openPolicy, block, on('CreateBucket')), NONE)
  assert.deepEqual(accessAfter(openPolicy, on('CreateBucket')), READ)
})

test('Block Public Access of bucket or account closes it, whichever came first', () => {
  for (const closing of [block, blockAccount]) {
    assert.deepEqual(accessAfter(openPolicy, openAcl, closing), NONE)
    assert.deepEqual(accessAfter(closing, openPolicy, openAcl), NONE)
  }
  assert.deepEqual(accessAfter(openPolicy, blockAccount, block, unblock), NONE)
  assert.deepEqual(accessAfter(openPolicy, blockAccount, block, unblock, unblockAccount), READ)
  const acls = on('PutBucketPublicAccessBlock', { PublicAccessBlockConfiguration: { IgnorePublicAcls: true } })
  assert.deepEqual(accessAfter(openPolicy, openAcl, acls), READ)
})

test('each call tells the access before and after it, and nothing when it stays', () => {
  const inventory = new Inventory()
  assert.deepEqual(inventory.learn(block), [])
  assert.deepEqual(inventory.learn(openPolicy), [])
  assert.deepEqual(inventory.learn(unblock), [{ kind: 'bucket-access', bucketName: 'b', before: NONE, after: READ }])
  assert.deepEqual(inventory.learn(unblock), [])
  assert.deepEqual(inventory.learn({ ...openAcl, errorCode: 'AccessDenied' }), [])
})

test("the account's own block tells of every bucket that it changes", () => {
  const inventory = new Inventory()
  for (const name of ['one', 'two', 'closed']) {
    const acl = name === 'closed' ? 'private' : 'public-read'
    inventory.learn(on('PutBucketAcl', { 'x-amz-acl': [acl] }, name))
  }
  inventory.learn({ ...on('PutBucketAcl', { 'x-amz-acl': ['public-read'] }, 'other'), accountId: '999999999999' })
  const changed = inventory.learn(blockAccount)
  assert.deepEqual(
    changed.map(({ bucketName, before, after }) => [bucketName, before, after]),
    [
      ['one', READ, NONE],
      ['two', READ, NONE],
    ],
  )
  assert.deepEqual(
    inventory.learn(unblockAccount).map(({ bucketName }) => bucketName),
    ['one', 'two'],
  )
})

test('in any order of calls, the changes told add up to the access known', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...CALLS), { maxLength: 30 }), (calls) => {
      const inventory = new Inventory()
      let access: object = NONE
      for (const one of calls) {
        for (const { before, after } of inventory.learn(one)) {
          assert.deepEqual(before, access)
          access = after
        }
        assert.deepEqual(inventory.bucketAccess('b'), access)
      }
    }),
    { numRuns: 300 },
  )
})

test('a bucket as findings show it', () => {
  const inventory = new Inventory()
  assert.deepEqual(inventory.s3BucketDetails('b'), { arn: 'arn:aws:s3:::b', name: 'b', type: 'Destination' })
  const rule = { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: 'arn:key' } }
  for (const one of [
    on('CreateBucket'),
    on('PutBucketEncryption', { ServerSideEncryptionConfiguration: { Rule: rule } }),
    on('PutBucketTagging', {
      Tagging: {
        TagSet: {
          Tag: [
            { Key: '__proto__', Value: 'x' },
            { Key: 'Team', Value: 'y' },
          ],
        },
      },
    }),
    openAcl,
    block,
  ])
    inventory.learn(one)
  const on4 = { blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true }
  const off4 = {
    blockPublicAcls: false,
    blockPublicPolicy: false,
    ignorePublicAcls: false,
    restrictPublicBuckets: false,
  }
  assert.deepEqual(inventory.s3BucketDetails('b'), {
    arn: 'arn:aws:s3:::b',
    name: 'b',
    type: 'Destination',
    createdAt: 1_654_077_600,
    tags: [
      { key: '__proto__', value: 'x' },
      { key: 'Team', value: 'y' },
    ],
    defaultServerSideEncryption: { encryptionType: 'aws:kms', kmsMasterKeyArn: 'arn:key' },
    publicAccess: {
      effectivePermission: 'NOT_PUBLIC',
      permissionConfiguration: {
        accountLevelPermissions: { blockPublicAccess: off4 },
        bucketLevelPermissions: {
          accessControlList: { allowsPublicReadAccess: true, allowsPublicWriteAccess: true },
          bucketPolicy: { allowsPublicReadAccess: false, allowsPublicWriteAccess: false },
          blockPublicAccess: on4,
        },
      },
    },
  })
})
