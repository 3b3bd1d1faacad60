import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { JsonObject, JsonValue } from '../normalize/event.ts'
import type { Level } from './bucket-access.ts'
import { policyAccess } from './bucket-policy.ts'

const OBJECTS = 'arn:aws:s3:::b/*'
const BUCKET = 'arn:aws:s3:::b'

const allow = (more: JsonObject = {}): JsonObject => ({
  Effect: 'Allow',
  Principal: '*',
  Action: 's3:GetObject',
  Resource: OBJECTS,
  ...more,
})
const deny = (more: JsonObject = {}): JsonObject => ({ ...allow(), Effect: 'Deny', Action: 's3:*', ...more })
const policy = (...statements: JsonObject[]): JsonObject => ({ Version: '2012-10-17', Statement: statements })

type Row = [name: string, policy: JsonValue, read: Level, write?: Level]

function check(rows: Row[]): void {
  for (const [name, document, read, write = 'none'] of rows) {
    test(name, () => assert.deepEqual(policyAccess(document), { read, write }))
    test(`${name}, as text`, () => assert.deepEqual(policyAccess(JSON.stringify(document)), { read, write }))
  }
}

const principals: [string, JsonObject, Level][] = [
  ['"*"', { Principal: '*' }, 'anonymous'],
  ['AWS "*"', { Principal: { AWS: '*' } }, 'anonymous'],
  ['a list with "*"', { Principal: { AWS: ['arn:aws:iam::111122223333:root', '*'] } }, 'anonymous'],
  ['everybody but one', { Principal: undefined, NotPrincipal: { AWS: '111122223333' } }, 'anonymous'],
  ['an account', { Principal: { AWS: '111122223333' } }, 'none'],
  ['a role', { Principal: { AWS: 'arn:aws:iam::111122223333:role/*' } }, 'none'],
  ['a service', { Principal: { Service: 'cloudtrail.amazonaws.com' } }, 'none'],
  ['nobody', { Principal: undefined }, 'none'],
]
check(principals.map(([name, principal, level]) => [`principal: ${name}`, policy(allow(principal)), level]))

const actions: [string, JsonObject, Level, Level][] = [
  ['every action, every resource', { Action: '*', Resource: '*' }, 'anonymous', 'anonymous'],
  ['every action of S3 on objects', { Action: 's3:*' }, 'anonymous', 'anonymous'],
  ['reading by a pattern, in any case', { Action: 'S3:get*' }, 'anonymous', 'none'],
  ['writing', { Action: ['s3:PutObject'] }, 'none', 'anonymous'],
  ['listing', { Action: 's3:ListBucket', Resource: BUCKET }, 'anonymous', 'none'],
  ['listing objects, which nothing is', { Action: 's3:ListBucket' }, 'none', 'none'],
  ['getting a bucket, which nothing is', { Resource: BUCKET }, 'none', 'none'],
  [
    'a pattern over bucket and objects',
    { Action: ['s3:ListBucket'], Resource: 'arn:aws:s3:::b*' },
    'anonymous',
    'none',
  ],
  ['all but some actions', { Action: undefined, NotAction: 's3:Delete*' }, 'anonymous', 'anonymous'],
  ['all but reading and writing', { Action: undefined, NotAction: 's3:*' }, 'none', 'none'],
  ['all but some resources', { Resource: undefined, NotResource: 'arn:aws:s3:::b/private/*' }, 'anonymous', 'none'],
  ['an action that shows no data', { Action: 's3:GetBucketLocation', Resource: BUCKET }, 'none', 'none'],
  ['reading the ACL', { Action: 's3:GetBucketAcl', Resource: BUCKET }, 'anonymous', 'none'],
]
check(actions.map(([name, more, read, write]) => [`action: ${name}`, policy(allow(more)), read, write]))

