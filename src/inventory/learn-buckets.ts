import type { ApiCall, JsonObject, JsonValue } from '../normalize/event.ts'
import type { BucketAccess, PublicBlock } from './bucket-access.ts'
import { aclFromRequest } from './bucket-acl.ts'
import { accessOf } from './bucket-details.ts'
import { tagsFrom } from './instance-documents.ts'
import type { InventoryChange } from './inventory.ts'
import type { BucketState, Knowledge } from './knowledge.ts'
import { camelCased, isObject, objectAt, objectsIn, textAt } from './members.ts'

/** Buckets of one account that are looked at when its own Block Public Access changes. */
const AFFECTED_BUCKETS_MAX = 10_000

/** What each call changes of its bucket. */
const LESSONS: Readonly<Record<string, (bucket: BucketState, call: ApiCall) => BucketState>> = {
  // Creating a bucket that one has already succeeds in us-east-1, and changes its ACL at most.
  CreateBucket: (bucket, call) => {
    const acl = aclFromRequest(call.request)
    return { createdAt: call.time / 1000, ...bucket, ...(acl === undefined ? {} : { acl }) }
  },
  PutBucketAcl: (bucket, { request }) => {
    const acl = aclFromRequest(request)
    const ownerId = textAt(objectAt(request, 'AccessControlPolicy', 'Owner'), 'ID')
    return { ...bucket, ...(acl === undefined ? {} : { acl }), ...(ownerId === undefined ? {} : { ownerId }) }
  },
  PutBucketPolicy: (bucket, { request }) => ({
    ...bucket,
    policy: request['bucketPolicy'] ?? request['policy'] ?? null,
  }),
  DeleteBucketPolicy: ({ policy: _policy, ...bucket }) => ({ ...bucket, policy: null }),
  PutBucketPublicAccessBlock: (bucket, { request }) => ({ ...bucket, block: blockOf(request) }),
  PutPublicAccessBlock: (bucket, { request }) => ({ ...bucket, block: blockOf(request) }),
  DeleteBucketPublicAccessBlock: (bucket) => ({ ...bucket, block: {} }),
  DeletePublicAccessBlock: (bucket) => ({ ...bucket, block: {} }),
  PutBucketEncryption: (bucket, { request }) => ({ ...bucket, encryption: encryptionOf(request) }),
  DeleteBucketEncryption: (bucket) => ({ ...bucket, encryption: null }),
  PutBucketTagging: (bucket, { request }) => ({
    ...bucket,
    tags: tagsFrom(camelCased(objectAt(request, 'Tagging', 'TagSet')['Tag'] ?? null)),
  }),
  DeleteBucketTagging: (bucket) => ({ ...bucket, tags: [] }),
}

const ACCOUNT_CALLS = ['PutAccountPublicAccessBlock', 'DeleteAccountPublicAccessBlock']

export const S3_CALLS: readonly string[] = [
  ...[...Object.keys(LESSONS), 'DeleteBucket', ...ACCOUNT_CALLS].map((name) => `s3.amazonaws.com:${name}`),
  ...[...ACCOUNT_CALLS, 'PutPublicAccessBlock', 'DeletePublicAccessBlock'].map(
    (name) => `s3-control.amazonaws.com:${name}`,
  ),
]

/** Learns from a call on a bucket, or on the account's own block; answers whose access may have changed. */
export function learnBucketCall(knowledge: Knowledge, call: ApiCall): readonly InventoryChange[] {
  const name = textAt(call.request, 'bucketName')
  if (ACCOUNT_CALLS.includes(call.name) || (call.service !== 's3.amazonaws.com' && name === undefined)) {
    return learnAccountBlock(knowledge, call)
  }
  if (name === undefined) return []
  const before = accessOf(knowledge, name)
  if (call.name === 'DeleteBucket') {
    knowledge.buckets.delete(name)
    return []
  }
  const known = knowledge.buckets.get(name) ?? { accountId: call.accountId }
  const learnt = LESSONS[call.name]?.(known, call)
  if (learnt === undefined) return []
  knowledge.buckets.set(name, learnt)
  return changed(name, before, accessOf(knowledge, name))
}

function learnAccountBlock(knowledge: Knowledge, call: ApiCall): readonly InventoryChange[] {
  const account = textAt(call.request, 'accountId', 'AccountId') ?? call.accountId
  const names: string[] = []
  for (const [name, bucket] of knowledge.buckets.entries()) {
    if (bucket.accountId === account && names.length < AFFECTED_BUCKETS_MAX) names.push(name)
  }
  const before = names.map((name) => accessOf(knowledge, name))
  knowledge.accountBlocks.set(account, call.name.startsWith('Delete') ? {} : blockOf(call.request))
  return names.flatMap((name, i) => changed(name, before[i], accessOf(knowledge, name)))
}

function changed(bucketName: string, before: BucketAccess, after: BucketAccess): readonly InventoryChange[] {
  if (before.read === after.read && before.write === after.write) return []
  return [{ kind: 'bucket-access', bucketName, before, after }]
}

function blockOf(request: JsonObject): PublicBlock {
  const configuration = request['PublicAccessBlockConfiguration'] ?? request['publicAccessBlockConfiguration']
  return publicBlock(isObject(configuration) ? configuration : request)
}

/** The four switches, however they are capitalised. */
export function publicBlock(configuration: JsonObject): PublicBlock {
  const on = (name: string) =>
    String(configuration[name] ?? configuration[name.charAt(0).toUpperCase() + name.slice(1)]) === 'true'
  return {
    blockPublicAcls: on('blockPublicAcls'),
    ignorePublicAcls: on('ignorePublicAcls'),
    blockPublicPolicy: on('blockPublicPolicy'),
    restrictPublicBuckets: on('restrictPublicBuckets'),
  }
}

function encryptionOf(request: JsonObject): NonNullable<BucketState['encryption']> {
  const [rule] = objectsIn(objectAt(request, 'ServerSideEncryptionConfiguration')['Rule'])
  return encryptionRule(rule ?? {})
}

export function encryptionRule(rule: JsonObject): NonNullable<BucketState['encryption']> {
  const byDefault: JsonValue =
    rule['ApplyServerSideEncryptionByDefault'] ?? rule['applyServerSideEncryptionByDefault'] ?? {}
  const encryptionType = textAt(objectAt(byDefault), 'SSEAlgorithm', 'sseAlgorithm')
  const kmsMasterKeyArn = textAt(objectAt(byDefault), 'KMSMasterKeyID', 'kmsMasterKeyID')
  return {
    ...(encryptionType === undefined ? {} : { encryptionType }),
    ...(kmsMasterKeyArn === undefined ? {} : { kmsMasterKeyArn }),
  }
}
