import type { BucketAccess } from '../../../inventory/bucket-access.ts'
import type { FindingTypeName } from '../../../model/catalogue/index.ts'
import type { JsonObject } from '../../../normalize/event.ts'
import { apiCallAction, callSignal, isOwnCall, succeeded } from '../../api-call.ts'
import type { Detector } from '../../detector.ts'
import { match } from '../../kit/match.ts'
import { type CallOptions, callRecord } from '../../records/cloudtrail-record.ts'
import type { Vector } from '../../vector.ts'

const S3 = 's3.amazonaws.com'
const ALL_USERS = 'http://acs.amazonaws.com/groups/global/AllUsers'
const AUTHENTICATED_USERS = 'http://acs.amazonaws.com/groups/global/AuthenticatedUsers'
const BLOCK_ALL = {
  BlockPublicAcls: true,
  IgnorePublicAcls: true,
  BlockPublicPolicy: true,
  RestrictPublicBuckets: true,
}

type Level = 'anonymous' | 'authenticated'

/**
 * A change after which a bucket can be read or written by anybody, or by anybody with an AWS account, and could not
 * before. Policy, ACL and Block Public Access of bucket and account count together.
 * Misses: access points, and objects that their own ACL makes public.
 */
export default [
  granted('Policy:S3/BucketAnonymousAccessGranted', 'anonymous', anonymousVectors()),
  granted('Policy:S3/BucketPublicAccessGranted', 'authenticated', authenticatedVectors()),
]

function granted(type: FindingTypeName, level: Level, vectors: Vector[]): Detector {
  return match({
    type,
    on: 'change',
    select: ['change:bucket-access'],
    when: ({ call, change }) =>
      succeeded(call) &&
      isOwnCall(call) &&
      levelOf(change.after) === level &&
      RANK[levelOf(change.before)] < RANK[level],
    signal: ({ call, change }) => ({
      ...callSignal(call),
      resource: { kind: 'accessKey', call, buckets: [change.bucketName] },
      action: apiCallAction(call, { 'AWS::S3::Bucket': change.bucketName }),
      reason: `after ${call.name}, ${change.bucketName} is open to ${level === 'anonymous' ? 'anybody' : 'every AWS account'} (read: ${change.after.read}, write: ${change.after.write})`,
    }),
    vectors,
  })
}

const RANK = { none: 0, authenticated: 1, anonymous: 2 } as const

/** The wider of what is open for reading and for writing. */
function levelOf({ read, write }: BucketAccess): keyof typeof RANK {
  return RANK[read] > RANK[write] ? read : write
}

function anonymousVectors(): Vector[] {
  const { policy, acl, block, unblock } = callsOn('reports')
  return [
    { name: 'a policy lets everybody read', records: [policy('*')], finds: 1, severity: 8 },
    { name: 'an ACL lets everybody read', records: [acl(ALL_USERS)], finds: 1 },
    { name: 'the same policy again changes nothing', records: [policy('*'), policy('*', {}, 600)], finds: 1, count: 1 },
    {
      name: 'the bucket blocks public policies',
      records: [block(), policy('*', {}, 60)],
      finds: 0,
    },
    {
      name: 'a block is lifted from over a public policy',
      records: [block(), policy('*', {}, 60), unblock(120)],
      finds: 1,
    },
    {
      name: 'only through a VPC endpoint',
      records: [policy('*', { StringEquals: { 'aws:SourceVpce': 'vpce-1a2b3c4d' } })],
      finds: 0,
    },
    { name: 'only one other account', records: [policy({ AWS: 'arn:aws:iam::444455556666:root' })], finds: 0 },
    { name: 'every AWS account is another type', records: [acl(AUTHENTICATED_USERS)], finds: 0 },
    { name: 'a denied attempt', records: [policy('*', {}, 0, 'AccessDenied')], finds: 0 },
  ]
}

function authenticatedVectors(): Vector[] {
  const { policy, acl } = callsOn('exports')
  return [
    {
      name: 'a policy lets every principal of any account read',
      records: [policy({ AWS: '*' }, { StringLike: { 'aws:PrincipalArn': 'arn:aws:iam::*' } })],
      finds: 1,
      severity: 8,
    },
    { name: 'an ACL lets every AWS account read', records: [acl(AUTHENTICATED_USERS)], finds: 1 },
    { name: 'everybody is another type', records: [policy('*')], finds: 0 },
    { name: 'only one other account', records: [policy({ AWS: '444455556666' })], finds: 0 },
    {
      name: 'less than before',
      records: [policy('*'), policy({ AWS: '*' }, { StringLike: { 'aws:PrincipalArn': 'arn:aws:iam::*' } }, 60)],
      finds: 0,
    },
  ]
}

/** Records of calls that change who may reach a bucket. */
function callsOn(bucketName: string) {
  const call = (name: string, request: JsonObject, options: CallOptions = {}) =>
    callRecord(S3, name, { ...options, request: { bucketName, ...request } })
  return {
    policy(principal: string | JsonObject, condition: JsonObject = {}, at = 0, errorCode?: string) {
      const statement: JsonObject = {
        Effect: 'Allow',
        Principal: principal,
        Action: 's3:GetObject',
        Resource: `arn:aws:s3:::${bucketName}/*`,
        ...(Object.keys(condition).length === 0 ? {} : { Condition: condition }),
      }
      const bucketPolicy = { Version: '2012-10-17', Statement: [statement] }
      return call(
        'PutBucketPolicy',
        { policy: '', bucketPolicy },
        { at, ...(errorCode === undefined ? {} : { errorCode }) },
      )
    },
    acl(uri: string) {
      const grants: JsonObject[] = [
        { Grantee: { 'xsi:type': 'CanonicalUser', ID: 'f00d' }, Permission: 'FULL_CONTROL' },
        { Grantee: { 'xsi:type': 'Group', URI: uri }, Permission: 'READ' },
      ]
      const AccessControlPolicy = { Owner: { ID: 'f00d' }, AccessControlList: { Grant: grants } }
      return call('PutBucketAcl', { acl: '', AccessControlPolicy })
    },
    block: () =>
      call('PutBucketPublicAccessBlock', { publicAccessBlock: '', PublicAccessBlockConfiguration: BLOCK_ALL }),
    unblock: (at: number) => call('DeleteBucketPublicAccessBlock', { publicAccessBlock: '' }, { at }),
  }
}