const conditions: [JsonObject, Level][] = [
  [{ IpAddress: { 'aws:SourceIp': '52.1.0.0/16' } }, 'none'],
  [{ IpAddress: { 'aws:SourceIp': ['52.1.0.0/16', '0.0.0.0/0'] } }, 'anonymous'],
  [{ IpAddress: { 'aws:SourceIp': '0.0.0.0/1' } }, 'anonymous'],
  [{ IpAddress: { 'AWS:sourceIP': '2600::/16' } }, 'anonymous'],
  [{ IpAddress: { 'aws:SourceIp': '2600:1f18::/32' } }, 'none'],
  [{ IpAddressIfExists: { 'aws:SourceIp': '52.1.1.1' } }, 'none'],
  [{ NotIpAddress: { 'aws:SourceIp': '52.1.1.1' } }, 'anonymous'],
  [{ StringEquals: { 'aws:SourceVpce': 'vpce-1a2b3c4d' } }, 'none'],
  [{ StringEquals: { 'aws:SourceVpc': ['vpc-1a2b3c4d'] } }, 'none'],
  [{ StringEqualsIfExists: { 'aws:SourceVpc': 'vpc-1a2b3c4d' } }, 'anonymous'],
  [{ StringLike: { 'aws:SourceVpc': 'vpc-*' } }, 'authenticated'],
  [{ StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } }, 'none'],
  [{ 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-a1b2c3d4e5/*' } }, 'none'],
  [{ StringLike: { 'aws:PrincipalOrgID': 'o-*' } }, 'authenticated'],
  [{ StringLike: { 'aws:PrincipalArn': 'arn:aws:iam::*' } }, 'authenticated'],
  [{ ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/admin' } }, 'authenticated'],
  [{ ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/*' } }, 'none'],
  [{ StringLike: { 'aws:PrincipalAccount': '*' } }, 'authenticated'],
  [{ StringEquals: { 'aws:PrincipalAccount': '111122223333' } }, 'none'],
  [{ ArnLike: { 'aws:SourceArn': 'arn:aws:sns:us-east-1:111122223333:*' } }, 'none'],
  [{ StringEquals: { 'aws:SourceAccount': '111122223333' } }, 'none'],
  [{ StringLike: { 'aws:userid': 'AROAEXAMPLEID:*' } }, 'none'],
  [{ StringEquals: { 'aws:PrincipalTag/team': 'blue' } }, 'authenticated'],
  [{ Null: { 'aws:PrincipalArn': 'false' } }, 'authenticated'],
  [{ Null: { 'aws:SourceVpce': false } }, 'none'],
  [{ Bool: { 'aws:SecureTransport': 'true' } }, 'anonymous'],
  [{ Bool: { 'aws:MultiFactorAuthPresent': true } }, 'authenticated'],
  [{ StringLike: { 'aws:Referer': 'https://www.example.com/*' } }, 'anonymous'],
  [{ StringEquals: { 's3:x-amz-acl': 'bucket-owner-full-control' } }, 'anonymous'],
  [{ Bool: { 'aws:SecureTransport': 'true' }, StringLike: { 'aws:PrincipalArn': '*' } }, 'authenticated'],
  [{ StringLike: { 'aws:PrincipalArn': '*' }, IpAddress: { 'aws:SourceIp': '52.1.1.1' } }, 'none'],
]
check(
  conditions.map(([Condition, level]) => [
    `allowed if ${JSON.stringify(Condition)}`,
    policy(allow({ Condition })),
    level,
  ]),
)

const denies: [string, JsonObject, Level][] = [
  ['everything', { Resource: '*' }, 'none'],
  ['the same objects', {}, 'none'],
  ['everybody but one', { Principal: undefined, NotPrincipal: { AWS: '111122223333' } }, 'none'],
  ['all but other resources', { Resource: undefined, NotResource: 'arn:aws:s3:::other/*' }, 'none'],
  ['part of the objects', { Resource: 'arn:aws:s3:::b/private/*' }, 'anonymous'],
  ['another action', { Action: 's3:DeleteObject' }, 'anonymous'],
  ['one account', { Principal: { AWS: '111122223333' } }, 'anonymous'],
  ['what comes without TLS', { Condition: { Bool: { 'aws:SecureTransport': 'false' } } }, 'anonymous'],
  ['all but an organization', { Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } } }, 'none'],
  ['all but an endpoint', { Condition: { StringNotEqualsIfExists: { 'aws:SourceVpce': 'vpce-1a2b3c4d' } } }, 'none'],
  ['all but a network', { Condition: { NotIpAddress: { 'aws:SourceIp': ['52.1.0.0/16'] } } }, 'none'],
  ['all but every network', { Condition: { NotIpAddress: { 'aws:SourceIp': '0.0.0.0/0' } } }, 'anonymous'],
  ['whoever is nobody', { Condition: { Null: { 'aws:PrincipalArn': 'true' } } }, 'authenticated'],
  ['all but any principal', { Condition: { StringNotLike: { 'aws:PrincipalArn': '*' } } }, 'authenticated'],
  [
    'all but a network, services left out',
    { Condition: { NotIpAddress: { 'aws:SourceIp': '52.1.1.1/32' }, BoolIfExists: { 'aws:ViaAWSService': 'false' } } },
    'none',
  ],
  ['one network', { Condition: { IpAddress: { 'aws:SourceIp': '52.1.1.1' } } }, 'anonymous'],
]
check(denies.map(([name, more, level]) => [`denied: ${name}`, policy(allow(), deny(more)), level]))

check([
  ['one statement by itself', { Statement: allow() }, 'anonymous'],
  ['the widest of several statements', policy(allow({ Principal: { AWS: '1' } }), allow()), 'anonymous'],
  [
    'two resources of which one is denied',
    policy(
      allow({ Resource: [OBJECTS, 'arn:aws:s3:::b/open/*'] }),
      deny({ NotResource: 'arn:aws:s3:::b/open/*', Resource: undefined }),
    ),
    'anonymous',
  ],
  ['no policy', null, 'none'],
  ['only denies', policy(deny()), 'none'],
])

test('text that is no policy grants nothing', () => {
  for (const text of ['', '{', 'null', '[]', '"*"', '{"Statement":7}', `{"Statement":${'['.repeat(20_000)}`])
    assert.deepEqual(policyAccess(text), { read: 'none', write: 'none' })
})

test('no JSON makes it throw', () => {
  const keys = fc.constantFrom(
    'Statement',
    'Effect',
    'Principal',
    'AWS',
    'Action',
    'Resource',
    'Condition',
    'Null',
    '__proto__',
  )
  const texts = fc.constantFrom('Allow', 'Deny', '*', 's3:*', OBJECTS, 'aws:SourceIp', '')
  const { any } = fc.letrec((tie) => ({
    any: fc.oneof(
      { depthSize: 'medium' },
      texts,
      fc.constantFrom(null, 0, true),
      fc.array(tie('any'), { maxLength: 4 }),
      fc.dictionary(keys, tie('any'), { maxKeys: 6 }),
    ),
  }))
  fc.assert(
    fc.property(any, (value) => {
      const { read, write } = policyAccess(value as JsonValue)
      assert.ok(
        ['none', 'authenticated', 'anonymous'].includes(read) && ['none', 'authenticated', 'anonymous'].includes(write),
      )
    }),
    { numRuns: 1_000 },
  )
})
