import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { JsonObject } from '../normalize/event.ts'
import { policyAccess } from './bucket-policy.ts'

type Case = [name: string, statement: JsonObject, access: string]

const allow = (change: JsonObject): JsonObject => ({
  Effect: 'Allow',
  Principal: '*',
  Action: 's3:GetObject',
  Resource: 'arn:aws:s3:::reports/*',
  ...change,
})
const deny = (change: JsonObject): JsonObject => allow({ Effect: 'Deny', Action: 's3:*', ...change })
const when = (operator: string, key: string, value: string | string[] | boolean): JsonObject =>
  allow({ Condition: { [operator]: { [key]: value } } })
const unless = (operator: string, key: string, value: string | string[]): JsonObject =>
  deny({ Condition: { [operator]: { [key]: value } } })

function accessOf(...statements: JsonObject[]): string {
  const { read, write } = policyAccess({ Version: '2012-10-17', Statement: statements })
  return `${read} ${write}`
}

function holds(cases: Case[], ...beside: JsonObject[]): void {
  for (const [name, statement, access] of cases)
    test(`${name}: ${access}`, () => assert.equal(accessOf(...beside, statement), access))
}

describe('whom a statement is for', () => {
  holds([
    ['everybody', allow({}), 'anonymous none'],
    ['everybody, as an AWS principal', allow({ Principal: { AWS: '*' } }), 'anonymous none'],
    ['everybody, in a list', allow({ Principal: { AWS: ['444455556666', '*'] } }), 'anonymous none'],
    ['all but one account', withoutPrincipal({ AWS: '444455556666' }), 'anonymous none'],
    ['one account', allow({ Principal: { AWS: '444455556666' } }), 'none none'],
    ['a canonical user', allow({ Principal: { CanonicalUser: 'f00d' } }), 'none none'],
    ['a service', allow({ Principal: { Service: 'cloudtrail.amazonaws.com' } }), 'none none'],
  ])
})

describe('what a statement allows', () => {
  holds([
    ['every S3 action', allow({ Action: 's3:*' }), 'anonymous anonymous'],
    ['a wildcard within the name', allow({ Action: 's3:Get*' }), 'anonymous none'],
    ['another case', allow({ Action: 's3:getobject' }), 'anonymous none'],
    ['all but deleting the bucket', withoutAction('s3:DeleteBucket'), 'anonymous anonymous'],
    ['writing of tags', allow({ Action: 's3:PutObjectTagging' }), 'none anonymous'],
    ['listing the bucket', allow({ Action: 's3:ListBucket', Resource: 'arn:aws:s3:::reports' }), 'anonymous none'],
  ])
})

describe('what a condition leaves of everybody', () => {
  holds([
    ['an office', when('IpAddress', 'aws:SourceIp', '203.0.113.0/24'), 'none none'],
    ['the internet', when('IpAddress', 'aws:SourceIp', '0.0.0.0/0'), 'anonymous none'],
    ['both halves of the internet', when('IpAddress', 'aws:SourceIp', ['0.0.0.0/1', '128.0.0.0/1']), 'anonymous none'],
    ['the internet of IPv6', when('IpAddress', 'aws:SourceIp', '::/0'), 'anonymous none'],
    ['everywhere but an office', when('NotIpAddress', 'aws:SourceIp', '203.0.113.0/24'), 'anonymous none'],
    ['an endpoint', when('StringEquals', 'aws:sourceVpce', 'vpce-1a2b3c4d'), 'none none'],
    ['an endpoint, if there is one', when('StringEqualsIfExists', 'aws:SourceVpce', 'vpce-1a2b'), 'anonymous none'],
    ['an organization', when('StringEquals', 'aws:PrincipalOrgID', 'o-abc1234567'), 'none none'],
    ['a part of one', when('ForAnyValue:StringLike', 'aws:PrincipalOrgPaths', ['o-abc1234567/*']), 'none none'],
    ['any identity', when('StringLike', 'aws:PrincipalArn', 'arn:aws:iam::*'), 'authenticated none'],
    ['any role of a name', when('ArnLike', 'aws:PrincipalArn', 'arn:aws:iam::*:role/admin'), 'authenticated none'],
    ['roles of an account', when('ArnLike', 'aws:PrincipalArn', 'arn:aws:iam::444455556666:role/*'), 'none none'],
    ['a star that is no wildcard', when('StringEquals', 'aws:PrincipalArn', '*'), 'none none'],
    ['any account', when('StringLike', 'aws:PrincipalAccount', '*'), 'authenticated none'],
    ['one account', when('StringEquals', 'aws:PrincipalAccount', '444455556666'), 'none none'],
    ['whoever has an identity', when('Null', 'aws:PrincipalArn', false), 'authenticated none'],
    [
      'a distribution',
      when('ArnLike', 'aws:SourceArn', 'arn:aws:cloudfront::444455556666:distribution/E1'),
      'none none',
    ],
    ['encrypted transport', when('Bool', 'aws:SecureTransport', 'true'), 'anonymous none'],
    ['a referring page, which anybody can write', when('StringLike', 'aws:Referer', 'https://x/*'), 'anonymous none'],
  ])
})

describe('what a Deny takes back of a public Allow', () => {
  holds(
    [
      ['everything', deny({}), 'none none'],
      ['unencrypted transport', unless('Bool', 'aws:SecureTransport', 'false'), 'anonymous none'],
      ['all but an endpoint', unless('StringNotEquals', 'aws:SourceVpce', 'vpce-1a2b3c4d'), 'none none'],
      ['all but an office', unless('NotIpAddress', 'aws:SourceIp', '203.0.113.0/24'), 'none none'],
      ['all but the internet', unless('NotIpAddress', 'aws:SourceIp', '0.0.0.0/0'), 'anonymous none'],
      ['one network', unless('IpAddress', 'aws:SourceIp', '203.0.113.0/24'), 'anonymous none'],
      ['whoever has no identity', unless('Null', 'aws:PrincipalArn', 'true'), 'authenticated none'],
      ['a folder', deny({ Resource: 'arn:aws:s3:::reports/private/*' }), 'anonymous none'],
      ['another action', deny({ Action: 's3:PutObject' }), 'anonymous none'],
      ['one account', deny({ Principal: { AWS: '444455556666' } }), 'anonymous none'],
    ],
    allow({}),
  )
})

test('a policy reads the same as text', () => {
  assert.equal(policyAccess(JSON.stringify({ Statement: allow({}) })).read, 'anonymous')
})

test('a policy that cannot be read grants nothing', () => {
  for (const policy of ['{', '', 'null', null, 7, [], { Statement: 'x' }])
    assert.deepEqual(policyAccess(policy), { read: 'none', write: 'none' })
})

function withoutPrincipal(others: JsonObject): JsonObject {
  const { Principal: _everybody, ...rest } = allow({ NotPrincipal: others })
  return rest
}

function withoutAction(others: string): JsonObject {
  const { Action: _one, ...rest } = allow({ NotAction: others })
  return rest
}
